"""Batteries as tables and sets of texts of a survey."""

from collections.abc import Callable, Mapping
from typing import Any

from surveys.formats.report import Place
from surveys.formats.surveyjs.writing.parts import Json, PartWriter, given, number_of
from surveys.formats.surveyjs.writing.paths import row_value
from surveys.questionnaire.answers import LONGEST_TEXT


def matrix(parts: PartWriter, question: Any, loop: str) -> Json:
    """One answer, or several, to each row."""
    items = parts.items(parts.definition.choice_lists[question.list], question, loop)
    place = Place("question", 0, question.name)
    element = _battery(parts, question, loop)
    if question.type == "matrix_multiple":
        column: Json = {"name": "answers", "cellType": "checkbox", "choices": items}
        if question.mandatory:
            column["isRequired"] = True
        return element | {"type": "matrixdropdown", "columns": [column]}
    condition = parts.formulas.write(question.choice_filter, place, loop=loop)
    every = {"isAllRowRequired": True} if question.mandatory else {}
    return element | {"type": "matrix", "columns": items, **every, **given(columnsVisibleIf=condition)}


def table(parts: PartWriter, question: Any, loop: str) -> Json:
    """Several answers to each row, from lists of their own, or numbers, or texts."""
    place = Place("question", 0, question.name)
    required = {"isRequired": True} if question.mandatory else {}
    columns: list[Json] = []
    for column in getattr(question, "scales", None) or question.columns:
        cell: Json = {"name": column.name, **given(title=parts.texts.wording(column.label, place, loop=loop))}
        if question.type == "matrix_scales":
            items = parts.items(parts.definition.choice_lists[column.list], question, loop)
            cell |= {"cellType": "dropdown", "choices": items}
        elif question.type == "matrix_number":
            bounds = given(
                min=number_of(question.least), max=number_of(question.most), step=1 if question.whole else None
            )
            cell |= {"cellType": "text", "inputType": "number", **bounds}
        else:
            cell |= {"cellType": "text"}
        columns.append(cell | required)
    return _battery(parts, question, loop) | {"type": "matrixdropdown", "columns": columns}


def several(parts: PartWriter, question: Any, loop: str) -> Json:
    """Short texts or numbers under one title; the numbers may have to add up."""
    called = {"value": "name", "text": "title"}  # what items call it
    items: list[Json] = [
        {called.get(key, key): value for key, value in row.items()} for row in parts.rows(question, loop)
    ]
    element: Json = {"type": "multipletext"}
    if question.type == "multiple_number":
        bounds = given(min=number_of(question.least), max=number_of(question.most), step=1 if question.whole else None)
        items = [{**item, "inputType": "number", **bounds} for item in items]
        element |= _total(parts, question, loop)
    elif question.longest < LONGEST_TEXT:
        items = [{**item, "maxLength": question.longest} for item in items]
    required = {"isRequired": True} if question.mandatory else {}
    return element | {"items": [{**item, **required} for item in items]}


def _total(parts: PartWriter, question: Any, loop: str) -> Json:
    paths = [f"{{{parts.formulas.paths.path(row.name, loop)}}}" for row in question.rows]
    total = f"sum({', '.join(paths)})"
    ends = ((question.total_least, ">="), (question.total_most, "<="))
    demanded = [f"{total} {operator} {number_of(end)}" for end, operator in ends if end is not None]
    if not demanded:
        return {}
    given_none = " and ".join(f"{path} empty" for path in paths)
    return {"validators": [{"type": "expression", "expression": f"({given_none}) or ({' and '.join(demanded)})"}]}


def differential(parts: PartWriter, question: Any, loop: str) -> Json:
    """Points between two ends: a table whose rows name both."""
    parts.notes.info(Place("question", 0, question.name), "differential_as_matrix")
    place = Place("question", 0, question.name)
    rows = [
        {
            "value": row_value(question, row.name),
            **given(
                text=parts.texts.wording(row.label.then(row.right), place, loop=loop),
                visibleIf=parts.formulas.write(row.relevant, place, loop=loop, own=row.name),
            ),
        }
        for row in question.rows
    ]
    every = {"isAllRowRequired": True} if question.mandatory else {}
    columns = parts.items(question.choices(), question, loop)
    return {"type": "matrix", "columns": columns, "rows": rows, **every}


def _battery(parts: PartWriter, question: Any, loop: str) -> Json:
    order = {"rowsOrder": "random"} if question.rotate else {}
    return {"rows": parts.rows(question, loop), **order}


WRITERS: Mapping[str, Callable[[PartWriter, Any, str], Json]] = {
    "matrix": matrix,
    "matrix_multiple": matrix,
    "matrix_scales": table,
    "matrix_number": table,
    "matrix_text": table,
    "multiple_text": several,
    "multiple_number": several,
    "differential": differential,
}
