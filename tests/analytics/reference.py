"""The reference cases of tests/data/statistics as frames."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analytics.frame import Frame, FrameBuilder, Layout, MarginAxis, PopulationCells
from surveys.questionnaire.text import Wording
from surveys.questionnaire.variables import BLANK, Code, Kind, Variable

CASES = Path(__file__).parents[1] / "data" / "statistics"
EVERYONE = "everyone"

Record = Mapping[str, str]


def records(case: str, file: str = "data.csv") -> list[Record]:
    with (CASES / case / file).open(newline="") as stream:
        return list(csv.DictReader(stream))


def expected(case: str) -> Any:
    return json.loads((CASES / case / "expected.json").read_text())


def variable(name: str, codes: Sequence[str] = (), kind: Kind = "single") -> Variable:
    return Variable(
        name=name,
        question=name,
        kind=kind,
        label=Wording(),
        codes=tuple(Code(code=code, number=number, label=Wording()) for number, code in enumerate(codes, start=1)),
    )


def layout(variables: Sequence[Variable], axes: Mapping[str, Iterable[str]]) -> Layout:
    """One population, with the margins given."""
    margins = tuple(MarginAxis(name, tuple(values)) for name, values in axes.items())
    return Layout(tuple(variables), (PopulationCells(EVERYONE, "side", margins, 0),))


def build(shape: Layout, rows: Sequence[Record]) -> Frame:
    """A frame of records: an empty field is a question left blank, or no number."""
    builder = FrameBuilder(shape, len(rows))
    for number, row in enumerate(rows):
        values = {each.name: _encoded(each, row[each.name]) for each in shape.variables}
        builder.add(number=number, population=EVERYONE, values=values)
    return builder.finish()


def cell_order(frame: Frame, rows: Sequence[Record]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """The place in `rows` of each row of their frame."""
    builder = FrameBuilder(
        Layout((*frame.layout.variables, variable("#", kind="number")), frame.layout.populations), len(rows)
    )
    for number, row in enumerate(rows):
        values = {each.name: _encoded(each, row[each.name]) for each in frame.layout.variables}
        builder.add(number=number, population=EVERYONE, values={**values, "#": float(number)})
    return np.asarray(builder.finish().columns["#"], dtype=np.intp)


def _encoded(each: Variable, text: str) -> int | float | None:
    if each.kind == "number":
        return float(text) if text else None
    return next((code.number for code in each.codes if code.code == text), BLANK)
