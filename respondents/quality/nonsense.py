"""Open answers that mean nothing."""

from collections.abc import Iterator

from respondents.quality.gibberish import fault_of
from respondents.quality.interview import Answered
from respondents.quality.signs import Sign
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import OpenText, Question


def meaningless(interview: Answered, definition: Definition) -> Sign | None:
    """A sign that names the questions answered with nothing that can be read, and what is wrong with each."""
    found: list[str] = []
    faults: list[str] = []
    for field, question, text in _texts(interview, definition):
        required_long = isinstance(question, OpenText) and question.type == "long_text" and question.mandatory
        fault = fault_of(text, required_long=required_long)
        if fault:
            found.append(field)
            faults.append(fault)
    return Sign("nonsense", {"questions": found, "faults": sorted(set(faults))}) if found else None


def _texts(interview: Answered, definition: Definition) -> Iterator[tuple[str, Question, str]]:
    """The words that were typed: addresses, dates and codes are something else."""
    open_types = {"text", "long_text", "multiple_text"}
    for key, value in interview.counted.items():
        field = key.partition("#")[0]
        question = definition.question_of_field.get(field)
        if question is None or not isinstance(value, str):
            continue
        keys = question.keys()
        if question.type in open_types or (question.asks and field not in keys):
            yield field, question, value
