"""From a typed tree to one Python closure, by the tables of a dialect.

Kinds are settled here, once, so that evaluating a typical condition is a handful of calls:
a coercion that the kinds make needless is never run.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from surveys.questionnaire.expressions.errors import ExpressionError, RefusalError
from surveys.questionnaire.expressions.limits import MAX_VALUES
from surveys.questionnaire.expressions.rules import Compiled, Form, Function, Kind, Rules, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import (
    Call,
    Column,
    Items,
    Literal,
    Node,
    Operation,
    Reference,
    Self,
    Unary,
)
from surveys.questionnaire.expressions.values import Value


def compile_tree(node: Node, rules: Rules) -> Compiled:
    """Make a tree ready to run; raises ExpressionError for what the dialect does not have."""
    match node:
        case Unary(operator=name, operand=operand):
            return _apply(name, rules.operators[name], node, (operand,), rules)
        case Operation(operator=name, operands=parts):
            return _apply(name, rules.operators[name], node, parts, rules)
        case Call(name=name, arguments=parts):
            return _apply(name, _function(node, name, rules), node, parts, rules)
        case Items(items=parts):
            return _apply("[]", rules.operators["[]"], node, parts, rules)
        case _:
            return rules.leaf(node)


def coerced(compiled: Compiled, kind: Kind, rules: Rules, function: str = "") -> Run:
    """Give the closure that gives a value of the wanted kind."""
    if kind == "nodes":
        return _nodes(compiled, function)
    if kind == "many":
        return _many(compiled)
    run = _single(compiled)
    if kind in ("any", compiled.kind):
        return run
    convert = rules.coercions.get((compiled.kind, kind)) or rules.coercions["any", kind]
    if isinstance(compiled.node, Literal):
        constant = convert(compiled.node.value)
        return lambda _: constant
    return lambda scope: convert(run(scope))


def _apply(name: str, definition: Function | Form, node: Node, parts: Sequence[Node], rules: Rules) -> Compiled:
    operands = tuple(compile_tree(part, rules) for part in parts)
    if not definition.accepts(len(operands)):
        if operands or not (isinstance(definition, Function) and definition.about_self):
            raise ExpressionError(
                "wrong_arguments",
                node.place,
                name=name,
                expected=definition.expected,
                given=len(operands),
            )
        operands = (compile_tree(Self(place=node.place), rules),)
    if isinstance(definition, Form):
        return definition.build(node, operands, lambda compiled, kind: coerced(compiled, kind, rules, name))
    kinds = definition.kinds(len(operands))
    runs = [coerced(operand, kind, rules, name) for operand, kind in zip(operands, kinds, strict=True)]
    return Compiled(node, definition.gives, _calling(definition, runs, node))


def _calling(definition: Function, runs: Sequence[Run], node: Node) -> Run:
    call = definition.call
    if "many" in definition.rest:
        return placed(lambda scope: call(*_gathered(scope, runs)), node)
    if definition.scoped:
        return placed(lambda scope: call(scope, *[run(scope) for run in runs]), node)
    if len(runs) == 1:
        [only] = runs
        return placed(lambda scope: call(only(scope)), node)
    if len(runs) == 2:
        first, second = runs
        return placed(lambda scope: call(first(scope), second(scope)), node)
    return placed(lambda scope: call(*[run(scope) for run in runs]), node)


def _gathered(scope: Scope, runs: Sequence[Run]) -> list[Any]:
    """Give the arguments of a call that takes answers and values alike, not too many in all."""
    arguments: list[Any] = []
    room = MAX_VALUES
    for run in runs:
        value = run(scope)
        room -= 0 if isinstance(value, str) or not isinstance(value, Sequence) else len(value)
        if room < 0:
            raise RefusalError("too_many_values", limit=MAX_VALUES)
        arguments.append(value)
    return arguments


def placed(run: Run, node: Node) -> Run:
    """Give what a function refuses the place of its call."""

    def evaluate(scope: Scope) -> Any:
        try:
            return run(scope)
        except RefusalError as refusal:
            raise ExpressionError(refusal.code, node.place, **refusal.parameters) from None

    return evaluate


def _function(node: Node, name: str, rules: Rules) -> Function | Form:
    if name in rules.functions:
        return rules.functions[name]
    if name in rules.unsupported:
        raise ExpressionError("unsupported_function", node.place, name=name)
    if rules.unknown is not None:
        return rules.unknown
    close = get_close_matches(name[:40], rules.functions, n=1)
    if close:
        raise ExpressionError("misspelt_function", node.place, name=name[:40], close=close[0])
    raise ExpressionError("unknown_function", node.place, name=name[:40])


def _nodes(compiled: Compiled, function: str) -> Run:
    match compiled:
        case Compiled(node=Reference(name=name)):
            return lambda scope: _bounded(scope.values(name), compiled.node)
        case Compiled(node=Column(name=name)):
            return lambda scope: [value for value in (scope.column(name),) if value is not None]
        case Compiled(node=Self()):
            return lambda scope: [scope.self_value()]
        case Compiled(kind="nodes", run=run):
            return lambda scope: _bounded(run(scope), compiled.node)
        case _:
            raise ExpressionError("nodes_required", compiled.node.place, name=function)


def _many(compiled: Compiled) -> Run:
    if compiled.kind == "nodes" or isinstance(compiled.node, Reference | Column):
        return _nodes(compiled, "")
    run = _single(compiled)
    return lambda scope: [run(scope)]


def _single(compiled: Compiled) -> Run:
    """Give one value: the first of a node-set; of a group or repeat there is none to give."""
    if compiled.kind == "unit":
        raise ExpressionError("unsupported_path", compiled.node.place, path="..")
    run = compiled.run
    return (lambda scope: next(iter(run(scope)), None)) if compiled.kind == "nodes" else run


def _bounded(values: Sequence[Value], node: Node) -> Sequence[Value]:
    if len(values) > MAX_VALUES:
        raise ExpressionError("too_many_values", node.place, limit=MAX_VALUES)
    return values
