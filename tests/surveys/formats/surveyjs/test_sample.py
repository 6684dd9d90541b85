"""A real survey, whose application has types of its own."""

import json
from datetime import datetime
from pathlib import Path

from surveys.checks import check, has_errors
from surveys.formats.cases import judge_cases
from surveys.formats.files import read_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.messages import line_message

SAMPLE = Path(__file__).parents[3] / "data" / "questionnaires" / "family-law-act-app__reloc-questionnaire.json"
NOW = datetime(2026, 3, 1)  # noqa: DTZ001 - wall clock


def sample() -> Imported:
    return read_questionnaire(SAMPLE.read_bytes(), SAMPLE.name)


def test_every_question_and_condition_is_there() -> None:
    imported = sample()
    [page] = imported.definition.flat_pages()
    assert len(page.questions) == 17
    assert sum(question.relevant is not None for question in page.questions) == 13
    assert not has_errors(check(imported.definition))


def test_unknown_types_are_said_in_both_languages() -> None:
    lines = [line for line in sample().report if line.code == "type_unknown"]
    assert {line.params["type"] for line in lines} == {"infotext", "helptext", "yesno"}
    assert line_message(lines[0], "fr") == "« infotext » n’est pas un type de SurveyJS : il a été lu comme « html »."


def test_logic_is_judged_on_values_of_the_survey() -> None:
    rows = [
        ("orderDate", {"ExistingParentingArrangements": "y"}, "true"),
        ("orderDate", {"ExistingParentingArrangements": "n"}, "false"),
        ("noticeDate", {"ExistingParentingArrangements": "y", "impactOnChild": "y", "receiveNotice": "y"}, "true"),
        ("noticeDate", {}, "false"),
        ("QuestionnairePanel", {}, "true"),
    ]
    lines = ["question\tkind\tvalues_json\tresult"]
    lines += [f"{name}\trelevant\t{json.dumps(values)}\t{result}" for name, values, result in rows]
    judged = judge_cases(lines, sample(), form=SAMPLE.name, now=NOW)
    assert (judged.passed, judged.failures) == (len(rows), ())
