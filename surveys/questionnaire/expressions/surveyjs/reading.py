"""Reading SurveyJS expressions: text to typed tree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from lark import Token, Tree

from surveys.questionnaire.expressions.errors import ExpressionError, Place
from surveys.questionnaire.expressions.parsing import Branch, branch_of, fold, place_of, refuse_depth, unbracketed
from surveys.questionnaire.expressions.tree import (
    Call,
    Column,
    Items,
    Literal,
    Node,
    Operation,
    Reference,
    Unary,
)

AS_IS = "#"
PROPERTY = "$"
_INSIDE = frozenset({"panel", "row"})
_ITEMS = frozenset({"item", "choice"})
_ABOUT_QUESTIONS = frozenset({"displayValue", "propertyValue", "getComment"})
_OVER_ROWS = frozenset({"sumInArray", "countInArray", "avgInArray", "minInArray", "maxInArray"})
_CONDITION = re.compile("[{}><=!]")
_PATCHES = (("=>", ">="), ("=<", "<="), ("<>", "!="), ("equals", "equal "))
_INDEX = re.compile(r"\[[^\[\]]*\]$")
_ESCAPED = re.compile(r"\\([\"'])")
_OPERATORS: Mapping[str, str] = MappingProxyType(
    {
        "||": "or",
        "&&": "and",
        "lessorequal": "<=",
        "greaterorequal": ">=",
        "equal": "=",
        "==": "=",
        "notequal": "!=",
        "less": "<",
        "greater": ">",
        "power": "^",
        "*=": "contains",
        "contain": "contains",
        "notcontain": "notcontains",
    }
)


def read(text: str) -> Node:
    """Parse an expression; raises ExpressionError with the place of what is wrong."""
    for written, meant in _PATCHES:  # the original replaces them everywhere, in texts too
        text = text.replace(written, meant)
    node = _node(branch_of(text, __package__, quotes="\"'"), 1)
    return _something(node)


def _node(branch: Branch, depth: int) -> Node:
    place = place_of(branch)
    refuse_depth(depth, place)
    if isinstance(branch, Token):
        raise TypeError(f"a token stands alone: {branch.type}")
    return _READERS.get(branch.data, _chain)(branch, place, depth)


def _something(node: Node) -> Node:
    """Refuse null where the original cannot evaluate it: alone, under a sign, and in lists but first."""
    if isinstance(node, Literal) and node.value is None:
        raise ExpressionError("no_value", node.place)
    return node


def _operator(symbol: Branch) -> str:
    name = str(symbol).lower()
    return _OPERATORS.get(name, name)


def _chain(tree: Tree[Token], place: Place, depth: int) -> Node:
    operators = [_operator(symbol) for symbol in tree.children[1::2]]
    return fold(tree.children[0::2], operators, depth, _node, apart=())


def _binary(tree: Tree[Token], place: Place, depth: int) -> Node:
    left, symbol, right = tree.children
    return Operation(_operator(symbol), (_node(left, depth + 1), _node(right, depth + 1)), place=place)


def _lone(tree: Tree[Token], place: Place, depth: int) -> Node:
    left, symbol = tree.children
    return Operation(_operator(symbol), (_node(left, depth + 1), Literal(None, place=place)), place=place)


def _group(tree: Tree[Token], place: Place, depth: int) -> Node:
    inner, levels = unbracketed(tree)
    return _node(inner, depth + levels)


def _unary(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Unary("!", _something(_node(tree.children[1], depth + 1)), place=place)


def _postfix(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Unary(_operator(tree.children[1]), _something(_node(tree.children[0], depth + 1)), place=place)


def _sequence(branches: list[Branch], depth: int) -> tuple[Node, ...]:
    """Read what a list holds: nothing when its first item is missing or null."""
    if not branches or not isinstance(branches[0], Tree) or branches[0].data == "blank":
        return ()
    first, *others = [_node(part, depth + 1) for part in branches[0].children]
    if isinstance(first, Literal) and first.value is None:
        return ()
    return (first, *map(_something, others))


def _items(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Items(_sequence(tree.children[1:], depth), place=place)


def _call(tree: Tree[Token], place: Place, depth: int) -> Node:
    name = str(tree.children[0])[:-1]
    arguments = _sequence(tree.children[1:], depth)
    if name in _ABOUT_QUESTIONS and arguments and isinstance(arguments[0], Literal):
        arguments = (_reference(str(arguments[0].value), arguments[0].place), *arguments[1:])
    if name in _OVER_ROWS:
        arguments = (*arguments[:2], *[_condition(node, depth + 1) for node in arguments[2:]])
    return Call(name, arguments, place=place)


def _condition(node: Node, depth: int) -> Node:
    """Read a condition on rows that is written as a text; one that cannot be read is never true."""
    if not isinstance(node, Literal) or not isinstance(node.value, str) or not _CONDITION.search(node.value):
        return node
    try:
        inner = _something(_node(branch_of(node.value, __package__, quotes="\"'"), depth))
    except ExpressionError as error:
        if error.code == "too_deep":
            raise
        return Literal(value=False, place=node.place)
    return _moved(inner, node.place)


def _moved(node: Node, place: Place) -> Node:
    """Give every part of a tree the place of the text that it was read from."""
    match node:
        case Unary(operand=operand):
            return replace(node, operand=_moved(operand, place), place=place)
        case Operation(operands=operands):
            return replace(node, operands=tuple([_moved(part, place) for part in operands]), place=place)
        case Call(arguments=arguments):
            return replace(node, arguments=tuple([_moved(part, place) for part in arguments]), place=place)
        case Items(items=items):
            return replace(node, items=tuple([_moved(part, place) for part in items]), place=place)
        case _:
            return replace(node, place=place)


def _null(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(None, place=place)


def _truth(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(str(tree.children[0]).lower() == "true", place=place)


def _number(tree: Tree[Token], place: Place, depth: int) -> Node:
    written = str(tree.children[0])
    return Literal(float(int(written, 16)) if written.startswith("0x") else float(written), place=place)


def _word(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(str(tree.children[0]), place=place)


def _text(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Literal(_ESCAPED.sub(r"\1", str(tree.children[0])[1:-1]), place=place)


def _variable(tree: Tree[Token], place: Place, depth: int) -> Node:
    return _reference(str(tree.children[0])[1:-1], place)


def _reference(path: str, place: Place) -> Node:
    """Read a path: its name is that of the question, also after panel. and row., # and $."""
    if path in _ITEMS:
        return Column("name", place=place)
    marked = path.startswith((AS_IS, PROPERTY)) and len(path) > 1
    steps = tuple((path[1:] if marked else path).split("."))
    root = steps[1] if len(steps) > 1 and steps[0] in _INSIDE else steps[0]
    return Reference(_INDEX.sub("", root), (path[0] if marked else "", *steps), place=place)


_READERS: dict[str, Callable[[Tree[Token], Place, int], Node]] = {
    "binary": _binary,
    "lone": _lone,
    "group": _group,
    "unary": _unary,
    "postfix": _postfix,
    "items": _items,
    "call": _call,
    "null": _null,
    "truth": _truth,
    "number": _number,
    "word": _word,
    "text": _text,
    "variable": _variable,
}
