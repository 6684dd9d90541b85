"""What has no parts: literals, and the nodes that references lead to."""

from surveys.questionnaire.expressions.rules import Compiled, Kind
from surveys.questionnaire.expressions.tree import Column, Literal, Node, Parent, Reference, Self


def leaf(node: Node) -> Compiled:
    """Make a literal or a reference ready to run."""
    match node:
        case Literal(value=value):
            return Compiled(node, _kind(value), lambda _: value)
        case Reference(name=name):
            return Compiled(node, "node", lambda scope: scope.value(name))
        case Self():
            return Compiled(node, "node", lambda scope: scope.self_value())
        case Column(name=name):
            return Compiled(node, "any", lambda scope: scope.column(name))
        case Parent():
            return Compiled(node, "unit", lambda _: None)
        case _:
            raise TypeError(f"no such node: {node!r}")


def _kind(value: str | float | bool | None) -> Kind:
    if isinstance(value, bool):
        return "boolean"
    return "text" if isinstance(value, str) else "number"
