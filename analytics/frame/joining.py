"""Parts put together: counting a million rows at once takes half the time of counting ten parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from analytics.frame.frame import Column, Frame

#: About 100 MB of columns where a questionnaire has 60 questions, one column after the other.
ROWS = 1_000_000


def joined(frames: Iterable[Frame], *, rows: int = ROWS) -> Iterator[tuple[Frame, int]]:
    """Frames of about so many rows, each with how many parts are in it. Their rows are not sorted by cell."""
    waiting: list[Frame] = []
    for frame in frames:
        if waiting and sum(each.rows for each in waiting) + frame.rows > rows:
            yield join(waiting), len(waiting)
            waiting = []
        waiting.append(frame)
    if waiting:
        yield join(waiting), len(waiting)


def join(parts: Sequence[Frame]) -> Frame:
    """One frame of the same layout, part after part; a column is put together each time that it is asked for."""
    if len(parts) == 1:
        return parts[0]
    return Frame(
        layout=parts[0].layout,
        population=np.concatenate([part.population for part in parts]),
        cell=np.concatenate([part.cell for part in parts]),
        columns=_Joined([part.columns for part in parts]),
    )


class _Joined(Mapping[str, Column]):
    def __init__(self, parts: Sequence[Mapping[str, Column]]) -> None:
        self._parts = parts

    def __getitem__(self, name: str) -> Column:
        return np.concatenate([part[name] for part in self._parts])

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts[0])

    def __len__(self) -> int:
        return len(self._parts[0])
