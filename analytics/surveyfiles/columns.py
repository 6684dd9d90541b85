"""A survey file in memory: columns of numbers or of codes, with what the file says about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

#: Values that mean "no answer": from, to, both included; equal for a single one.
MissingRange = tuple[float, float] | tuple[str, str]


@dataclass(frozen=True)
class SurveyColumn:
    """A variable of a file.

    Numbers are float64 with NaN for nothing; texts are places in `texts`, -1 for nothing.
    """

    name: str
    values: NDArray[np.float64] | NDArray[np.int32]
    texts: tuple[str, ...] | None = None
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[MissingRange, ...] = ()


@dataclass(frozen=True)
class ResponseSet:
    """A multiple-response set: columns ticked with `counted`, or (None) columns that hold codes."""

    name: str
    columns: tuple[str, ...]
    counted: str | None
    label: str = ""


@dataclass(frozen=True)
class SurveyFile:
    """The columns that were asked for, and the multiple-response sets that the file defines."""

    rows: int
    columns: Mapping[str, SurveyColumn]
    sets: tuple[ResponseSet, ...] = ()


@dataclass(frozen=True)
class FileContents:
    """What a file holds, before its data are read."""

    names: tuple[str, ...]
    sets: tuple[ResponseSet, ...] = ()


class SurveyFileError(ValueError):
    """Raised for a file that cannot be read; the message is one line."""


def code_text(value: float) -> str:
    """A number as the code of an answer: 1 rather than 1.0."""
    return f"{value:.15g}"
