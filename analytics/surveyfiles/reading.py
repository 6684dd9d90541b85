"""The formats of survey files, by the end of their names."""

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from analytics.surveyfiles import sav, text_and_parquet
from analytics.surveyfiles.columns import FileContents, SurveyFile, SurveyFileError


class Reader(Protocol):
    """A format: what is in a file, then some of its columns."""

    def contents(self, path: Path) -> FileContents:
        """The names of all columns."""

    def read(self, path: Path, names: Collection[str]) -> SurveyFile:
        """The columns named, which the file has."""


READERS: dict[str, Reader] = {
    ".csv": text_and_parquet.CsvReader(),
    ".tsv": text_and_parquet.CsvReader(),
    ".txt": text_and_parquet.CsvReader(),
    ".parquet": text_and_parquet.ParquetReader(),
    ".sav": sav.SavReader(),
    ".zsav": sav.SavReader(),
}


def reader_of(path: Path) -> Reader:
    """The reader of a file.

    Raises SurveyFileError when there is no such file, or its name ends in no known format.
    """
    if not path.is_file():
        raise SurveyFileError(f"there is no file {path}")
    found = READERS.get(path.suffix.lower())
    if found is None:
        raise SurveyFileError(f"{path.name}: the name must end in {', '.join(READERS)}")
    return found
