"""Which rows of a frame something is true for, asked once per distinct combination of values."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analytics.frame.frame import Column, Frame, Rows
from analytics.frame.layout import MASK_WORD
from surveys.questionnaire.variables import BLANK, Variable

#: The references that every questionnaire has besides its own fields.
POPULATION = "population"
SIDE = "side"

#: A value as expressions see it: codes of a multiple response joined by spaces, "" for none.
Value = str | float


class NotInSnapshotError(Exception):
    """Raised when an expression refers to what a snapshot does not hold: texts, dates, unknown names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__("not in the snapshot: " + ", ".join(self.names))


def matching(names: Sequence[str], test: Callable[[Mapping[str, Value]], bool], frame: Frame) -> Rows:
    """Rows whose values of `names` pass `test`. Raises `NotInSnapshotError`.

    `test` is called once per combination that occurs: a million rows cost what their few
    distinct answers cost.
    """
    absent = [name for name in names if name not in (POPULATION, SIDE) and name not in frame.layout.variable_named]
    if absent:
        raise NotInSnapshotError(absent)
    if frame.rows == 0:
        return np.zeros(0, dtype=np.bool_)
    columns = [_column(frame, name) for name in names]
    first, inverse = _combinations(columns, frame.rows)
    answers = np.array(
        [
            test({name: _decode(frame, name, column[row]) for name, column in zip(names, columns, strict=True)})
            for row in first
        ],
        dtype=np.bool_,
    )
    return answers[inverse]


def _column(frame: Frame, name: str) -> Column:
    return frame.population if name in (POPULATION, SIDE) else frame.columns[name]


def _combinations(columns: Sequence[Column], rows: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first row of every combination, and the place of each row's combination among them."""
    inverse = np.zeros(rows, dtype=np.intp)
    first = np.zeros(1, dtype=np.intp)
    for column in columns:
        _, codes = np.unique(column, axis=0, return_inverse=True)
        key = inverse * (int(codes.max()) + 1) + codes.reshape(-1)
        _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return first, inverse


def _decode(frame: Frame, name: str, stored: np.generic | NDArray[np.generic]) -> Value:
    if name in (POPULATION, SIDE):
        population = frame.layout.populations[int(stored)]
        return population.name if name == POPULATION else population.side
    return decoded(frame.layout.variable_named[name], stored)


def decoded(variable: Variable, stored: np.generic | NDArray[np.generic]) -> Value:
    """A stored value as expressions see it."""
    if variable.kind == "number":
        number = float(stored)
        return "" if np.isnan(number) else number
    if variable.kind == "single":
        number = int(stored)
        return next((code.code for code in variable.codes if code.number == number != BLANK), "")
    mask = sum(int(word) << MASK_WORD * place for place, word in enumerate(np.atleast_1d(stored)))
    return " ".join(code.code for code in variable.codes if mask >> code.number & 1)
