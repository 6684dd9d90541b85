"""Which formula depends on which answer, and in what order they can be evaluated."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from surveys.questionnaire.expressions import Call, Expression, Reference, children, references, walk
from surveys.questionnaire.flaws import DefinitionError, Flaw

#: How many circles of several vertices are looked for at once.
_MOST_CIRCLES = 20


@dataclass(frozen=True, slots=True)
class Source:
    """What a vertex reads: its own formulas, and the page or loop around it."""

    place: str
    loop: int | None
    formulas: tuple[Expression, ...]
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The graph of a definition: vertices by number, and the names that formulas know them by."""

    sources: tuple[Source, ...]
    names: Mapping[str, int]
    #: For each vertex, a bit for itself and for every vertex that it depends on.
    behind: tuple[int, ...]
    #: The vertices, what is read before what reads it.
    order: tuple[int, ...]

    def behind_all(self, formulas: Iterable[Expression]) -> int:
        """The bits of every vertex that these formulas depend on."""
        bits = 0
        for vertex in self.read_by(formulas):
            bits |= self.behind[vertex]
        return bits

    def read_by(self, formulas: Iterable[Expression]) -> frozenset[int]:
        """The vertices that formulas name."""
        return _read_by(formulas, self.names)


def dependencies_of(sources: tuple[Source, ...], names: Mapping[str, int]) -> Dependencies:
    """Order the vertices; raises `DefinitionError` with the circles of those that depend on themselves."""
    reads = {
        number: _read_by(source.formulas, names) | ({source.within} if source.within is not None else set())
        for number, source in enumerate(sources)
    }
    try:
        order = tuple(TopologicalSorter(reads).static_order())
    except CycleError:
        raise DefinitionError(tuple(_circles(sources, reads))) from None
    behind = [0] * len(sources)
    for number in order:
        behind[number] = 1 << number
        for read in reads[number]:
            behind[number] |= behind[read]
    return Dependencies(sources, names, tuple(behind), order)


def _circles(sources: tuple[Source, ...], reads: Mapping[int, Collection[int]]) -> Iterator[Flaw]:
    """Circles of vertices that depend on themselves, those of one vertex first; no two share a vertex."""
    alone = {number for number, read in reads.items() if number in read}
    for number in sorted(alone):
        place = sources[number].place
        yield Flaw(place, "circular", f"{place} -> {place}")
    left = {number: set(read) - alone for number, read in reads.items() if number not in alone}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = error.args[1]
            yield Flaw(sources[circle[0]].place, "circular", " -> ".join(sources[number].place for number in circle))
            left = {number: read.difference(circle) for number, read in left.items() if number not in circle}
        else:
            return


def read_in_every_passage(formula: Expression) -> frozenset[str]:
    """The fields that may be read as the set of their values (`sum`, `indexed-repeat`)."""
    return frozenset(
        part.name
        for node in walk(formula.tree)
        if isinstance(node, Call)
        for part in children(node)
        if isinstance(part, Reference)
    )


def _read_by(formulas: Iterable[Expression], names: Mapping[str, int]) -> frozenset[int]:
    return frozenset(names[name] for formula in formulas for name in references(formula) if name in names)
