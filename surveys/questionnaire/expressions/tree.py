"""The typed tree: the same nodes for every dialect. Each knows its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from surveys.questionnaire.expressions.errors import START, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A part of an expression. Two nodes are equal when they say the same, wherever they stand."""

    place: Place = field(default=START, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A text, a number, a truth value or nothing (None), written in the expression.

    `text` is how a number was written, where the dialect minds.
    """

    value: str | float | bool | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """The answer of a field, or with a path what it leads to: an attribute, an item, a part."""

    name: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column(Node):
    """A bare name: a column of the choice being filtered; nothing elsewhere."""

    name: str


@dataclass(frozen=True, slots=True)
class Self(Node):
    """The answer of the question that the expression belongs to."""


@dataclass(frozen=True, slots=True)
class Parent(Node):
    """The group or repeat around the question, of which only the position is known."""


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """An operator before its operand."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """An operator between two operands, or a run of one operator that folds from the left."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list written in the expression."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function and its arguments."""

    name: str
    arguments: tuple[Node, ...]


def children(node: Node) -> tuple[Node, ...]:
    """Give the parts of a node, in the order of the text."""
    match node:
        case Unary(operand=operand):
            return (operand,)
        case Operation(operands=operands):
            return operands
        case Call(arguments=arguments):
            return arguments
        case Items(items=items):
            return items
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Go through a tree, each node before its parts."""
    yield node
    for child in children(node):
        yield from walk(child)
