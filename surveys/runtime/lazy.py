"""Evaluating each vertex once, when it is first needed, after what it requires."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from surveys.runtime.plans import Vertex

#: Room for the passage in the keys: no list has as many choices.
_PASSAGES = 1 << 20


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
        self._known[vertex * _PASSAGES] = value

    def get(self, vertex: int, passage: int | None) -> Any:
        """The value of a vertex; what it is depends on the vertex."""
        wanted = vertex * _PASSAGES + (passage or 0)
        known = self._known
        if wanted in known:
            return known[wanted]
        if not self._vertices[vertex].requires:
            value = known[wanted] = self._evaluate(vertex, passage)
            return value
        stack = [wanted]
        while stack:
            key = stack[-1]
            missing = [required for required in self._required(key) if required not in known]
            if missing:
                stack.extend(missing)
            else:
                stack.pop()
                if key not in known:
                    known[key] = self._evaluate(key // _PASSAGES, key % _PASSAGES or None)
        return known[wanted]

    def _required(self, key: int) -> Iterable[int]:
        vertex = self._vertices[key // _PASSAGES]
        if vertex.loops:
            return self._required_in_loops(vertex, key)
        return [required * _PASSAGES for required, _ in vertex.requires]

    def _required_in_loops(self, vertex: Vertex, key: int) -> Iterator[int]:
        for required, every in vertex.requires:
            loop = self._vertices[required].loop
            if loop is None:
                yield required * _PASSAGES
            elif loop == vertex.loop and not every:
                yield required * _PASSAGES + key % _PASSAGES
            elif loop * _PASSAGES not in self._known:
                yield loop * _PASSAGES
            else:  # once its passages are known
                yield from (required * _PASSAGES + passage for passage in self._known[loop * _PASSAGES])
