"""Surveys in a line or two, and what becomes of them."""

import json
from typing import Any

from surveys.formats.imported import Imported
from surveys.formats.surveyjs import read_surveyjs
from surveys.questionnaire.types import AnyQuestion
from surveys.runtime import compile_definition

Json = dict[str, Any]


def read(document: object) -> Imported:
    """A whole document, which always compiles."""
    imported = read_surveyjs(json.dumps(document).encode(), "form.json")
    compile_definition(imported.definition)
    return imported


def survey(*elements: Json, **properties: Any) -> Imported:
    """A survey of one page."""
    return read({"pages": [{"name": "first", "elements": list(elements)}], **properties})


def question(element: Json, *others: Json) -> Any:
    """What one question becomes."""
    return questions(survey({"name": "q", **element}, *others))[0]


def questions(imported: Imported) -> tuple[AnyQuestion, ...]:
    return tuple(imported.definition.questions())


def named(imported: Imported, name: str) -> Any:
    return imported.definition.question_named[name]


def codes(imported: Imported) -> set[str]:
    """The codes of the report's lines."""
    return {line.code for line in imported.report}


def text_of(formula: Any) -> str:
    return formula.text if formula else ""
