"""What a reader written in Rust does where Python would raise: it panics, and that is no Exception."""

from collections.abc import Iterator
from contextlib import contextmanager

from surveys.formats.unreadable import UnreadableFile


@contextmanager
def panics_refused() -> Iterator[None]:
    """A file that makes the reader panic is refused. Raises UnreadableFile."""
    try:
        yield
    except BaseException as panic:
        # Its class can be imported from nowhere.
        if type(panic).__name__ != "PanicException":
            raise
        raise UnreadableFile("not_a_workbook") from panic
