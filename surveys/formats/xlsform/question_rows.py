"""Questions to rows of the survey sheet: the inverse of `questions` and `batteries`."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from surveys.formats.xlsform.own_lists import OwnLists
from surveys.formats.xlsform.parameters import written_parameters
from surveys.formats.xlsform.requirement import required_cells
from surveys.formats.xlsform.shapes import Field, fields_of, parts_of
from surveys.formats.xlsform.starts import default_cells
from surveys.formats.xlsform.table import Cells, Key
from surveys.formats.xlsform.words import RANGE_ENDS, SELECTS, word_of
from surveys.questionnaire.types import AnyQuestion, Question

_WORDINGS = ("label", "hint", "required_message", "constraint_message")


def question_rows(question: AnyQuestion, own: OwnLists) -> Iterator[Cells]:
    """The rows of a question: one, or its begin, the rows that it is made of and its end."""
    head = _head(question)
    parts = parts_of(type(question))
    if not parts:
        _put_fields(head, question, own)
        head.put(type=_typed(word_of(question.type).type, question))
        yield head.put(**required_cells(question))
    elif question.type in SELECTS:
        yield from _table_rows(head, question, own)
    else:
        _put_fields(head, question, own, list_=True)
        yield head.put(type="begin group", **required_cells(question))
        for field in parts:
            for part in getattr(question, field.name):
                yield _part_row(part, _typed(field.part, part))
        yield Cells().put(type="end group")


def _head(question: Question) -> Cells:
    """What every question has."""
    row = Cells().put(
        name=question.name,
        relevant=question.relevant,
        constraint=question.constraint,
        appearance=word_of(question.type).appearance,
        sensitive="yes" if question.sensitive else "",
        anchored="yes" if question.anchored else "",
        **default_cells(question),
    )
    for base in _WORDINGS:
        row.put_wording(base, getattr(question, base))
    return row


def _table_rows(head: Cells, question: Question, own: OwnLists) -> Iterator[Cells]:
    """A battery as XLSForm writes it: each row is a select, which says what all of them have."""
    select = _typed(SELECTS[question.type], question)
    required = required_cells(question)
    _put_fields(head, question, own)
    choice_filter = head.pop(Key("choice_filter"), None)
    yield head.put(type="begin group", required_if=required.pop("required_if", None))
    [rows] = parts_of(type(question))
    for part in getattr(question, rows.name):
        yield _part_row(part, select).put(choice_filter=choice_filter, **required)
    yield Cells().put(type="end group")


def _typed(word: str, holder: BaseModel) -> str:
    """The type cell: the word, and the list that the answers come from."""
    return f"{word} {getattr(holder, 'list', '')}".rstrip()


def _put_fields(row: Cells, question: Question, own: OwnLists, *, list_: bool = False) -> None:
    """What this type has besides; its list stands in the type cell, unless `list_`."""
    parameters: dict[str, Any] = {}
    for field in fields_of(type(question)):
        value = getattr(question, field.name)
        end = RANGE_ENDS.get(field.name, "") if question.type == "range" else ""
        if field.shape == "parts" or (value == field.default and not end) or (field.name == "list" and not list_):
            continue
        if field.shape == "wording":
            row.put_wording(field.column, value)
            if not value:
                parameters["blank"] = (*parameters.get("blank", ()), field.name)
        elif field.shape == "formula":
            row.put_cell(field.column, value)
        else:
            parameters[end or field.parameter] = own.name(value) if field.shape == "choices" else value
    row.put(parameters=written_parameters(**parameters))


def _part_row(part: BaseModel, written: str) -> Cells:
    """A row, a column or a scale."""
    cells: Mapping[str, Any] = dict(part)
    row = Cells().put(type=written, name=cells["name"]).put_wording("label", cells["label"])
    for field in fields_of(type(part)):
        if field.name != "list":
            _put_part_field(row, field, cells[field.name])
    return row


def _put_part_field(row: Cells, field: Field, value: Any) -> None:
    if field.shape == "wording":
        row.put_wording(field.column, value)
    elif isinstance(value, bool):
        row.put_cell(field.column, "yes" if value else "")
    elif value != field.default:
        row.put_cell(field.column, value)
