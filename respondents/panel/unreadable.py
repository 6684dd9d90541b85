"""A file of people that cannot be read at all."""

from collections.abc import Mapping


class UnreadableTable(ValueError):  # noqa: N818 - it names the file, and reads as one
    """Refused in one sentence: a code of `respondents.panel.refusals`, and what the sentence needs."""

    def __init__(self, code: str, params: Mapping[str, int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})
