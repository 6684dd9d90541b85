"""Random interviews as parts of a snapshot, on disk: 60 questions of 2 to 10 codes, some multiple, and 4 margins."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from analytics.frame import Frame, Layout, MarginAxis, PopulationCells, npy_array, read_part, write_part
from analytics.frame.frame import Column
from analytics.tabulation import Banner
from surveys.questionnaire.text import Wording
from surveys.questionnaire.variables import Code, Kind, Variable

QUESTIONS = 60
MULTIPLE_EVERY = 5
MARGINS = (2, 6, 8, 5)
BANNER = 20
PART = 100_000  # as a snapshot cuts them
SEED = 20260101
#: What the peers read of a sample besides its columns.
DESCRIPTION = "sample.json"


def layout() -> Layout:
    """One population; margins are of their own, not among the questions."""
    variables = tuple(_variable(number, 2 + number % 9) for number in range(QUESTIONS))
    axes = tuple(MarginAxis(f"m{k}", tuple(str(v) for v in range(size))) for k, size in enumerate(MARGINS))
    return Layout(variables, (PopulationCells("all", "all", axes, 0),))


def write_sample(folder: Path, rows: int) -> None:
    """Parts as an aggregation writes them, a banner beside each, and what is in them."""
    draw = np.random.default_rng(SEED)
    shape = layout()
    for number, start in enumerate(range(0, rows, PART)):
        frame = _frame(shape, min(PART, rows - start), draw)
        for name, content in write_part(frame).files.items():
            path = folder / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        np.save(folder / str(number) / "banner.npy", draw.integers(1, BANNER + 1, frame.rows, dtype=np.uint8))
    questions = [{"name": each.name, "kind": each.kind, "codes": len(each.codes)} for each in shape.variables]
    margins = {axis.variable: list(range(1, axis.size)) for axis in shape.populations[0].axes}
    described = {"parts": number + 1, "rows": rows, "questions": questions, "margins": margins}
    (folder / DESCRIPTION).write_text(json.dumps(described))


def frames(folder: Path) -> Iterator[Frame]:
    """The parts, their columns read when they are used."""
    shape = layout()
    for part in range(json.loads((folder / DESCRIPTION).read_text())["parts"]):
        yield read_part(shape, lambda name, part=part: npy_array((folder / str(part) / name).read_bytes()))  # type: ignore[misc]


def banners(folder: Path, together: Iterable[tuple[Frame, int]]) -> Iterator[tuple[Frame, Banner]]:
    """Frames of so many parts with their banner: twenty columns that every row falls into one of."""
    first = 0
    for frame, parts in together:
        places = [npy_array((folder / str(part) / "banner.npy").read_bytes()) for part in range(first, first + parts)]
        yield frame, Banner(tuple(str(column) for column in range(BANNER)), np.concatenate(places))
        first += parts


def _frame(shape: Layout, rows: int, draw: np.random.Generator) -> Frame:
    [cells] = shape.populations
    levels = [draw.integers(1, axis.size, rows) for axis in cells.axes]
    cell = np.ravel_multi_index(levels, tuple(axis.size for axis in cells.axes))
    return Frame(
        layout=shape,
        population=np.zeros(rows, dtype=np.uint8),
        cell=np.sort(cell).astype(np.uint32),
        columns={variable.name: _answers(variable, rows, draw) for variable in shape.variables},
    )


def _answers(variable: Variable, rows: int, draw: np.random.Generator) -> Column:
    codes = len(variable.codes)
    if variable.kind == "single":
        return draw.integers(0, codes + 1, rows, dtype=np.uint8)
    return draw.integers(0, 2**codes, rows, dtype=np.uint32) << np.uint32(1) | np.uint32(1)


def _variable(number: int, codes: int) -> Variable:
    kind: Kind = "multiple" if number % MULTIPLE_EVERY == 0 else "single"
    labelled = tuple(Code(code=str(code), number=code, label=Wording()) for code in range(1, codes + 1))
    return Variable(name=f"q{number}", question=f"q{number}", kind=kind, label=Wording(), codes=labelled)
