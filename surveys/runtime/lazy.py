"""Evaluating each vertex once, when it is first needed, after what it requires; and again when that changed."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from surveys.runtime.plans import PASSAGES, LoopPlan, Vertex
from surveys.runtime.readers import Readers

_UNKNOWN = object()


class Evaluator(Protocol):
    """What knows the formulas."""

    def evaluate(self, vertex: int, passage: int | None) -> object:
        """The value of a vertex, once what it requires is known."""

    def reads_alike(self, vertex: int, passage: int | None, before: object, after: object) -> bool:
        """Whether nothing that reads a vertex can tell one value from the other."""


class Lazy:
    """The values of vertices, by passage.

    No recursion: a chain of dependencies as long as the questionnaire must not meet Python's limit.
    """

    def __init__(self, vertices: tuple[Vertex, ...], evaluator: Evaluator) -> None:
        self._vertices = vertices
        self._evaluator = evaluator
        self._known: dict[int, Any] = {}
        self._in_passages: defaultdict[int, set[int]] = defaultdict(set)
        #: What is known has everything that it requires beside it: no passage was added since.
        self._complete = True

    def copy(self, evaluator: Evaluator, adopt: Callable[[int, int | None, Any], Any]) -> "Lazy":
        """What is known for another evaluator, each value as it would `adopt` it."""
        copied = Lazy(self._vertices, evaluator)
        copied._known = {
            key: adopt(key // PASSAGES, key % PASSAGES or None, value) for key, value in self._known.items()
        }
        copied._in_passages.update((vertex, keys.copy()) for vertex, keys in self._in_passages.items())
        return copied

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
        requiring = self._vertices[vertex]
        for required in self._required_in_loops(requiring, wanted) if requiring.loops else requiring.keys:
            if required not in known:
                return self._after_what_it_requires(wanted)
        return self._evaluated(wanted, vertex, passage)

    def settle(self, changed: int, passages: Mapping[int, Collection[int]], stale: int, readers: Readers) -> int:
        """Evaluate again what is known and reads what `changed`, and what is `stale`: nothing else.

        `passages` are those of each loop in which something changed. What comes to the same as
        before changes nothing for those that read it; what nobody reads is forgotten. Gives what
        changed and whatever was replaced besides. Sets are bits, as in `Readers`.
        """
        here = 0  # to evaluate again in the passages where something changed
        spread = {loop: set(some) for loop, some in passages.items()}
        self._complete = True
        for vertex in readers.vertices(changed):
            here |= readers.beside[vertex]
            stale |= readers.of[vertex] & ~readers.beside[vertex]
        while waiting := here | stale:
            bit = waiting & -waiting
            vertex = readers.order[bit.bit_length() - 1]
            loop = self._vertices[vertex].loop
            keys = self._keys_of(vertex, None if stale & bit or loop is None else spread.get(loop, ()))
            here, stale = here & ~bit, stale & ~bit
            if not readers.of[vertex]:  # no need to know whether it changed
                self._forget(vertex, keys)
                changed |= bit
                continue
            replaced = {key: differs for key in keys if (differs := self._again(key)) is not None}
            if True in replaced.values():
                here |= readers.beside[vertex]
                stale |= readers.of[vertex] & ~readers.beside[vertex]
            elif replaced:
                stale |= readers.of[vertex] & readers.minding
            if replaced:
                self._complete = self._complete and not isinstance(self._vertices[vertex].plan, LoopPlan)
                changed |= bit
                if loop is not None:
                    spread.setdefault(loop, set()).update(key % PASSAGES for key in replaced)
        return changed

    def _forget(self, vertex: int, keys: Iterable[int]) -> None:
        """To be evaluated again when it is needed."""
        for key in keys:
            del self._known[key]
            self._in_passages[vertex].discard(key)

    def _again(self, key: int) -> bool | None:
        """Whether another value is there for those that read it; None: it is the same one."""
        before = self._known.pop(key)
        vertex, passage = key // PASSAGES, key % PASSAGES or None
        known = self._complete or not self._vertices[vertex].loops
        after = self._evaluated(key, vertex, passage) if known else self.get(vertex, passage)
        if alike(before, after) and not isinstance(before, list | dict):
            return None
        return not self._evaluator.reads_alike(vertex, passage, before, after)

    def _keys_of(self, vertex: int, passages: Collection[int] | None) -> list[int]:
        """What is known of a vertex, in these passages of its loop; None: in all of them."""
        if self._vertices[vertex].loop is None:
            return [vertex * PASSAGES] if vertex * PASSAGES in self._known else []
        known = self._in_passages[vertex]
        return [key for key in known if passages is None or key % PASSAGES in passages]

    def _evaluated(self, key: int, vertex: int, passage: int | None) -> Any:
        value = self._known[key] = self._evaluator.evaluate(vertex, passage)
        if passage is not None:
            self._in_passages[vertex].add(key)
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
                    self._evaluated(key, key // PASSAGES, key % PASSAGES or None)
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


def alike(before: object, after: object) -> bool:
    """Whether no formula can tell two values apart: 1 is no truth, a zero may have a sign, NaN is like NaN."""
    kind = type(before)
    if kind is not type(after):
        return False
    if before != after:
        return before != before and after != after  # noqa: PLR0124 - NaN
    return kind is not float or before != 0
