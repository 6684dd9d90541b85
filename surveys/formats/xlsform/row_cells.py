"""What rows of every kind have: a name, texts, conditions."""

from dataclasses import dataclass, field
from typing import Any

from surveys.formats.report import Place
from surveys.formats.xlsform.choices import ChoiceLists
from surveys.formats.xlsform.kinds import Kind, kind_of
from surveys.formats.xlsform.names import is_ending
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.requirement import required_of
from surveys.formats.xlsform.shapes import ENDINGS
from surveys.formats.xlsform.starts import default_of
from surveys.questionnaire.formula import Formula


@dataclass
class Context:
    """What the rows of a survey sheet are made into questions with."""

    lists: ChoiceLists
    #: Where each name was written.
    places: dict[str, Place] = field(default_factory=dict)


def both(*conditions: Formula | None) -> Formula | None:
    """The condition that all of these hold; None when there is none."""
    texts = list(dict.fromkeys(condition.text for condition in conditions if condition))
    alone = next((condition for condition in conditions if condition), None)
    if len(texts) <= 1:
        return alone
    return Formula(text=" and ".join(f"({text})" for text in texts))


def ends_names(record: Record) -> bool:
    """Whether a row is a column or a scale with a name that it may keep."""
    return kind_of(record.cell("type")).part in ENDINGS and is_ending(record.cell("name"))


def name_of(record: Record) -> str:
    """The name of a row, made legal; made up, with a line, when there is none."""
    written = record.cell("name")
    if written:
        return record.own_name or record.renamed(written)
    made = f"unnamed_{record.number}"
    if kind_of(record.cell("type")).name == "note":
        record.notes.info(record.place(), "row_without_name", name=made)
    else:
        record.fault("", "row_without_name", name=made)
    return made


def part_name(record: Record) -> str:
    """The name of a part: those of columns and scales may be given in every question, and begin with a digit."""
    return record.cell("name") if ends_names(record) else name_of(record)


def common_cells(record: Record, outer: Formula | None) -> dict[str, Any]:
    """What questions of every type have, batteries included."""
    required, required_if = required_of(record)
    default, default_formula = default_of(record)
    return {
        "name": name_of(record),
        "label": record.wording("label"),
        "hint": record.wording("hint"),
        "required": required,
        "required_if": required_if,
        "required_message": record.wording("required_message"),
        "relevant": both(outer, record.formula("relevant")),
        "constraint": record.formula("constraint"),
        "constraint_message": record.wording("constraint_message"),
        "default": default,
        "default_formula": default_formula,
        "sensitive": record.yes("sensitive"),
        "anchored": record.yes("anchored"),
    }


def question_cells(record: Record, kind: Kind, outer: Formula | None) -> dict[str, Any]:
    """The same for questions that are one row, with what their type itself demands."""
    if record.has("trigger"):
        record.notes.warning(record.place("trigger"), "trigger_ignored")
    cells = common_cells(record, outer)
    typed = Formula(text=kind.constraint) if kind.constraint else None
    return cells | {"constraint": both(typed, cells["constraint"])}
