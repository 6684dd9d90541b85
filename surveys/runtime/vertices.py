"""What is evaluated, and what before it."""

from collections.abc import Iterator, Sequence

from surveys.questionnaire.expressions import references
from surveys.runtime.dependencies import Dependencies, Source, read_in_every_passage
from surveys.runtime.plans import PASSAGES, LoopPlan, PagePlan, QuestionPlan, Vertex


def vertices_of(
    plans: Sequence[QuestionPlan | PagePlan | LoopPlan | None], graph: Dependencies, gates: Sequence[int | None]
) -> Iterator[Vertex]:
    """A vertex for each plan."""
    for plan, source in zip(plans, graph.sources, strict=True):
        requires = _requires(source, graph, gates)
        yield Vertex(
            plan=plan,
            loop=source.loop,
            requires=requires,
            loops=any(graph.sources[vertex].loop is not None for vertex, _ in requires),
            keys=tuple(vertex * PASSAGES for vertex, _ in requires),
        )


def _requires(source: Source, graph: Dependencies, gates: Sequence[int | None]) -> tuple[tuple[int, bool], ...]:
    """A plain question is read as it is: only what has a gate must be evaluated before."""
    requires = {(gates[source.within], False)} if source.within is not None else set()
    for formula in source.formulas:
        every = read_in_every_passage(formula)
        for name in references(formula) & graph.names.keys():
            read = graph.names[name]
            same = graph.sources[read].loop in (None, source.loop)
            requires.add((gates[read], not same or name in every))
    return tuple(sorted((gate, every) for gate, every in requires if gate is not None))
