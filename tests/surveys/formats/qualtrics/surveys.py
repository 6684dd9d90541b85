"""Small Qualtrics files, written as Python values."""

import json
from typing import Any

from surveys.formats.imported import Imported
from surveys.formats.qualtrics import read_qualtrics

Payload = dict[str, Any]


def question(name: str, kind: str = "TE", selector: str = "SL", /, **more: Any) -> Payload:
    """A question: `question("QID1", "MC", "SAVR", Choices=choices("A", "B"))`."""
    plain: Payload = {
        "QuestionID": name,
        "DataExportTag": name.replace("QID", "Q"),
        "QuestionText": f"Text of {name}",
        "QuestionType": kind,
        "Selector": selector,
        "Validation": {"Settings": {"ForceResponse": "OFF", "Type": "None"}},
    }
    return {**plain, **more}


def choices(*labels: str, **more: Payload) -> Payload:
    """Choices "1", "2"... by their labels; `_3={...}` adds to the third."""
    return {str(place): {"Display": label, **more.get(f"_{place}", {})} for place, label in enumerate(labels, start=1)}


def term(left: str, operator: str = "Selected", right: str | None = None, **more: Any) -> Payload:
    """One condition; `left` is an address without "q://", or the name of an embedded field after "e:"."""
    embedded = left.startswith("e:")
    return {
        "LogicType": "EmbeddedField" if embedded else "Question",
        "LeftOperand": left[2:] if embedded else f"q://{left}",
        "Operator": operator,
        "RightOperand": right,
        "Type": "Expression",
        **more,
    }


def logic(*terms: Payload) -> Payload:
    """One set of conditions."""
    return {"0": {**{str(place): one for place, one in enumerate(terms)}, "Type": "If"}, "Type": "BooleanExpression"}


def block(name: str, *elements: str | Payload, **options: Any) -> Payload:
    """A block of questions; "" is a page break."""
    slots = [
        one if isinstance(one, dict) else {"Type": "Question", "QuestionID": one} if one else {"Type": "Page Break"}
        for one in elements
    ]
    return {"Type": "Standard", "ID": f"BL_{name}", "Description": name, "BlockElements": slots, "Options": options}


def shown(name: str) -> Payload:
    """A block in the flow."""
    return {"Type": "Block", "ID": f"BL_{name}", "FlowID": f"FL_{name}"}


Parts = list[Payload] | None


def document(questions: list[Payload], blocks: Parts = None, flow: Parts = None) -> Payload:
    """A whole file; without blocks, one holds every question; without a flow, it shows every block."""
    blocks = [block("main", *(one["QuestionID"] for one in questions))] if blocks is None else blocks
    flow = [shown(one["Description"]) for one in blocks] if flow is None else flow
    elements = [
        {"Element": "BL", "Payload": blocks},
        {"Element": "FL", "Payload": {"Type": "Root", "FlowID": "FL_1", "Flow": flow}},
        *({"Element": "SQ", "PrimaryAttribute": one["QuestionID"], "Payload": one} for one in questions),
    ]
    return {"SurveyEntry": {"SurveyName": "A survey", "SurveyLanguage": "EN"}, "SurveyElements": elements}


def read(questions: list[Payload], blocks: Parts = None, flow: Parts = None) -> Imported:
    return read_qualtrics(json.dumps(document(questions, blocks, flow)).encode(), "survey.qsf")


def named(imported: Imported, name: str) -> Any:
    """A question, of whatever type."""
    return imported.definition.question_named[name]


def only(payload: Payload) -> Any:
    """The one question of a file."""
    [found] = [one for one in read([payload]).definition.questions() if one.type != "calculated"]
    return found


def codes(imported: Imported) -> list[str]:
    """The codes of the report's lines."""
    return [line.code for line in imported.report]
