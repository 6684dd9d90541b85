"""The comparisons in an expression that read answers and values written out, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire.expressions import (
    Call,
    Expression,
    Items,
    Literal,
    Node,
    Operation,
    Reference,
    Self,
    Unary,
    walk,
)

#: What compares, in any dialect.
COMPARE = frozenset({"=", "==", "!=", "<", "<=", ">", ">=", "contains", "notcontains", "anyof", "allof", "noneof"})

#: Attributes that give the answer itself.
_VALUES = frozenset({"", "NAOK", "value", "valueNAOK", "code"})


@dataclass(frozen=True)
class Comparison:
    """A comparison, the fields that it reads, and the values written in it."""

    node: Node
    fields: tuple[str, ...]
    literals: tuple[Literal, ...]


def comparisons_of(expression: Expression, owner: str) -> Iterator[Comparison]:
    """Those that can be tried: `.` stands for `owner`."""
    for node in walk(expression.tree):
        if not _compares(node):
            continue
        parts = [part for part in walk(node) if part is not node]
        names = [field_of(part, owner) for part in parts if isinstance(part, Reference | Self)]
        if all(names) and all(isinstance(part, Literal | Reference | Self | Items | Unary) for part in parts):
            literals = tuple(part for part in parts if isinstance(part, Literal))
            yield Comparison(node, tuple(dict.fromkeys(names)), literals)


def field_of(node: Node, owner: str) -> str:
    """The field whose whole answer a node gives; "" when it gives anything else."""
    match node:
        case Reference(name=name, path=path) if _VALUES.union({name}).issuperset(path):
            return name
        case Self():
            return owner
        case _:
            return ""


def number_of(literal: Literal) -> float | None:
    """The number that a literal writes, as a text or not."""
    try:
        return None if literal.value is None else float(literal.value)
    except ValueError:
        return None


def as_written(expression: Expression, node: Node) -> str:
    """A part of an expression as its author wrote it."""
    return expression.text[node.place.offset : node.place.end].strip() or expression.text


def _compares(node: Node) -> bool:
    match node:
        case Operation(operator=operator):
            return operator in COMPARE
        case Call(name="selected", arguments=(_, _)):
            return True
        case _:
            return False
