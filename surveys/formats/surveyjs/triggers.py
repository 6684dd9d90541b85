"""What a survey does by itself: triggers, and values that it calculates."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.expressions import quoted

_OPERATORS: Mapping[str, str] = {
    "equal": "=",
    "notequal": "!=",
    "greater": ">",
    "less": "<",
    "greaterorequal": ">=",
    "lessorequal": "<=",
    "contains": "contains",
    "notcontains": "notcontains",
    "empty": "empty",
    "notempty": "notempty",
    "anyof": "anyof",
    "allof": "allof",
}
_SETTING = frozenset({"setvalue", "copyvalue", "runexpression"})
_REFERENCE = re.compile(r"\{([^{}]{1,200})\}")
_MOST = 500


@dataclass(frozen=True)
class Setting:
    """A value that is given to `target` once a condition holds."""

    target: str
    condition: str
    value: str


@dataclass(frozen=True)
class Leaving:
    """Once a condition holds, the pages after those that it reads, before `until`, are not asked."""

    condition: str
    until: str = ""  # a question; none: the survey ends


@dataclass(frozen=True)
class Triggers:
    """What the triggers of a survey come to."""

    settings: tuple[Setting, ...] = ()
    leavings: tuple[Leaving, ...] = ()


def read_triggers(document: Mapping[str, Any], notes: Notes) -> Triggers:
    """The triggers that set values, skip or end; those that show are `shown_by`."""
    settings: list[Setting] = []
    leavings: list[Leaving] = []
    for place, trigger in _triggers(document):
        kind, condition = trigger.type.removesuffix("trigger"), condition_of(trigger)
        if kind in _SETTING:
            found = _setting(kind, condition, trigger)
            settings += [found] if found else []
            known = found is not None
        else:
            known = bool(condition) and kind in ("complete", "skip", "visible")
            if known and kind != "visible":
                leavings.append(Leaving(condition, trigger.words("gotoName") if kind == "skip" else ""))
        notes.add(place, "trigger_carried" if known else "trigger_dropped", "info" if known else "warning", type=kind)
    return Triggers(tuple(settings), tuple(leavings))


def shown_by(document: Mapping[str, Any]) -> Mapping[str, str]:
    """By name of a question or page, the condition under which old triggers show it."""
    return {
        value_text(name): condition
        for _, trigger in _triggers(document)
        if trigger.type.removesuffix("trigger") == "visible" and (condition := condition_of(trigger))
        for key in ("pages", "questions")
        for name in _names(trigger.raw.get(key))
    }


def _names(listed: object) -> list[object]:
    return listed if isinstance(listed, list) else []


def condition_of(trigger: Element) -> str:
    """The condition of a trigger, also of old ones: a name, an operator, a value."""
    written = trigger.expression("expression")
    name, operator = trigger.words("name"), _OPERATORS.get(trigger.words("operator").lower(), "=")
    if written or not name or not trigger.has("value", "operator"):
        return written
    if operator.endswith("empty"):
        return f"{{{name}}} {operator}"
    return f"{{{name}}} {operator} {literal(trigger.raw.get('value'))}"


def literal(value: object) -> str:
    """A value as an expression writes it."""
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value[:200]) + "]"
    text = value_text(value)
    return text if isinstance(value, bool | int | float) and text else quoted(text)


def read(expression: str) -> Iterator[str]:
    """The paths that an expression reads."""
    yield from (found[1] for found in _REFERENCE.finditer(expression))


def _triggers(document: Mapping[str, Any]) -> Iterator[tuple[Place, Element]]:
    for number, trigger in enumerate(Element(document).children("triggers")):
        if number < _MOST:
            yield Place("trigger", 0, trigger.words("setToName", "gotoName", "name") or str(number + 1)), trigger


def _setting(kind: str, condition: str, trigger: Element) -> Setting | None:
    target = trigger.words("setToName")
    match kind:
        case "copyvalue":
            source = trigger.words("fromName")
            value = f"{{{source}}}" if source else ""
        case "runexpression":
            value = trigger.expression("runExpression")
        case _:
            value = literal(trigger.raw.get("setValue")) if "setValue" in trigger.raw else ""
    return Setting(target, condition, value) if target and value and condition else None
