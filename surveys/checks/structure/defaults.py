"""Defaults that the question itself would refuse."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, Subject, warning
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Lists


def check_defaults(definition: Definition) -> Iterator[Finding]:
    """Each is posted to its question, as a browser would. Lists must exist."""
    for question in definition.questions():
        if question.default and _refused(question, definition.choice_lists):
            yield warning(Subject("question", question.name), "default_refused", value=question.default)


def _refused(question: AnyQuestion, lists: Lists) -> bool:
    field, keys = question.name, question.keys()
    if field not in keys or not question.readable:
        return False  # a battery, or ranks: no one control takes it
    several = question.holds(field) == "codes"
    raw = {field: question.default.split() if several else [question.default]}
    problems = question.validate_answers(question.parse(raw, lists), lists)
    return any(problem.field == field for problem in problems)
