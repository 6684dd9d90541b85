"""Which answers changed between two calls, as what must be evaluated again."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers
from surveys.runtime.places import SEEN
from surveys.runtime.plans import Compiled

_MISSING = object()

#: No passage has a longer number.
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Changes:
    """The questions whose answers are not the same and the pages seen since, as bits of `Readers`.

    `passages`: where that was, by the vertex of the loop.
    """

    bits: int
    passages: Mapping[int, frozenset[int]]


def changes_between(compiled: Compiled, before: Answers, after: Answers) -> Changes:
    """What changed from some well formed answers to others."""
    vertices: set[int] = set()
    passages: dict[int, frozenset[int]] = {}
    for key in _keys(before, after):
        name, _, passage = key.partition("#")
        vertex = _vertex(compiled, name)
        if vertex is None:
            continue
        vertices.add(vertex)
        loop = compiled.vertices[vertex].loop
        if loop is not None and passage.isdecimal() and len(passage) < _LONGEST:
            passages[loop] = passages.get(loop, frozenset()) | {int(passage)}
    return Changes(compiled.readers.bits(vertices), passages)


def _keys(before: Answers, after: Answers) -> list[str]:
    """A zero counts as changed: it may have a sign, which division minds. So does a number become text."""
    changed = [
        key
        for key, value in after.items()
        if (was := before.get(key, _MISSING)) is not value
        and (was != value or type(was) is not type(value) or not value)
    ]
    if changed or len(before) != len(after):
        changed += before.keys() - after.keys()
    return changed


def _vertex(compiled: Compiled, name: str) -> int | None:
    if name in compiled.fields:
        return compiled.fields[name].index
    page = compiled.pages.get(name.removeprefix(SEEN)) if name.startswith(SEEN) else None
    return page.vertex if page else None
