"""Reading XLSForm expressions: text to typed tree."""

import re
from collections.abc import Callable

from lark import Token, Tree

from surveys.questionnaire.expressions.errors import ExpressionError, Place
from surveys.questionnaire.expressions.parsing import Branch, branch_of, fold, place_of, refuse_depth, unbracketed
from surveys.questionnaire.expressions.tree import (
    Call,
    Column,
    Literal,
    Node,
    Parent,
    Reference,
    Self,
    Unary,
)

_REFERENCE = re.compile(r"\$\{\s*(last-saved#)?([^\s}]+)\s*\}")
_CHOICE_NAME_ARGUMENTS = 2
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_QUOTES = "\"'“”„‘’‚"


def read(text: str) -> Node:
    """Parse an expression; raises ExpressionError with the place of what is wrong."""
    return _node(branch_of(text, __package__, quotes=_QUOTES), 1)


def _node(branch: Branch, depth: int) -> Node:
    place = place_of(branch)
    refuse_depth(depth, place)
    if isinstance(branch, Token):
        raise TypeError(f"a token stands alone: {branch.type}")
    return _READERS.get(branch.data, _chain)(branch, place, depth)


def _chain(tree: Tree[Token], place: Place, depth: int) -> Node:
    operators = [str(symbol) for symbol in tree.children[1::2]]
    return fold(tree.children[0::2], operators, depth, _node, apart=_COMPARISONS)


def _negative(tree: Tree[Token], place: Place, depth: int) -> Node:
    operand = _node(tree.children[-1], depth + 1)
    if isinstance(operand, Literal) and isinstance(operand.value, float):
        return Literal(-operand.value, place=place)
    return Unary("-", operand, place=place)


def _group(tree: Tree[Token], place: Place, depth: int) -> Node:
    inner, levels = unbracketed(tree)
    return _node(inner, depth + levels)


def _number(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(float(str(tree.children[0])), place=place)


def _text(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(str(tree.children[0])[1:-1], place=place)


def _reference(tree: Tree[Token], place: Place, depth: int) -> Node:
    tail = _tail(tree)
    found = _REFERENCE.match(str(tree.children[0]))
    if found is None:
        raise TypeError("the grammar and the pattern of references disagree")
    if found[1]:
        raise ExpressionError("unsupported_last_saved", place)
    return _path_node(tail, place) if tail else Reference(found[2], place=place)


def _path(tree: Tree[Token], place: Place, depth: int) -> Node:
    return _path_node(str(tree.children[0]) + _tail(tree), place)


def _path_node(path: str, place: Place) -> Node:
    """Give what a path without filters leads to: names are unique, so the last step tells."""
    steps = [step for step in path.split("/") if step]
    last = steps[-1]
    if "@" in path or ":" in path:
        raise ExpressionError("unsupported_path", place, path=path[:80])
    if last in (".", ".."):
        if path.startswith("/") or not set(steps) <= {".", ".."}:
            raise ExpressionError("unsupported_path", place, path=path[:80])
        return Parent(place=place) if ".." in steps else Self(place=place)
    return Column(last, place=place) if path == last else Reference(last, place=place)


def _call(tree: Tree[Token], place: Place, depth: int) -> Node:
    name = str(tree.children[0])
    if name == "instance":
        raise ExpressionError("unsupported_instance", place)
    tail = _tail(tree)
    inside = tree.children[1]
    parts = inside.children if isinstance(inside, Tree) else []
    arguments = tuple([_node(part, depth + 1) for part in parts])
    if name == "current" and not arguments:
        return _path_node("." + tail, place)
    if tail:
        raise ExpressionError("unsupported_path", place, path=f"{name}(){tail}"[:80])
    if name == "jr:choice-name" and len(arguments) == _CHOICE_NAME_ARGUMENTS:
        arguments = (arguments[0], _quoted_reference(arguments[1]))
    return Call(name, arguments, place=place)


def _quoted_reference(node: Node) -> Node:
    """Read the second argument of jr:choice-name(), a reference between quotation marks."""
    if isinstance(node, Literal) and isinstance(node.value, str):
        found = _REFERENCE.fullmatch(node.value.strip())
        if found and not found[1]:
            return Reference(found[2], place=node.place)
        if "/" in node.value:
            return _path_node(node.value.strip(), node.place)
    return node


def _tail(tree: Tree[Token]) -> str:
    """Give the steps that follow the first part of a path; a filter among them is refused."""
    tail = ""
    for part in tree.children[1:]:
        if isinstance(part, Tree) and part.data == "filter":
            raise ExpressionError("unsupported_predicate", place_of(part))
        if isinstance(part, Token):
            tail += str(part)
    return tail


_READERS: dict[str, Callable[[Tree[Token], Place, int], Node]] = {
    "negative": _negative,
    "group": _group,
    "number": _number,
    "text": _text,
    "reference": _reference,
    "path": _path,
    "call": _call,
}
