"""SPSS system files, read by pyreadstat: labels, user-missing values and multiple-response sets."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyreadstat
from numpy.typing import NDArray

from analytics.surveyfiles.columns import (
    FileContents,
    MissingRange,
    ResponseSet,
    SurveyColumn,
    SurveyFile,
    SurveyFileError,
    code_text,
)


class SavReader:
    """User-missing values stay in the data, and are said to be missing."""

    def contents(self, path: Path) -> FileContents:
        """The names and the sets in the dictionary of the file."""
        _, about = _read(path, metadataonly=True)
        return FileContents(tuple(about.column_names), _sets(about))

    def read(self, path: Path, names: Collection[str]) -> SurveyFile:
        """The columns named."""
        every = self.contents(path).names
        wanted = [name for name in every if name in names] or list(every[:1])
        data, about = _read(path, usecols=wanted)
        columns = {name: _column(name, data[name], about) for name in wanted}
        rows = len(next(iter(data.values()))) if data else 0
        return SurveyFile(rows, columns, _sets(about))


def _read(path: Path, **options: Any) -> tuple[Mapping[str, Any], Any]:
    try:
        found: tuple[Mapping[str, Any], Any] = pyreadstat.read_sav(
            str(path), user_missing=True, disable_datetime_conversion=True, output_format="dict", **options
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OSError) as problem:
        raise SurveyFileError(f"{path.name} cannot be read: {problem}") from problem
    return found


def _column(name: str, values: Any, about: Any) -> SurveyColumn:
    label = about.column_names_to_labels.get(name) or ""
    labels = {_code(code): str(text) for code, text in about.variable_value_labels.get(name, {}).items()}
    missing = _missing(about.missing_ranges.get(name, ()))
    array = np.asarray(values)
    if about.readstat_variable_types[name] == "string":
        codes, texts = _coded(array)
        return SurveyColumn(name, codes, texts, label, labels, missing)
    return SurveyColumn(name, array.astype(np.float64), None, label, labels, missing)


def _coded(values: NDArray[Any]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Texts as places in the sorted list of them; blanks are missing."""
    plain = ["" if value is None else str(value).rstrip() for value in values]
    texts = tuple(sorted(set(plain) - {""}))
    places = {text: place for place, text in enumerate(texts)}
    return np.array([places.get(text, -1) for text in plain], dtype=np.int32), texts


def _missing(ranges: Sequence[Mapping[str, Any]]) -> tuple[MissingRange, ...]:
    return tuple((each["lo"], each["hi"]) for each in ranges)


def _sets(about: Any) -> tuple[ResponseSet, ...]:
    found: Mapping[str, Mapping[str, Any]] = about.mr_sets or {}
    return tuple(
        ResponseSet(
            name.removeprefix("$"),
            tuple(each["variable_list"]),
            _code(each["counted_value"]) if each["is_dichotomy"] else None,
            str(each.get("label") or ""),
        )
        for name, each in found.items()
    )


def _code(value: Any) -> str:
    return code_text(value) if isinstance(value, int | float) else str(value).rstrip()
