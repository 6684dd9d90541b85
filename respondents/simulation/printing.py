"""A simulation as lines of a terminal. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_WIDTH = 30
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class CellLine:
    """One quota cell of the summary."""

    cell: str
    complete: int
    limit: int
    refused: int


def progress_line(done: int, total: int, seconds: float) -> str:
    """A bar that overwrites itself, with the time left at the pace so far (`seconds` for `done`)."""
    filled = _WIDTH * done // total if total else _WIDTH
    left = round(seconds / done * (total - done)) if done else 0
    told = f"{left // _MINUTE} min {left % _MINUTE:02} s left" if left >= _MINUTE else f"{left} s left"
    pace = f"{done / seconds:.0f}/s" if seconds > 0 else ""
    return f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total} {pace} {told:<18}"


def summary(dispositions: Mapping[str, int], cells: list[CellLine], given_up: int) -> Iterator[str]:
    """How the interviews ended, and where that leaves the quota cells of the wave."""
    for disposition, count in dispositions.items():
        yield f"{disposition.replace('_', ' '):<14}{count:>7}"
    if given_up:
        yield f"{given_up} could not pass a page: chance does not meet one of its constraints"
    if cells:
        width = max(len(cell.cell) for cell in cells)
        yield ""
        yield f"{'cell':<{width}}  complete  limit  refused"
        for cell in cells:
            yield f"{cell.cell:<{width}}  {cell.complete:>8}  {cell.limit:>5}  {cell.refused:>7}"
