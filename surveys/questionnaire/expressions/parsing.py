"""What the readings of the dialects share: from a text to lark's tree, and from its chains to nodes."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from surveys.questionnaire.expressions.errors import ExpressionError, Place
from surveys.questionnaire.expressions.limits import MAX_DEPTH
from surveys.questionnaire.expressions.tree import Node, Operation

_BRACKETS = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[()\[\]]""", re.DOTALL)

Branch = Tree[Token] | Token
Read = Callable[[Branch, int], Node]


@lru_cache
def _parser(package: str) -> Lark:
    grammar = resources.files(package).joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", propagate_positions=True)


def branch_of(text: str, package: str, *, quotes: str) -> Branch:
    """Parse by the grammar of a dialect; raises ExpressionError with the place of what is wrong."""
    _refuse_nesting(text)
    try:
        return _parser(package).parse(text)
    except UnexpectedCharacters as problem:
        offset = cast(int, problem.pos_in_stream)
        code = "open_text" if text[offset] in quotes else "syntax"
        place = Place(offset, offset + 1, problem.line, problem.column)
        raise ExpressionError(code, place, found=text[offset]) from None
    except UnexpectedToken as problem:
        raise _unexpected(problem.token, text) from None
    except UnexpectedEOF:
        raise ExpressionError("unexpected_end", _end(text)) from None


def place_of(branch: Branch) -> Place:
    """Give the place of a part of lark's tree."""
    where = branch if isinstance(branch, Token) else branch.meta
    return Place(where.start_pos or 0, where.end_pos or 0, where.line or 1, where.column or 1)


def refuse_depth(depth: int, place: Place) -> None:
    """Raise ExpressionError when a part stands too deep."""
    if depth > MAX_DEPTH:
        raise ExpressionError("too_deep", place, limit=MAX_DEPTH)


def unbracketed(tree: Tree[Token], *, through: Collection[str] = ("group",)) -> tuple[Branch, int]:
    """Give what stands inside brackets, and how many stand around the first: levels that cost no recursion."""
    inner: Branch = tree
    levels = -1
    while isinstance(inner, Tree) and inner.data in through and len(inner.children) == 1:
        levels += inner.data == "group"
        inner = inner.children[0]
    return inner, levels


def fold(operands: list[Branch], operators: list[str], depth: int, read: Read, apart: Collection[str]) -> Node:
    """Fold a chain from the left, keeping a run of one operator in one node, unless it is set `apart`."""
    runs = _runs(operators, apart)
    node = read(operands[0], depth + len(runs))
    taken = 1
    for index, (operator, count) in enumerate(runs):
        level = depth + len(runs) - index
        parts = [read(part, level) for part in operands[taken : taken + count]]
        taken += count
        start, end = place_of(operands[0]), place_of(operands[taken - 1])  # with their brackets
        where = Place(start.offset, end.end, start.line, start.column)
        node = Operation(operator, (node, *parts), place=where)
    return node


def _runs(operators: list[str], apart: Collection[str]) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for operator, same in groupby(operators):
        count = len(list(same))
        runs += [(operator, 1)] * count if operator in apart else [(operator, count)]
    return runs


def _refuse_nesting(text: str) -> None:
    """Refuse brackets in brackets before they are parsed, which is slow; those inside texts do not count."""
    depth = 0
    for found in _BRACKETS.finditer(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(found[0], 0)
        if depth > MAX_DEPTH:
            raise ExpressionError("too_deep", _place_at(text, found.start(), found.end()), limit=MAX_DEPTH)


def _unexpected(token: Token, text: str) -> ExpressionError:
    if token.type == "$END":
        return ExpressionError("unexpected_end", _end(text))
    return ExpressionError("syntax", place_of(token), found=str(token)[:40])


def _end(text: str) -> Place:
    return _place_at(text, len(text), len(text))


def _place_at(text: str, start: int, end: int) -> Place:
    lines = text[:start].split("\n")
    return Place(start, end, len(lines), len(lines[-1]) + 1)
