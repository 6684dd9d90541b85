"""Forms that nobody here wrote."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from surveys.checks import check, has_errors
from surveys.formats.imported import Imported
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.definition import Loop
from surveys.questionnaire.types import Number, Single
from surveys.runtime import Complete, PageInstance, Show, compile_definition, next_page, receive
from tests.surveys.formats.forms import DEMO, SAMPLES

LIBERIA = "liberiaS3Mforms__liberiaStdForm.xlsx"
GERMAN = "xlsform2lstsv__mitwirken_umfrage.xlsx"
CASES = "pyxform__case_insensitivity.md"
WIDGETS = "pyxform__widgets.csv"

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


def sample(name: str) -> Imported:
    return read_xlsform((SAMPLES / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "asked", "pages", "language"),
    [(LIBERIA, 7, 2, "en"), (GERMAN, 38, 9, "de"), (CASES, 3, 1, "en"), (WIDGETS, 20, 3, "en")],
)
def test_every_question_is_there(name: str, asked: int, pages: int, language: str) -> None:
    definition = sample(name).definition
    assert sum(question.asks for question in definition.questions()) == asked
    assert len(list(definition.flat_pages())) == pages
    assert definition.languages == (language,)
    assert not has_errors(check(definition))


def test_types_of_the_widgets() -> None:
    types = Counter(question.type for question in sample(WIDGETS).definition.questions())
    assert types == {
        "text": 5,
        "number": 1,
        "decimal": 1,
        "date": 1,
        "time": 1,
        "multiple": 2,
        "single": 2,
        "consent": 1,
        "note": 1,
        "file": 3,
        "datetime": 1,
        "dropdown": 2,
    }


def test_a_repeat_is_a_loop_over_its_inner_pages() -> None:
    definition = sample(LIBERIA).definition
    [_, loop] = definition.pages
    assert isinstance(loop, Loop)
    assert loop.count is not None
    assert loop.count.text == "${repeatNum}"
    [page] = loop.pages
    assert page.name == "anthroData"
    assert page.relevant is not None
    assert page.relevant.text == "position(..) <= ${repeatNum}"
    assert [question.name for question in page.questions if question.asks] == [
        "weight",
        "muac",
        "oedema",
        "heightInit",
        "lenHeight",
    ]


def test_html_becomes_markdown_and_is_reported() -> None:
    imported = sample(GERMAN)
    notice = imported.definition.question_named["datenschutz_hinweis"].label.read("de")
    assert "[Datenschutzerklärung (TODO)](https://www.ihre-organisation.de/datenschutz)" in notice
    assert "<" not in notice
    assert [line.place.row for line in imported.report if line.code == "html_removed"] == [57, 60]


@pytest.mark.parametrize("name", [LIBERIA, GERMAN])
def test_the_real_forms_can_be_answered_to_the_end(name: str) -> None:
    compiled = compile_definition(sample(name).definition)
    answers: Answers = {}
    shown = []
    for _ in range(60):
        outcome = next_page(compiled, answers, 1, {}, NOW)
        if not isinstance(outcome, Show):
            break
        shown.append(outcome.page.name)
        received = receive(compiled, answers, 1, {}, outcome.page.name, _filled(outcome.page), NOW)
        assert not received.problems, outcome.page.name
        answers = {**answers, **received.answers}
    assert isinstance(outcome, Complete)
    assert shown[-1] == ("anthroData#3" if name == LIBERIA else "abschluss")


def _filled(page: PageInstance) -> Raw:
    """Numbers are 3, which weight and a count of children both take; closed questions take their first choice."""
    raw: dict[str, list[str]] = {":q": [one.question.name + one.suffix for one in page.questions]}
    given = {"muac": "120", "heightInit": "90.5", "email": "a@example.org"}
    for one in page.questions:
        name = one.question.name
        if isinstance(one.question, Single):
            raw[name + one.suffix] = [one.codes[0]]
        elif isinstance(one.question, Number):
            raw[name + one.suffix] = [given.get(name, "3")]
        elif one.question.type == "multiple":
            raw[name + one.suffix] = list(one.codes[:1])
        elif one.question.asks:
            raw[name + one.suffix] = [given.get(name, "x")]
    return raw


def test_the_demonstration_workbook_has_nothing_to_report_but_its_cover() -> None:
    imported = read_xlsform(DEMO.read_bytes(), DEMO.name)
    assert {line.code for line in imported.report} <= {"sheet_ignored", "column_ignored"}
    assert check(imported.definition) == ()
    assert imported.definition.languages == ("fr", "en")
