"""A Qualtrics file that nobody here wrote."""

from collections import Counter

from surveys.checks import check, has_errors
from surveys.formats.imported import Imported
from surveys.formats.qualtrics import read_qualtrics
from surveys.questionnaire.types import Calculated
from tests.surveys.formats.forms import SAMPLES

NAME = "ai-moral-decisions__survey.qsf"


def sample() -> Imported:
    return read_qualtrics((SAMPLES / NAME).read_bytes(), NAME)


def test_every_question_and_block_is_there() -> None:
    definition = sample().definition
    found = Counter(question.type for question in definition.questions())
    assert {kind: count for kind, count in found.items() if kind != "calculated"} == {
        "single": 133,
        "note": 10,
        "hidden": 4,  # a captcha, and what the link brings: PROLIFIC_PID, STUDY_ID, SESSION_ID
        "long_text": 2,
        "number": 1,
        "text": 1,
    }
    assert not has_errors(check(definition))
    assert not sample().report.has_errors


def test_counterbalancing_is_one_draw() -> None:
    draws = [one for one in sample().definition.questions() if isinstance(one, Calculated)]
    assert any(one.formula.text == "int(random() * 2) + 1" for one in draws)
