"""Evaluating each vertex once, when it is first needed, after what it requires."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from surveys.runtime.plans import PASSAGES, Vertex

_UNKNOWN = object()


class Lazy:
    """The values of vertices, by passage.

    No recursion: a chain of dependencies as long as the questionnaire must not meet Python's limit.
    """

    def __init__(self, vertices: tuple[Vertex, ...], evaluate: Callable[[int, int | None], Any]) -> None:
        self._vertices = vertices
        self._evaluate = evaluate
        self._known: dict[int, Any] = {}

    def assume(self, vertex: int, value: object) -> None:
        """Take a value as given."""
        self._known[vertex * PASSAGES] = value

    def get(self, vertex: int, passage: int | None) -> Any:
        """The value of a vertex; what it is depends on the vertex."""
        wanted = vertex * PASSAGES + (passage or 0)
        known = self._known
        value = known.get(wanted, _UNKNOWN)
        if value is not _UNKNOWN:
            return value
        for required in self._required(wanted):
            if required not in known:
                return self._after_what_it_requires(wanted)
        value = known[wanted] = self._evaluate(vertex, passage)
        return value

    def _after_what_it_requires(self, wanted: int) -> Any:
        known, stack = self._known, [wanted]
        while stack:
            key = stack[-1]
            missing = [required for required in self._required(key) if required not in known]
            if missing:
                stack.extend(missing)
            else:
                stack.pop()
                if key not in known:
                    known[key] = self._evaluate(key // PASSAGES, key % PASSAGES or None)
        return known[wanted]

    def _required(self, key: int) -> Iterable[int]:
        vertex = self._vertices[key // PASSAGES]
        if vertex.loops:
            return self._required_in_loops(vertex, key)
        return vertex.keys

    def _required_in_loops(self, vertex: Vertex, key: int) -> Iterator[int]:
        for required, every in vertex.requires:
            loop = self._vertices[required].loop
            if loop is None:
                yield required * PASSAGES
            elif loop == vertex.loop and not every:
                yield required * PASSAGES + key % PASSAGES
            elif loop * PASSAGES not in self._known:
                yield loop * PASSAGES
            else:  # once its passages are known
                yield from (required * PASSAGES + passage for passage in self._known[loop * PASSAGES])
