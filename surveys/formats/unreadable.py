"""A file that cannot be read at all."""

from collections.abc import Mapping


class UnreadableFile(ValueError):  # noqa: N818 - it names the file, and reads as one
    """Refused in one line: a code, and what its message needs."""

    def __init__(self, code: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})
