"""Reading LimeSurvey expressions: text to typed tree."""

import re
from collections.abc import Callable
from types import MappingProxyType

from lark import Token, Tree

from surveys.questionnaire.expressions.errors import ExpressionError, Place
from surveys.questionnaire.expressions.parsing import Branch, branch_of, fold, place_of, refuse_depth, unbracketed
from surveys.questionnaire.expressions.tree import Call, Literal, Node, Operation, Reference, Self, Unary

VALUES = frozenset({"NAOK", "value", "valueNAOK", "code"})
"""Attributes that give the answer itself."""

ATTRIBUTES = VALUES | {"shown", "relevanceStatus", "question"}
THAT = "that"
"""Where a path starts that stands for every answer of another question."""

_STATIC = "qid|gid|sgqa|type|relevance|grelevance|qseq|gseq|jsName_on|jsName|mandatory|rowdivid"
_NAME = re.compile(rf"(?:INSERTANS:)?(.*?)(?:\.({'|'.join(sorted(ATTRIBUTES))}|{_STATIC}))?", re.DOTALL)
_ESCAPED = re.compile(r"\\([\"'])")
_WORDS = MappingProxyType(
    {"||": "or", "&&": "and", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
)


def read(text: str) -> Node:
    """Parse an expression; raises ExpressionError with the place of what is wrong."""
    try:
        return _node(branch_of(text, __package__, quotes="\"'"), 1)
    except ExpressionError as error:
        if error.parameters.get("found") == "=":
            raise ExpressionError("assignment", error.place) from None
        raise


def _node(branch: Branch, depth: int) -> Node:
    place = place_of(branch)
    refuse_depth(depth, place)
    if isinstance(branch, Token):
        raise TypeError(f"a token stands alone: {branch.type}")
    return _READERS.get(branch.data, _chain)(branch, place, depth)


def _chain(tree: Tree[Token], place: Place, depth: int) -> Node:
    symbols = [str(symbol).lower() for symbol in tree.children[1::2]]
    return fold(tree.children[0::2], [_WORDS.get(symbol, symbol) for symbol in symbols], depth, _node, apart=())


def _sequence(tree: Tree[Token], place: Place, depth: int) -> Node:
    parts = tuple([_node(part, depth) for part in tree.children])
    return parts[0] if len(parts) == 1 else Operation(",", parts, place=place)


def _unary(tree: Tree[Token], place: Place, depth: int) -> Node:
    return Unary(str(tree.children[0]), _node(tree.children[1], depth + 1), place=place)


def _group(tree: Tree[Token], place: Place, depth: int) -> Node:
    inner, levels = unbracketed(tree, through=("group", "sequence"))
    return _node(inner, depth + levels)


def _number(tree: Tree[Token], place: Place, depth: int) -> Node:
    written = str(tree.children[0])
    return Literal(float(written), written, place=place)


def _text(tree: Tree[Token], place: Place, depth: int) -> Node:
    inside = _ESCAPED.sub(r"\1", str(tree.children[0])[1:-1])
    return Literal(inside.replace("\\\\", "\\"), place=place)


def _name(tree: Tree[Token], place: Place, depth: int) -> Node:
    found = _NAME.fullmatch(str(tree.children[0]))
    if found is None:
        raise TypeError("the grammar and the pattern of names disagree")
    name, attribute = found.groups()
    if attribute and attribute not in ATTRIBUTES:
        raise ExpressionError("unsupported_attribute", place, name=attribute)
    owner, _, rest = name.partition(".")
    if owner == "self":
        if rest or attribute not in (None, *VALUES):
            raise ExpressionError("unsupported_path", place, path=str(tree.children[0])[:80])
        return Self(place=place)
    path = (attribute,) if attribute else ()
    return (
        Reference(rest, ("that", *path), place=place)
        if owner == "that" and rest
        else Reference(name, path, place=place)
    )


def _call(tree: Tree[Token], place: Place, depth: int) -> Node:
    inside = tree.children[1]
    parts = inside.children if isinstance(inside, Tree) else []
    return Call(str(tree.children[0]), tuple([_node(part, depth + 1) for part in parts]), place=place)


_READERS: dict[str, Callable[[Tree[Token], Place, int], Node]] = {
    "sequence": _sequence,
    "unary": _unary,
    "group": _group,
    "number": _number,
    "text": _text,
    "name": _name,
    "call": _call,
}
