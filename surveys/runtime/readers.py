"""What must be evaluated again when something changes: who reads what, in the order of evaluation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveys.questionnaire.expressions import Expression, references
from surveys.runtime.dependencies import Dependencies, Source, read_in_every_passage


@dataclass(frozen=True, slots=True, eq=False)
class Readers:
    """The vertices in an order in which whatever is read comes before what reads it.

    Sets are bits, the lowest for the first in that order: `of[vertex]` are those that read a
    vertex directly, `beside[vertex]` those of them that stand in its loop and read it in their own
    passage only; `place[vertex]` is where it stands.
    """

    order: tuple[int, ...]
    place: tuple[int, ...]
    of: tuple[int, ...]
    beside: tuple[int, ...]
    #: Those that mind more than what formulas see: whether questions are answered.
    minding: int

    def bits(self, vertices: Iterable[int]) -> int:
        """The set of these vertices."""
        found = 0
        for vertex in vertices:
            found |= 1 << self.place[vertex]
        return found

    def vertices(self, bits: int) -> Iterator[int]:
        """The vertices of a set, in order."""
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            yield self.order[lowest.bit_length() - 1]


def readers_of(graph: Dependencies, gates: Sequence[int | None], population: int, settled: frozenset[int]) -> Readers:
    """Turn the graph around; the `population` also minds whether the questions `settled` are answered."""
    place = {vertex: number for number, vertex in enumerate(graph.order)}
    of, beside = [0] * len(graph.sources), [0] * len(graph.sources)
    for vertex, source in enumerate(graph.sources):
        read = set(read_by(source.formulas, graph, gates))
        if source.within is not None:
            read |= standing(source.within, graph, gates)
        if vertex == population:
            read = read.union(*(standing(one, graph, gates) for one in settled))
        everywhere = _read_everywhere(source, graph, gates)
        for one in read - {vertex}:
            of[one] |= 1 << place[vertex]
            if source.loop is not None and graph.sources[one].loop == source.loop and one not in everywhere:
                beside[one] |= 1 << place[vertex]
    places = tuple(place[vertex] for vertex in range(len(of)))
    return Readers(graph.order, places, tuple(of), tuple(beside), minding=1 << place[population])


def _read_everywhere(source: Source, graph: Dependencies, gates: Sequence[int | None]) -> set[int]:
    """What may be read in every passage."""
    names = [name for formula in source.formulas for name in read_in_every_passage(formula) if name in graph.names]
    return {one for name in names for one in standing(graph.names[name], graph, gates)}


def read_by(formulas: Iterable[Expression], graph: Dependencies, gates: Sequence[int | None]) -> Iterator[int]:
    """The vertices that formulas read: the answers that they name, and what says whether these count."""
    for formula in formulas:
        for name in references(formula) & graph.names.keys():
            yield from standing(graph.names[name], graph, gates)


def standing(vertex: int, graph: Dependencies, gates: Sequence[int | None]) -> set[int]:
    """A vertex, what says whether it counts, and the loop that it stands in."""
    return {one for one in (vertex, gates[vertex], graph.sources[vertex].loop) if one is not None}
