"""LimeSurvey's operators. Both sides are always evaluated.

Arithmetic and order look first at whether the two sides are numbers, texts, or one of each.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from surveys.questionnaire.expressions.arithmetic import chain
from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.coercions import (
    equal,
    kept_whole,
    operand,
    order,
    to_boolean,
    to_float,
    to_text,
    writes_back,
)
from surveys.questionnaire.expressions.limesurvey.values import Numeral, Quoted
from surveys.questionnaire.expressions.limits import MAX_RESULT
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Function
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two operands, and what they are together: numbers, texts, or neither."""

    left: Value
    right: Value
    numbers: bool
    texts: bool

    @property
    def empty_and_zero(self) -> bool:
        """Tell whether one is "0" and the other "", or a truth value that equals both."""
        if self.numbers and isinstance(self.left, str) and isinstance(self.right, str):
            return False  # "" is no number
        return (equal(self.left, "0") and equal(self.right, "")) or (equal(self.left, "") and equal(self.right, "0"))


def _pair(left: Value, right: Value) -> _Pair:
    left_number, left_text = _nature(left)
    right_number, right_text = _nature(right)
    numbers = left_number and right_number
    if numbers and (isinstance(left, Quoted) or isinstance(right, Quoted)):
        return _Pair(to_text(left), to_text(right), numbers=False, texts=True)
    return _Pair(left, right, numbers, texts=left_text and right_text)


def _nature(value: Value) -> tuple[bool, bool]:
    """Tell whether a value counts as a number, and as a text: "0", 0, false and null are both."""
    if not isinstance(value, str):
        if not to_boolean(value):
            return True, True
        number = isinstance(value, bool | float) or writes_back(to_text(value))
        return number, not number
    text: str = value
    if isinstance(value, Numeral) and value.find(".") > 0:
        text = value.rstrip("0").rstrip(".")
    if text == "0":
        return True, True
    number = text != "" and writes_back(text)
    return number, not number


def _less(pair: _Pair) -> bool:
    if pair.numbers:
        return order(pair.left, pair.right) < 0
    return pair.texts and to_text(pair.left) < to_text(pair.right)


def _less_or_equal(pair: _Pair) -> bool:
    if not (pair.numbers or pair.texts):
        return False
    if pair.empty_and_zero:
        return True
    if pair.numbers:
        return order(pair.left, pair.right) <= 0
    return to_text(pair.left) <= to_text(pair.right)


def _greater(pair: _Pair) -> bool:
    if not (pair.numbers or pair.texts) or pair.empty_and_zero:
        return False
    if pair.numbers:
        return order(pair.right, pair.left) < 0
    return to_text(pair.left) > to_text(pair.right)


def _greater_or_equal(pair: _Pair) -> bool:
    if pair.numbers:
        return order(pair.right, pair.left) <= 0
    return pair.texts and to_text(pair.left) >= to_text(pair.right)


def _plus(pair: _Pair) -> Value:
    if pair.numbers:
        return _whole_or_float(operand(pair.left) + operand(pair.right))
    joined = to_text(pair.left) + to_text(pair.right)
    if len(joined) > MAX_RESULT:
        raise RefusalError("too_much_text", limit=MAX_RESULT)
    return Quoted(joined)


def _minus(pair: _Pair) -> Value:
    return _whole_or_float(operand(pair.left) - operand(pair.right)) if pair.numbers else math.nan


def _times(pair: _Pair) -> Value:
    return to_float(pair.left) * to_float(pair.right) if pair.numbers else math.nan


def _divided(pair: _Pair) -> Value:
    if not pair.numbers:
        return math.nan
    left, right = operand(pair.left), operand(pair.right)
    if right == 0:
        return math.nan
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return kept_whole(left // right)
    return left / right


def _whole_or_float(number: int | float) -> int | float:
    return kept_whole(number) if isinstance(number, int) else number


def _or(left: Value, right: Value) -> Value:
    return to_boolean(left) or to_boolean(right)


def _and(left: Value, right: Value) -> Value:
    return to_boolean(left) and to_boolean(right)


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return equal(left, right)
    pair = _pair(left, right)
    return equal(pair.left, pair.right)


def _of_pair(compute: Callable[[_Pair], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: compute(_pair(left, right))


def _unary(compute: Callable[[Value], Value]) -> Function:
    """An operator before its operand, for which "" and false are 0."""
    return Function(lambda value: compute(0 if equal(value, "") else value), "any", ("any",))


def _sign(binary: Form, unary: Function) -> Form:
    """An operator that stands between two operands, or before one."""

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        if len(operands) > 1:
            return binary.build(node, operands, coerce)
        only = coerce(operands[0], "any")
        return Compiled(node, "any", placed(lambda scope: unary.call(only(scope)), node))

    return Form(build, 1, None)


def _negated(value: Value) -> Value:
    number = operand(value)
    return kept_whole(-number) if isinstance(number, int) else -number


def _sequence(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    """Evaluate everything and give the last."""
    runs = [coerce(each, "any") for each in operands]
    return Compiled(node, "any", lambda scope: [run(scope) for run in runs][-1])


OPERATORS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "or": chain(_or),
        "and": chain(_and),
        "==": chain(_equal),
        "!=": chain(lambda left, right: not _equal(left, right)),
        "<": chain(_of_pair(_less)),
        "<=": chain(_of_pair(_less_or_equal)),
        ">": chain(_of_pair(_greater)),
        ">=": chain(_of_pair(_greater_or_equal)),
        "+": _sign(chain(_of_pair(_plus)), _unary(operand)),
        "-": _sign(chain(_of_pair(_minus)), _unary(_negated)),
        "*": chain(_of_pair(_times)),
        "/": chain(_of_pair(_divided)),
        "!": _unary(lambda value: not to_boolean(value)),
        ",": Form(_sequence, 2, None),
    }
)
