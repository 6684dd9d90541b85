"""Functions that choose, on texts, and about other questions."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs.coercions import is_list, is_number, to_boolean, to_number, to_text
from surveys.questionnaire.expressions.surveyjs.functions.calls import Arguments, function
from surveys.questionnaire.expressions.tree import Node, Reference
from surveys.questionnaire.expressions.values import Value

_COMMENT = "_other"


def _iif(arguments: Arguments) -> Value:
    if len(arguments) < 2:
        return None
    test, yes, *no = arguments
    return yes if to_boolean(test) else (no[0] if no else None)


def _substring(arguments: Arguments) -> str:
    """Give what stands between two positions, whichever comes first; "" for what is no text."""
    text, start, end, *_ = (*arguments, None, None, None)
    if not isinstance(text, str) or not is_number(start):
        return ""
    first, last = _position(start, text), _position(end, text) if is_number(end) else len(text)
    return text[min(first, last) : max(first, last)]


def _position(value: Value, text: str) -> int:
    number = to_number(value)
    return int(max(0, min(number, len(text)))) if number == number else 0  # noqa: PLR0124 - NaN


def _about_question(call: Callable[[Scope, str, Arguments], Value]) -> Form:
    """Declare a function whose first argument names a question."""

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        if not operands or not isinstance(operands[0].node, Reference):
            return Compiled(node, "any", lambda _: None)
        name = operands[0].node.name
        runs = [coerce(operand, "any") for operand in operands[1:]]
        return Compiled(node, "any", lambda scope: call(scope, name, [run(scope) for run in runs]))

    return Form(build, 0, None)


def _display_value(scope: Scope, name: str, arguments: Arguments) -> Value:
    """Give the label of the answer, or of the value given; labels of several joined by commas."""
    value = arguments[0] if arguments and arguments[0] is not None else scope.data(name)
    if value is None:
        return None
    codes = value if is_list(value) else [value]
    return ", ".join(scope.choice_label(name, to_text(code)) for code in codes)


def _property_value(scope: Scope, name: str, arguments: Arguments) -> Value:
    """Give a property that interviews have: the text of the question, and whether it is asked."""
    match list(arguments):
        case ["title"]:
            return scope.wording(name) or None
        case ["isVisible" | "visible"]:
            return scope.relevant(name)
        case ["value"]:
            return scope.data(name)
        case _:
            return None


VALUE_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "iif": function(_iif),
        "substring": function(_substring),
        "displayValue": _about_question(_display_value),
        "propertyValue": _about_question(_property_value),
        "getComment": _about_question(lambda scope, name, _: scope.data(name + _COMMENT)),
        "isContainerReady": function(lambda _: False),
        "isDisplayMode": function(lambda _: False),
    }
)
