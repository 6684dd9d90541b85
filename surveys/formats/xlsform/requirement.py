"""The `required` cell: yes, soft, no, or the condition under which an answer is required."""

from collections.abc import Mapping

from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.table import written_formula
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Question
from surveys.questionnaire.types.base import Required

_LEVELS: Mapping[str, Required] = {
    **dict.fromkeys(("", "no", "false", "false()", "0", "non", "faux"), "optional"),
    **dict.fromkeys(("yes", "true", "true()", "1", "oui", "vrai", "x"), "required"),
    "soft": "soft",
}
_WRITTEN: Mapping[Required, str] = {"required": "yes", "soft": "soft", "optional": ""}


def required_of(record: Record) -> tuple[Required, Formula | None]:
    """Whether an answer is required, and the condition under which it is; a condition may have its own column."""
    level = _LEVELS.get(record.cell("required").lower())
    condition = record.formula("required_if")
    if level is None:
        return "optional", condition or record.formula("required")
    return level, condition


def required_cells(question: Question) -> dict[str, str | Formula | None]:
    """What `required_of` reads back."""
    condition = question.required_if
    alone = question.required == "optional" and condition is not None
    if alone and condition and written_formula(condition).lower() not in _LEVELS:
        return {"required": condition}
    return {"required": _WRITTEN[question.required], "required_if": condition}
