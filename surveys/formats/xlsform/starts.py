"""The `default` cell: what an answer begins as, a text or an expression."""

from pyxform.utils import default_is_dynamic

from surveys.formats.texts import LONGEST
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.table import written_formula
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Question

#: The column of a default that is an expression and does not look like one, or that stands beside a text.
FORMULA = "default_formula"
#: The column of a text that looks like an expression.
TEXT = "default_text"


def default_of(record: Record) -> tuple[str, Formula | None]:
    """The text, or the expression, that an answer begins as."""
    formula = record.formula(FORMULA)
    written = record.text(TEXT) or record.text("default")
    if not record.has(TEXT) and looks_computed(written):
        return "", formula or record.formula("default")
    if len(written) > LONGEST:
        record.notes.warning(record.place("default"), "text_cut", limit=LONGEST)
    return written[:LONGEST], formula


def default_cells(question: Question) -> dict[str, str | Formula | None]:
    """What `default_of` reads back."""
    text, formula = question.default, question.default_formula
    column = TEXT if looks_computed(text) else "default"
    if formula and not text and looks_computed(written_formula(formula)):
        return {"default": formula}
    return {column: text, FORMULA: formula}


def looks_computed(default: str) -> bool:
    """Whether a default is an expression; "b - c" alone may well be a text."""
    return ("${" in default or "(" in default) and bool(default_is_dynamic(default))
