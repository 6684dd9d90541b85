"""Measuring: the best of a few runs, side by side with a yardstick measured in the same process."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Measure:
    """What took how long, in seconds."""

    name: str
    seconds: float


def measure(name: str, work: Callable[[], object], *, runs: int = 3) -> Measure:
    """The shortest of a few runs: what the machine does besides only ever adds."""
    best = float("inf")
    for _ in range(runs):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return Measure(name, best)


def side_by_side(yardstick: Measure, measures: Sequence[Measure]) -> Iterator[str]:
    """One line a measure: milliseconds, and how many times the yardstick."""
    width = max(len(each.name) for each in (yardstick, *measures))
    for each in (yardstick, *measures):
        ratio = each.seconds / yardstick.seconds
        yield f"  {each.name:<{width}}  {each.seconds * 1000:>9.2f} ms  {ratio:>8.1f} x"
