"""Bounds that no answer can meet."""

from collections.abc import Iterator
from typing import Any

from surveys.checks.finding import Finding, Subject, error, warning
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Lists

#: Attributes of which the first may not pass the second.
_PAIRS = (("least", "most"), ("shortest", "longest"), ("total_least", "total_most"))


def check_bounds(definition: Definition) -> Iterator[Finding]:
    """Errors where an answer is needed and none is accepted. Lists must exist."""
    lists = definition.choice_lists
    for question in definition.questions():
        subject = Subject("question", question.name)
        found = error if question.mandatory else warning
        for low, high in _PAIRS:
            least, most = _value(question, low), _value(question, high)
            if least is not None and most is not None and least > most:
                yield found(subject, "bounds_cross", low=low, least=least, high=high, most=most)
        yield from _check_total(question)
        yield from _check_choices(question, lists)


def _check_total(question: AnyQuestion) -> Iterator[Finding]:
    """What all the rows may give together."""
    subject, found = Subject("question", question.name), error if question.mandatory else warning
    rows = len(question.keys())
    least, most = _value(question, "least"), _value(question, "most")
    total_least, total_most = _value(question, "total_least"), _value(question, "total_most")
    if total_least is not None and most is not None and rows * most < total_least:
        yield found(subject, "total_out_of_reach", count=rows, most=most, total=total_least)
    if total_most is not None and least is not None and rows * least > total_most:
        yield found(subject, "total_out_of_reach", count=rows, most=least, total=total_most)


def _check_choices(question: AnyQuestion, lists: Lists) -> Iterator[Finding]:
    """How many choices are asked for, and how many there are to tick together."""
    subject = Subject("question", question.name)
    offered = question.offered(lists)
    if offered is None or question.holds(question.keys()[0] if question.keys() else "") not in ("codes", "order"):
        return
    together = sum(not choice.alone for choice in offered.choices)
    least = _value(question, "least") or 0
    if least > together:
        found = error if question.mandatory else warning
        yield found(subject, "least_above_choices", least=least, count=together)
    for name in ("most", "top"):
        most = _value(question, name)
        if most is not None and most > len(offered.choices):
            yield warning(subject, "most_above_choices", high=name, most=most, count=len(offered.choices))


def _value(question: AnyQuestion, name: str) -> Any:
    return getattr(question, name, None)
