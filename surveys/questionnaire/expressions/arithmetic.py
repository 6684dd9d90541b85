"""What the operators of the dialects share: chains, and the arithmetic of floating-point numbers."""

import math
from collections.abc import Callable
from typing import Any

from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Kind
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node


def chain(compute: Callable[[Any, Any], Any], kind: Kind = "any") -> Form:
    """Declare an operator whose runs (a + b + c) are computed from the left; every operand is evaluated."""

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        first, *others = [coerce(operand, kind) for operand in operands]

        def run(scope: Scope) -> Any:
            result = first(scope)
            for other in others:
                result = compute(result, other(scope))
            return result

        return Compiled(node, kind, placed(run, node))

    return Form(build, 2, None)


def divide(one: float, other: float) -> float:
    """Divide as IEEE 754 does, by zero too."""
    if other != 0:
        return one / other
    if one == 0 or math.isnan(one):
        return math.nan
    return math.copysign(math.inf, one) * math.copysign(1, other)


def remainder(one: float, other: float) -> float:
    """Give the remainder with the sign of the dividend."""
    if other == 0 or math.isinf(one):
        return math.nan
    return math.fmod(one, other)
