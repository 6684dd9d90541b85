"""What rows of every kind have: a name, texts, conditions."""

from dataclasses import dataclass, field
from typing import Any

from pyxform.utils import default_is_dynamic

from surveys.formats.report import Place
from surveys.formats.xlsform.choices import ChoiceLists
from surveys.formats.xlsform.kinds import Kind, kind_of
from surveys.formats.xlsform.names import legal_name
from surveys.formats.xlsform.records import Record
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types.base import Required

_LONGEST_DEFAULT = 500


@dataclass
class Context:
    """What the rows of a survey sheet are made into questions with."""

    lists: ChoiceLists
    #: Where each name was written.
    places: dict[str, Place] = field(default_factory=dict)


def both(*conditions: Formula | None) -> Formula | None:
    """The condition that all of these hold; None when there is none."""
    texts = list(dict.fromkeys(condition.text for condition in conditions if condition))
    if not texts:
        return None
    return Formula(text=texts[0] if len(texts) == 1 else " and ".join(f"({text})" for text in texts))


def name_of(record: Record) -> str:
    """The name of a row, made legal; made up, with a line, when there is none."""
    written = record.cell("name")
    if not written:
        made = f"unnamed_{record.number}"
        report = record.notes.info if kind_of(record.cell("type")).name == "note" else record.notes.error
        report(record.place(), "row_without_name", name=made)
        return made
    return record.reading.renamed.get(written) or legal_name(written)


def common_cells(record: Record, outer: Formula | None) -> dict[str, Any]:
    """What questions of every type have, batteries included."""
    return {
        "name": name_of(record),
        "label": record.wording("label"),
        "hint": record.wording("hint"),
        "required_message": record.wording("required_message"),
        "relevant": both(outer, record.formula("relevant")),
        "constraint": record.formula("constraint"),
        "constraint_message": record.wording("constraint_message"),
        "sensitive": record.yes("sensitive"),
    }


def required_of(record: Record) -> Required:
    """yes, no or soft; a condition becomes soft, which never blocks anyone."""
    written = record.cell("required").lower()
    if written in ("", "no", "false", "false()", "0"):
        return "optional"
    if written in ("yes", "true", "true()", "1"):
        return "required"
    if written != "soft":
        record.notes.warning(record.place("required"), "required_condition")
    return "soft"


def question_cells(record: Record, kind: Kind, outer: Formula | None) -> dict[str, Any]:
    """What questions that are rows of their own have besides."""
    if record.has("choice_filter"):
        record.notes.warning(record.place("choice_filter"), "choice_filter_ignored")
    if record.has("trigger"):
        record.notes.warning(record.place("trigger"), "trigger_ignored")
    cells = common_cells(record, outer)
    typed = Formula(text=kind.constraint) if kind.constraint else None
    return cells | {
        "required": required_of(record),
        "constraint": both(typed, cells["constraint"]),
        "default": _default(record),
    }


def _default(record: Record) -> str:
    written = record.cell("default")
    if kind_of(record.cell("type")).name != "calculated" and _is_computed(written, record.cell("type")):
        record.notes.warning(record.place("default"), "default_not_carried", default=written)
        return ""
    if len(written) > _LONGEST_DEFAULT:
        record.notes.warning(record.place("default"), "text_cut", limit=_LONGEST_DEFAULT)
    return written[:_LONGEST_DEFAULT]


def _is_computed(default: str, type_: str) -> bool:
    """Whether a default is an expression; "b - c" alone may well be a text."""
    return ("${" in default or "(" in default) and bool(default_is_dynamic(default, type_))
