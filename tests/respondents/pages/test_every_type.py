"""Every question type as HTML: its template, its controls, what describes it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.conf import settings

from respondents.pages.form import PageForm
from respondents.pages.pieces import Marks, Parts, Slot, assemble
from respondents.pages.questions import Presenter
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.definition import Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Multiple, MultipleNumber, OpenText, Row, YesNo
from tests.surveys.questionnaire.building import words
from tests.surveys.questionnaire.every_type import BY_NAME, QUESTIONS, every_type

DEFINITION = every_type()
VISIBLE = [question for question in QUESTIONS if question.visible]


class Everything:
    """A filler that shows every part, with slots as `{kind key detail}`."""

    def fill(self, slot: Slot) -> str:
        return "" if slot.kind == "suffix" else f"{{{slot.kind} {slot.key} {slot.detail}}}"

    def choose(self, parts: Parts) -> Iterable[str]:
        return parts.pieces

    def around(self, parts: Parts, key: str) -> tuple[str, str]:
        return "", ""


def rendered(question: AnyQuestion, language: str = "fr", **pictures: str) -> str:
    marks = Marks()
    named = {f"{name}.png": address for name, address in pictures.items()}
    presenter = Presenter(DEFINITION, "", language, marks, named)
    html = PageForm(Page(name="p", questions=(question,)), presenter).render_questions(presenter)
    return assemble(marks.cut(html), Everything())


@pytest.mark.parametrize("question", VISIBLE, ids=lambda question: question.type)
def test_every_type_has_a_template_with_all_its_controls(question: AnyQuestion) -> None:
    template = Path(settings.BASE_DIR) / f"templates/miroir/{question.type}.html"
    assert len(template.read_text().splitlines()) <= 60

    html = rendered(question)

    cells = [cell.control for item in question.items(BY_NAME) for cell in item.cells]
    fields = [field for field in question.fields(BY_NAME) if not (cells and field == question.name)]
    for control in {*cells, *fields}:
        assert f'name="{control}"' in html
    for field in fields:
        assert f"{{error {field} }}" in html or question.held == "order"
    assert (f'name=":q" value="{question.name}"' in html) is question.asks
    offered = question.offered(BY_NAME)
    labels = [choice.label.read("fr") for choice in offered.choices] if offered else []
    assert question.type == "consent" or all(label in html for label in labels)


def test_nothing_that_is_not_shown_has_a_template() -> None:
    folder = Path(settings.BASE_DIR) / "templates/miroir"
    named = {path.stem for path in folder.glob("[a-z]*.html")} - {"field", "whole_uni_form"}
    assert named == {question.type for question in VISIBLE}


@pytest.mark.parametrize("question", VISIBLE, ids=lambda question: question.type)
def test_ids_are_distinct_and_labels_name_controls(question: AnyQuestion) -> None:
    html = rendered(question)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\bfor="([^"]+)"', html)) <= set(ids)


@pytest.mark.parametrize(
    ("question", "language", "guide"),
    [
        (Multiple(name="q", list="uses"), "fr", "Plusieurs réponses sont possibles."),
        (Multiple(name="q", list="uses", most=2), "en", "2 answers at most."),
        (Multiple(name="q", list="uses", most=2), "de", "2 answers at most."),
        (Multiple(name="q", list="uses", hint=words("As many as you like")), "en", ""),
        (
            MultipleNumber(name="q", rows=(Row(name="r", label=words("R")),), total_most=1.5, hint=words("In hours")),
            "fr",
            "Le total doit faire au plus 1,5.",
        ),
        (DEFINITION.question_named["order"], "fr", "Donnez une fois chaque rang de 1 à 2\u202f: 1 est le premier."),
    ],
)
def test_how_to_answer_is_said_and_tied(question: AnyQuestion, language: str, guide: str) -> None:
    html = rendered(question, language)
    hint = "hint" if question.hint else ""
    described = " ".join(filter(None, (hint, "guide" if guide else "")))
    assert f"{{described {question.name} {described}}}" in html
    tongue = ' lang="en"' if language == "de" else ""
    assert (f'<p class="hint" id="{question.name}-guide"{tongue}>{guide}</p>' in html) is bool(guide)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, True),
        ({"required": "required"}, False),
        ({"required": "soft"}, False),
        ({"required_if": Formula(text="${one} = 'search'")}, False),
    ],
)
def test_only_what_is_never_asked_for_is_called_optional(fields: dict[str, object], told: bool) -> None:
    question = OpenText(name="q", label=words("A word")).model_copy(update=fields)
    assert ('class="optional"' in rendered(question)) is told


def test_pictures_stand_beside_labels_that_say_the_same() -> None:
    html = rendered(DEFINITION.question_named["mood"], glad="/glad")
    assert '<img src="/glad" alt=""><span>Content</span>' in html
    assert html.count("<img") == 1  # the other has no address


def test_opt_outs_stand_apart() -> None:
    unsaid = Choice(code="unsaid", label=words("Unsaid"), missing="refused")
    html = rendered(YesNo(name="q", opt_outs=(unsaid,)))
    marks, asides = html.split('<div class="options asides">')
    assert 'value="no"' in marks
    assert 'value="unsaid"' not in marks
    assert 'value="unsaid"' in asides
