"""Functions on choices, on the instances of a repeat, and on identity."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from surveys.questionnaire.expressions.errors import ExpressionError, RefusalError
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Function
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node, Parent, Reference, Self
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import to_text

_LONGEST_TOKEN = 64
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ONE_REPEAT = 3


def _selected(codes: str, code: str) -> bool:
    return code.strip() in codes.split(" ")


def _selected_at(codes: str, index: float) -> str:
    """Give the choice at a 0-based index, "" when there is none."""
    parts = codes.split(" ")
    return parts[int(index)] if 0 <= index < len(parts) else ""


def _count_selected(codes: str) -> float:
    return float(sum(1 for code in codes.split(" ") if code))


def _count_non_empty(values: Sequence[Value]) -> float:
    return float(sum(1 for value in values if to_text(value)))


def _choice_name(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    code, field = coerce(operands[0], "text"), operands[1].node
    if not isinstance(field, Reference):
        raise ExpressionError("field_required", field.place, name="jr:choice-name")
    name = field.name

    def run(scope: Scope) -> str:
        chosen = code(scope)
        return scope.choice_label(name, chosen) if chosen else ""

    return Compiled(node, "text", run)


def _position(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    """Give the position in the innermost repeat, whichever way up to it is written."""
    for operand in operands:
        if not isinstance(operand.node, Parent | Reference | Self):
            raise ExpressionError("nodes_required", operand.node.place, name="position")
    return Compiled(node, "number", lambda scope: float(scope.position()))


def _indexed_repeat(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
    """Give the answer of a field in the instance at a 1-based index, "" when there is none."""
    if len(operands) > _ONE_REPEAT:
        raise ExpressionError("unsupported_nested_repeat", operands[_ONE_REPEAT].node.place)
    field = operands[0].node
    if not isinstance(field, Reference):
        raise ExpressionError("field_required", field.place, name="indexed-repeat")
    values, index = coerce(operands[0], "nodes"), coerce(operands[2], "number")

    def run(scope: Scope) -> str:
        answers, number = values(scope), index(scope)
        return to_text(answers[int(number) - 1]) if 1 <= number < len(answers) + 1 else ""

    return Compiled(node, "text", run)


def _uuid(scope: Scope, length: float = math.nan) -> str:
    """Give an RFC 4122 version 4 identifier, or so many characters, from the scope's chance."""
    if math.isnan(length):
        digits = [int(scope.random() * 16) for _ in range(32)]
        digits[12], digits[16] = 4, digits[16] & 0x3 | 0x8
        text = "".join(f"{digit:x}" for digit in digits)
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    if not 0 <= length <= _LONGEST_TOKEN:
        raise RefusalError("too_much_text", limit=_LONGEST_TOKEN)
    return "".join(_ALPHABET[int(scope.random() * len(_ALPHABET))] for _ in range(int(length)))


CHOICE_FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        "selected": Function(_selected, "boolean", ("text", "text")),
        "selected-at": Function(_selected_at, "text", ("text", "number")),
        "count-selected": Function(_count_selected, "number", ("text",)),
        "jr:choice-name": Form(_choice_name, 2, 2),
        "count": Function(lambda values: float(len(values)), "number", ("nodes",)),
        "count-non-empty": Function(_count_non_empty, "number", ("nodes",)),
        "position": Form(_position, 0, 1),
        "indexed-repeat": Form(_indexed_repeat, 3, 7),
        "uuid": Function(_uuid, "text", ("number",), optional=1, scoped=True),
    }
)
