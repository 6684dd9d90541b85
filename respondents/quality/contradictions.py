"""Answers that cannot all be true, as the committee declared."""

from datetime import datetime

from respondents.quality.interview import Answered
from respondents.quality.rules import Rules
from respondents.quality.signs import Sign
from surveys.questionnaire.expressions import ExpressionError, MappingScope, evaluate_bool, parse, references
from surveys.runtime.values import to_expression


def contradictory(interview: Answered, rules: Rules, now: datetime) -> Sign | None:
    """A sign that names every contradiction found; `now` is when the interview ended."""
    scope = MappingScope({name: to_expression(value) for name, value in interview.counted.items()}, now=now)
    found = [one.label for one in rules.contradictions if _holds(one.when, interview, scope)]
    return Sign("contradiction", {"labels": found}) if found else None


def _holds(when: str, interview: Answered, scope: MappingScope) -> bool:
    """Whether it holds of an interview that answered all it reads: what was not asked contradicts nothing."""
    expression = parse(when)
    if any(interview.counted.get(name) is None for name in references(expression)):
        return False
    try:
        return evaluate_bool(expression, scope)
    except ExpressionError:  # a number too large, a date that is none: no contradiction that anyone declared
        return False
