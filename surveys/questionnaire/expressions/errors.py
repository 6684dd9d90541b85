"""What can be wrong with an expression: a code, a place in its text, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "empty": ("The expression is empty.", "Write an expression, or leave the cell blank."),
        "too_long": (
            "The expression has {length} characters; {limit} are allowed.",
            "Split it: compute a part in a calculated question and refer to that.",
        ),
        "too_deep": (
            "The expression is nested more than {limit} levels deep.",
            "Split it: compute a part in a calculated question and refer to that.",
        ),
        "syntax": (
            "“{found}” is not expected here.",
            "Check the operator, the comma or the bracket before it.",
        ),
        "unexpected_end": (
            "The expression stops before it is complete.",
            "Close the open bracket, or write what follows the last operator.",
        ),
        "open_text": ("A quotation mark is never closed.", "Close the text with the same mark."),
        "unknown_function": (
            "There is no function {name}().",
            "Check the spelling{suggestion}.",
        ),
        "unsupported_function": (
            "{name}() is not available in a web questionnaire.",
            "Rewrite the condition without it.",
        ),
        "wrong_arguments": (
            "{name}() takes {expected} arguments, not {given}.",
            "Check the commas and the brackets of the call.",
        ),
        "nodes_required": (
            "{name}() works on the answers of a question, not on a value.",
            "Give it a reference such as ${{name}}.",
        ),
        "field_required": (
            "{name}() needs the reference of a question here.",
            "Give it a reference such as ${{name}}.",
        ),
        "unsupported_path": (
            "The path {path} cannot be followed here.",
            "Refer to the question by its name: ${{name}}.",
        ),
        "unsupported_predicate": (
            "Filters in square brackets are not available.",
            "Use indexed-repeat() for one instance of a repeat.",
        ),
        "unsupported_instance": (
            "Look-ups in other lists with instance() are not available.",
            "Use a choice filter, or put the value in the choice list.",
        ),
        "unsupported_last_saved": (
            "Answers of an earlier interview (last-saved) are not available.",
            "Remove the reference.",
        ),
        "unsupported_nested_repeat": (
            "indexed-repeat() reaches into one repeat only, not into nested ones.",
            "Refer to the innermost repeat alone.",
        ),
        "bad_pattern": (
            "The regular expression {pattern} cannot be used: {reason}.",
            "Write it without look-around in the middle and without back-references.",
        ),
        "bad_date_format": (
            "%{letter} is not a part of a date format.",
            "Use %Y %y %m %n %b %d %e %a %H %h %M %S %3 or %%.",
        ),
        "bad_digest": (
            "{name} is not a digest algorithm or encoding.",
            "Use MD5, SHA-1, SHA-256, SHA-384 or SHA-512, and base64 or hex.",
        ),
        "assignment": (
            "A condition does not assign values.",
            "Write == to compare.",
        ),
        "unsupported_attribute": (
            "The attribute {name} of a question is not available.",
            "Use NAOK, value, valueNAOK, code, shown, question or relevanceStatus.",
        ),
        "unknown_name": (
            "There is no question {name}.",
            "Check the spelling of the name.",
        ),
        "not_a_number": (
            "“{value}” is not a number.",
            "Make sure that only numbers get here, with is_numeric() for example.",
        ),
        "bad_argument": (
            "{name}() cannot work with “{value}”.",
            "Check what is given to the function.",
        ),
        "no_value": (
            "There is nothing to work on here.",
            "Write a value instead of null.",
        ),
        "too_much_text": (
            "The result is longer than {limit} characters.",
            "Join fewer or shorter answers.",
        ),
        "too_many_values": (
            "More than {limit} answers would have to be read.",
            "Limit the number of times the repeat can be answered.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is in the text: characters offset to end (0-based), line and column (1-based)."""

    offset: int
    end: int
    line: int
    column: int


START = Place(0, 0, 1, 1)


class RefusalError(Exception):
    """Raised by a function of a dialect, which does not know where in the text it was called."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters: Mapping[str, object] = MappingProxyType(parameters)


class ExpressionError(Exception):
    """An expression that cannot be read or evaluated.

    `code` and `parameters` name the problem for translation, `place` says where it is,
    `message` and `remedy` say it in English.
    """

    def __init__(self, code: str, place: Place = START, **parameters: object) -> None:
        self.code = code
        self.place = place
        self.parameters: Mapping[str, object] = MappingProxyType(parameters)
        message, remedy = MESSAGES[code]
        self.message = message.format(**parameters)
        self.remedy = remedy.format(**parameters)
        super().__init__(f"{self.message} (line {place.line}, column {place.column})")
