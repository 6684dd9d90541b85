"""CSV and Parquet, read by polars: only the columns that are needed."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import polars as pl

from analytics.surveyfiles.columns import FileContents, SurveyColumn, SurveyFile, SurveyFileError

SEPARATORS = (",", ";", "\t", "|")
#: A number as a survey writes it. Not 007, which is the name of something.
NUMBER = r"^[+-]?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d+)?$"


class CsvReader:
    """Comma, semicolon, tab or bar; an empty field is missing; columns of numbers are found."""

    def contents(self, path: Path) -> FileContents:
        """The names in the first line."""
        return FileContents(_names(_scan_text(path), path))

    def read(self, path: Path, names: Collection[str]) -> SurveyFile:
        """The columns named."""
        comma = _separator(path) == ";"
        return _file(_collect(_scan_text(path), path, names), comma=comma)


class ParquetReader:
    """Numbers stay numbers; texts, categories, dates and truth values become codes."""

    def contents(self, path: Path) -> FileContents:
        """The names of the columns."""
        return FileContents(_names(pl.scan_parquet(path), path))

    def read(self, path: Path, names: Collection[str]) -> SurveyFile:
        """The columns named."""
        return _file(_collect(pl.scan_parquet(path), path, names), comma=None)


def _scan_text(path: Path) -> pl.LazyFrame:
    """Every field as text, so that codes keep the form they have in the file."""
    return pl.scan_csv(path, separator=_separator(path), infer_schema=False, encoding="utf8")


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        header = stream.readline()
    return max(SEPARATORS, key=header.count)


def _names(table: pl.LazyFrame, path: Path) -> tuple[str, ...]:
    try:
        return tuple(table.collect_schema().names())
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise _unreadable(path, problem) from problem


def _collect(table: pl.LazyFrame, path: Path, names: Collection[str]) -> pl.DataFrame:
    """The columns named; one at least, because it is they that say how many rows there are."""
    wanted = [name for name in _names(table, path) if name in names] or list(_names(table, path)[:1])
    try:
        return table.select(wanted).collect()
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise _unreadable(path, problem) from problem


def _file(table: pl.DataFrame, *, comma: bool | None) -> SurveyFile:
    """`comma`: texts may be numbers, with a decimal comma or not; None: types are as in the file."""
    columns = [table[name] if comma is None else _typed(table[name], comma=comma) for name in table.columns]
    return SurveyFile(table.height, {each.name: _column(each) for each in columns})


def _typed(column: pl.Series, *, comma: bool) -> pl.Series:
    """A column of texts as numbers, when every one of them is a number."""
    texts = column.str.strip_chars()
    texts = texts.set(texts == "", None)
    plain = texts.str.replace(",", ".", literal=True) if comma else texts
    if not plain.head(1000).str.contains(NUMBER).all() or not plain.str.contains(NUMBER).all():
        return texts
    numbers = plain.cast(pl.Float64, strict=False)
    return numbers if numbers.null_count() == texts.null_count() else texts


def _column(column: pl.Series) -> SurveyColumn:
    kind = column.dtype
    if kind.is_numeric():
        numbers = column.cast(pl.Float64).fill_null(float("nan")).to_numpy()
        return SurveyColumn(column.name, np.asarray(numbers, dtype=np.float64))
    if kind == pl.Boolean:
        column = column.cast(pl.String).str.to_uppercase()
    texts = column.cast(pl.String, strict=False)
    found = texts.drop_nulls().unique().sort()
    places = texts.replace_strict(
        found, pl.Series(range(len(found)), dtype=pl.Int32), default=-1, return_dtype=pl.Int32
    )
    return SurveyColumn(column.name, places.fill_null(-1).to_numpy(), tuple(found.to_list()))


def _unreadable(path: Path, problem: Exception) -> SurveyFileError:
    first = str(problem).strip().splitlines()
    return SurveyFileError(f"{path.name} cannot be read: {first[0] if first else type(problem).__name__}")
