"""What a question's answer has to be: `validators`, and the properties that say the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from surveys.formats.surveyjs.drafts import Asked, Reading
from surveys.formats.surveyjs.element import Element
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.text import Wording

_MOST = 50


@dataclass(frozen=True)
class Demands:
    """Bounds, expressions and a pattern, in the file's words."""

    least: float | None = None
    most: float | None = None
    numeric: bool = False
    email: bool = False
    shortest: int = 0
    longest: int = LONGEST_TEXT
    fewest: int | None = None
    many: int | None = None
    pattern: str = ""
    constraint: tuple[str, ...] = ()
    message: Wording = field(default_factory=Wording)


def demands(asked: Asked, reading: Reading) -> Demands:
    """What is asked of the answer of one question."""
    element = asked.element
    found = Demands(
        least=element.number("min"),
        most=element.number("max"),
        longest=_length(element.whole("maxLength", least=-1, most=LONGEST_TEXT)),
        constraint=_bounds(asked),
        message=reading.texts.wording(element, "minErrorText", "maxErrorText", place=asked.place),
    )
    for validator in list(element.children("validators"))[:_MOST]:
        rule = _RULES.get(validator.type.removesuffix("validator"))
        if rule is None:
            reading.notes.warning(asked.place, "validator_unknown", type=validator.words("type"))
            continue
        message = reading.texts.wording(validator, "text", place=asked.place)
        found = replace(rule(found, validator), message=message or found.message)
    return found


def _numeric(found: Demands, validator: Element) -> Demands:
    least, most = validator.number("minValue"), validator.number("maxValue")
    return replace(
        found,
        numeric=True,
        least=found.least if least is None else least,
        most=found.most if most is None else most,
    )


def _text(found: Demands, validator: Element) -> Demands:
    return replace(
        found,
        shortest=max(found.shortest, validator.whole("minLength", least=0, most=LONGEST_TEXT) or 0),
        longest=min(found.longest, _length(validator.whole("maxLength", least=-1, most=LONGEST_TEXT))),
    )


def _count(found: Demands, validator: Element) -> Demands:
    return replace(
        found,
        fewest=validator.whole("minCount", least=0, most=1000) or None,
        many=validator.whole("maxCount", least=0, most=1000) or None,
    )


def _expression(found: Demands, validator: Element) -> Demands:
    return replace(found, constraint=(*found.constraint, validator.expression("expression")))


_RULES: Mapping[str, Callable[[Demands, Element], Demands]] = {
    "numeric": _numeric,
    "text": _text,
    "answercount": _count,
    "expression": _expression,
    "regex": lambda found, validator: replace(found, pattern=validator.expression("regex")),
    "email": lambda found, validator: replace(found, email=True),
}


def _length(written: int | None) -> int:
    return written if written and written > 0 else LONGEST_TEXT


def _bounds(asked: Asked) -> tuple[str, ...]:
    """Bounds that are computed, as conditions on the answer."""
    element, mark = asked.element, "panel." if asked.loop else ""
    bounds = (("minValueExpression", ">="), ("maxValueExpression", "<="))
    return tuple(
        f"{{{mark}{element.name}}} {operator} ({element.expression(key)})"
        for key, operator in bounds
        if element.expression(key) and element.name and not set("{}") & set(element.name)
    )
