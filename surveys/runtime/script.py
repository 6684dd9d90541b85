"""Conditions for the browser, about nothing but the controls of one page."""

import json
from typing import Any

from surveys.questionnaire.expressions import to_text
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.state import State

#: How `expressions.to_javascript` writes the answer of a field: ``["v", "name"]``.
_ANSWER = "v"


def script_of(state: State, plan: QuestionPlan, controls: frozenset[str], passage: int | None) -> str | None:
    """When a question is shown, as JSON: answers given elsewhere are in it as texts.

    None when the page itself cannot change it, or when only the server can tell.
    """
    if plan.live is None or not _reads(plan.live, controls):
        return None

    def bound(form: Any) -> Any:
        if not isinstance(form, list):
            return form
        if form[0] != _ANSWER:
            return [form[0], *(bound(part) for part in form[1:])]
        name = form[1]
        if name in controls:
            return [_ANSWER, name + suffix_of(passage)]
        return to_text(state.read(name, plan.loop, passage))

    return json.dumps(bound(plan.live), ensure_ascii=False, separators=(",", ":"))


def _reads(form: Any, controls: frozenset[str]) -> bool:
    """Whether a condition is about one of these."""
    if not isinstance(form, list):
        return False
    return form[1] in controls if form[0] == _ANSWER else any(_reads(part, controls) for part in form[1:])
