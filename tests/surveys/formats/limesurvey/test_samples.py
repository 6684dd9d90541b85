"""LimeSurvey files that nobody here wrote."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from surveys.checks import check, has_errors
from surveys.formats.archives import LARGEST_UNCOMPRESSED
from surveys.formats.files import read_questionnaire
from surveys.formats.imported import Imported
from surveys.formats.limesurvey import is_limesurvey_table, read_limesurvey

SAMPLES = Path(__file__).parents[3] / "data" / "questionnaires"
SURVEY = "lssdoc__demo_survey.lss"
QUESTION = "citric__free_text.lsq"
TABLE = "international-survey__nl__1__questions_to_import.txt"


def sample(name: str) -> Imported:
    return read_limesurvey((SAMPLES / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "pages", "questions", "conditions", "languages"),
    [
        (SURVEY, 6, 47, 1, ("fr", "en", "de", "es")),
        (QUESTION, 1, 1, 0, ("en",)),
        (TABLE, 6, 45, 11, ("en",)),
    ],
)
def test_everything_is_there(
    name: str, pages: int, questions: int, conditions: int, languages: tuple[str, ...]
) -> None:
    definition = sample(name).definition
    assert len(definition.pages) == pages
    assert len(list(definition.questions())) == questions
    assert sum(question.relevant is not None for question in definition.questions()) == conditions
    assert definition.languages == languages
    assert not has_errors(check(definition))


def test_quotas_texts_and_tailoring() -> None:
    definition = sample(SURVEY).definition
    assert [(cell.name, cell.limit, cell.when and cell.when.text) for cell in definition.quotas] == [
        ("fin2", 10, '(gender.NAOK == "M")'),
        ("fin", 0, '(respondentrole.NAOK == "ST") and (education.NAOK == "3")'),
    ]
    assert definition.question_named["introtext"].label.text["en"] == "Your BMI is ${imc}."
    assert definition.endings.complete["en"].startswith("**Thank you")


def test_the_table_is_told_from_other_texts() -> None:
    assert is_limesurvey_table((SAMPLES / TABLE).read_bytes())
    assert not is_limesurvey_table(b"type\tname\tlabel\n")
    assert not is_limesurvey_table((SAMPLES / SURVEY).read_bytes())


def test_nothing_is_lost_in_silence() -> None:
    assert {line.code for line in sample(SURVEY).report} == {"policy_notice_dropped"}
    assert not sample(TABLE).report.lines


def test_the_survey_in_an_archive_is_read_and_its_responses_are_not() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("survey_1_responses.lsr", b"<document>" + b" " * (LARGEST_UNCOMPRESSED + 1))
        archive.writestr("survey_1.lss", (SAMPLES / SURVEY).read_bytes())
        archive.writestr("survey_1_tokens.lst", b"<document/>")
    assert read_questionnaire(stream.getvalue(), "survey_1.lsa").definition == sample(SURVEY).definition
