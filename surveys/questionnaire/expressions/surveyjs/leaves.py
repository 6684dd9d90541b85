"""What has no parts: literals, and what the paths of questions lead to."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limits import MAX_DEPTH
from surveys.questionnaire.expressions.rules import Compiled, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs.coercions import answer, is_list, number_of
from surveys.questionnaire.expressions.surveyjs.reading import AS_IS, PROPERTY
from surveys.questionnaire.expressions.tree import Column, Literal, Node, Reference
from surveys.questionnaire.expressions.values import Value

_SHORTEST_JSON = 2
_NOWHERE = 1 << 62
_Step = tuple[str, int | None]


def leaf(node: Node) -> Compiled:
    """Make a literal or a reference ready to run."""
    match node:
        case Literal(value=value):
            return Compiled(node, "any", lambda _: value)
        case Reference():
            return Compiled(node, "any", _reader(node))
        case Column(name=name):
            return Compiled(node, "any", lambda scope: answer(scope.column(name)))
        case _:
            raise TypeError(f"no such node: {node!r}")


def _original(reference: Reference) -> Run:
    """Give what a reference leads to as it is kept: texts stay texts."""
    mark, *written = reference.path
    if mark == PROPERTY:
        return lambda scope: _property(scope, reference.name, written[1:])
    constant = _object(".".join(written))
    if constant is not None:
        return lambda _: constant
    if len(written) == 1 and "[" not in written[0]:
        name = written[0]
        return placed(lambda scope: _shallow(scope.data(name)), reference)
    steps = [_step(each) for each in written]
    lengths = written[-1] == "length"

    def run(scope: Scope) -> Value:
        found = _follow(scope, steps)
        if found is None and steps[0][0] != reference.name:  # panel.name, row.name
            found = _follow(scope, steps[1:])
        return 0.0 if found is None and lengths else _shallow(found)

    return placed(run, reference)


def _reader(reference: Reference) -> Run:
    run = _original(reference)
    return run if reference.path[0] == AS_IS else lambda scope: answer(run(scope))


def _shallow(value: Value) -> Value:
    """Refuse an answer of lists within lists within lists, too deep to be compared."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [part for each in level for part in _parts(each)]
        if not level:
            return value
    raise RefusalError("too_deep", limit=MAX_DEPTH)


def _parts(value: Value) -> Iterable[Value]:
    if isinstance(value, Mapping):
        return value.values()
    return value if is_list(value) else ()


def _property(scope: Scope, name: str, path: list[str]) -> Value:
    """Give a property of a question that interviews have; of others, nothing."""
    match path:
        case ["isVisible" | "visible"]:
            return scope.relevant(name)
        case ["title"]:
            return scope.wording(name) or None
        case ["value"]:
            return scope.data(name)
        case _:
            return None


def _step(written: str) -> _Step:
    """Read a step such as name[0]: indexes count from 0, negative ones from the end."""
    start = written.rfind("[")
    if start < 0 or not written.endswith("]"):
        return written, None
    index = number_of(written[start + 1 : -1])
    if math.isnan(index):
        return written, None
    return written[:start], int(index) if index.is_integer() else _NOWHERE


def _follow(scope: Scope, steps: Sequence[_Step]) -> Value:
    """Go along a path; names may contain dots, and the longest that exists is meant."""
    value: Value = None
    position = 0
    while position < len(steps):
        last = next((at for at in range(position, len(steps)) if steps[at][1] is not None), len(steps) - 1)
        for end in range(last, position - 1, -1):
            name = ".".join(step for step, _ in steps[position : end + 1])
            found = scope.data(name) if position == 0 else _part(value, name)
            if found is not None:
                break
        else:
            return None
        index = steps[end][1]
        value = found if index is None else _item(found, index)
        position = end + 1
    return value


def _part(value: Value, name: str) -> Value:
    """Give the part of a value with a name, in upper or lower case."""
    if name == "length" and (is_list(value) or isinstance(value, str)):
        return float(len(value))
    if is_list(value):
        return value[int(name)] if name.isascii() and name.isdigit() and int(name) < len(value) else None
    if not isinstance(value, Mapping):
        return None
    return next((part for key, part in value.items() if str(key).lower() == name.lower()), None)


def _item(value: Value, index: int) -> Value:
    if not is_list(value) or not -len(value) <= index < len(value):
        return None
    return value[index]


def _object(written: str) -> Value:
    """Read a name such as "a":1 as the object that it writes; null when it writes none."""
    if len(written) < _SHORTEST_JSON or written.find(":") < 1 or written.count("[") > MAX_DEPTH:
        return None
    try:
        found: Value = json.loads(f"{{{written}}}", parse_constant=_refuse)
    except ValueError:
        return None
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
