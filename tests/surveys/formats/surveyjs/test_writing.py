"""Definitions as surveys: what SurveyJS can hold reads back as it was."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from surveys.formats.surveyjs import is_surveyjs, read_surveyjs, write_surveyjs, write_surveyjs_with_report
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page, Population, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Column,
    Consent,
    Grid,
    Hidden,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    Moment,
    Multiple,
    MultipleNumber,
    MultipleText,
    Note,
    Nps,
    Number,
    OpenText,
    Ranking,
    Row,
    Scale,
    Single,
    Slider,
    Upload,
    YesNo,
)
from surveys.runtime import compile_definition
from tests.surveys.formats.definitions import definitions as any_definition
from tests.surveys.formats.surveyjs.surveys import text_of
from tests.surveys.runtime.strategies import definitions as running_definition


def words(en: str, fr: str = "") -> Wording:
    return Wording(text={"en": en, "fr": fr} if fr else {"en": en})


def surveyjs(text: str) -> Formula:
    return Formula(text=text, dialect="surveyjs")


def choices(name: str, *codes: str) -> ChoiceList:
    return ChoiceList(name=name, choices=tuple(Choice(code=code, label=words(code.upper())) for code in codes))


LISTS = (choices("letters", "a", "b"), choices("digits", "1", "2", "3"))


def rows(question: str) -> tuple[Row, ...]:
    return tuple(Row(name=f"{question}_{row}", label=words(row.upper())) for row in ("x", "y"))


HELD: tuple[AnyQuestion, ...] = (
    OpenText(name="t", label=words("Text", "Texte"), hint=words("Hint"), longest=40, required="required"),
    OpenText(name="t2", type="long_text", label=words("Long"), relevant=surveyjs("{t} notempty")),
    OpenText(name="t3", type="email", label=words("Mail"), required_if=surveyjs("{t} = 'x'")),
    Number(name="n", label=words("Whole"), least=1, most=9),
    Number(name="n2", type="decimal", label=words("Any"), constraint=surveyjs("{n2} > {n}"),
        constraint_message=words("More")),
    Slider(name="sl", label=words("Slide"), least=0, most=5, step=1),
    Moment(name="d", label=words("Day"), least="2020-01-01"),
    Moment(name="dt", type="datetime", label=words("When")),
    Single(name="s", list="letters", label=words("One"), rotate=True, default="a"),
    Single(name="s2", type="dropdown", list="letters", label=words("Drop"), choice_filter=surveyjs("{item} != {s}")),
    Single(name="s3", type="scale", list="digits", label=words("Scale")),
    Multiple(name="mu", list="letters", label=words("Any"), least=1, most=2),
    Single(name="sc", list="letters", label=words("One"), comment=True, comment_label=words("Why?")),
    Single(name="sc2", type="scale", list="digits", label=words("Scale"), comment=True),
    Multiple(name="mc", list="letters", label=words("Any"), comment=True),
    Ranking(name="rk", list="letters", label=words("Order"), top=1),
    YesNo(name="yn", label=words("Yes?"), yes_code="true", no_code="false", yes_label=words("Yep"),
        no_label=words("Nope")),
    Nps(name="np", label=words("Recommend?"), low=words("No"), high=words("Yes")),
    Matrix(name="ma", list="digits", label=words("Matrix"), rows=rows("ma"), rotate=True, required="required"),
    MatrixScales(name="ms", label=words("Two"), rows=rows("ms"), scales=(Scale(name="one", label=words("One"),
        list="letters"), Scale(name="two", label=words("Two"), list="digits"))),
    Grid(name="g", label=words("Grid"), rows=rows("g"), columns=(Column(name="u", label=words("U")), Column(name="v",
        label=words("V")))),
    Grid(name="g2", type="matrix_text", label=words("Grid"), rows=rows("g2"), columns=(Column(name="u",
        label=words("U")),), whole=False),
    MultipleText(name="mt", label=words("Texts"), rows=rows("mt"), longest=30),
    MultipleNumber(name="mn", label=words("Numbers"), rows=rows("mn"), least=0),
    MatrixMultiple(name="mm", list="letters", label=words("Each"), rows=rows("mm")),
    Upload(name="up", label=words("File"), accept=(".pdf",), most=2),
    Note(name="no", label=words("Read **this** about ${t}")),
    Hidden(name="hi", label=words("Hidden"), default="z"),
)  # fmt: skip


def definition(*pages: Page | Loop) -> Definition:
    return Definition(
        name="form",
        title={"en": "Form", "fr": "Formulaire"},
        languages=("en", "fr"),
        welcome={"en": "Welcome"},
        lists=LISTS,
        pages=pages,
        sides=(Side(name="all"),),
        populations=(Population(name="all", side="all"),),
    )


def written(*questions: AnyQuestion) -> Any:
    """The elements of these questions, and the codes of the report."""
    content, report = write_surveyjs_with_report(definition(Page(name="p", questions=questions)))
    document = json.loads(content)
    return document, {line.code for line in report}


@pytest.mark.parametrize("question", HELD, ids=lambda question: question.name)
def test_what_a_survey_can_hold_reads_back_as_it_was(question: AnyQuestion) -> None:
    page = Page(name="p", title=words("Page"), questions=HELD)
    again = read_surveyjs(write_surveyjs(definition(Page(name="first", questions=()), page)), "form.json").definition
    kept = again.question_named[question.name]
    lists = {one.name: one.choices for one in again.lists}
    assert _described(kept, lists) == _described(question, {one.name: one.choices for one in LISTS})
    assert again.title == {"en": "Form", "fr": "Formulaire"}
    assert again.welcome == {"en": "Welcome"}


def _described(question: Any, lists: Any) -> Any:
    """A question with its choices in the place of the names of lists."""
    held = question.model_dump()
    for holder in (held, *held.get("scales", ())):
        if "list" in holder:
            holder["list"] = lists[holder["list"]]
    return held


def test_loops_read_back_with_what_counts_them() -> None:
    loop = Loop(
        name="kids",
        title=words("Children"),
        count=surveyjs("{kids_count}"),
        limit=4,
        pages=(
            Page(name="kids", title=words("Child ${first}"), questions=(OpenText(name="first", label=words("Name")),)),
        ),
    )
    count = Number(
        name="kids_count", label=words("Children – How many?"), least=1, most=4, default="2", required="required"
    )
    after = OpenText(name="after", label=words("After"), relevant=surveyjs("{kids_count} > 1"))
    first = Page(name="one", questions=(OpenText(name="t", label=words("T")), count))
    document = json.loads(write_surveyjs(definition(first, loop, Page(name="two", questions=(after,)))))
    panel = document["pages"][1]["elements"][0]
    assert (panel["type"], panel["minPanelCount"], panel["panelCount"]) == ("paneldynamic", 1, 2)
    assert panel["templateTitle"] == "Child {panel.first}"
    assert document["pages"][2]["elements"][0]["visibleIf"] == "{kids.length} > 1"
    again = read_surveyjs(json.dumps(document).encode(), "form.json").definition
    assert text_of(again.question_named["after"].relevant) == "{kids_count} > 1"
    kept = again.question_named["kids_count"]
    assert kept.model_copy(update={"label": count.label}) == count


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("${n} > 3 and ${s} = 'a'", "((({n} > 3)) and (({s} = 'a')))"),
        ("selected(${mu}, 'a')", "({mu} contains 'a')"),
        ("selected(${s}, 'a')", "({s} = 'a')"),
        ("not(${s} = '')", "!(({s} empty))"),
        ("${ma_x} != '2'", "(({ma.x} != '2'))"),
        ("${s_other} != ''", "({s-Comment} notempty)"),
        ("${sc_comment} != ''", "({sc-Comment} notempty)"),
        ("count-selected(${mu}) >= 2", "((iif({mu} empty, 0, {mu.length}) >= 2))"),
        ("${n} + ${n2} > 10", "(({n} notempty) and ({n2} notempty) and (({n} + {n2}) > 10))"),
        ("string-length(${t}) > 3", ""),
        ("today() > '2020-01-01'", ""),
    ],
)
def test_formulas_of_xlsform_are_translated_or_said(ours: str, theirs: str) -> None:
    other = Choice(code="o", label=words("O"), other=True)
    lists = (ChoiceList(name="letters", choices=(*LISTS[0].choices, other)), LISTS[1])
    form = definition(Page(name="p", questions=(*HELD, Note(name="q", label=words("Q"), relevant=Formula(text=ours)))))
    content, report = write_surveyjs_with_report(form.model_copy(update={"lists": lists}))
    element = json.loads(content)["pages"][0]["elements"][-1]
    assert element.get("visibleIf", "") == theirs
    assert ("expression_untranslated" in {line.code for line in report}) is (theirs == "")


def test_consent_ends_the_survey_and_calculations_belong_to_it() -> None:
    total = Calculated(name="total", formula=Formula(text="${n} * 2"), relevant=surveyjs("{n} > 1"))
    document, codes = written(Consent(name="ok"), Number(name="n"), total)
    assert document["triggers"] == [{"type": "complete", "expression": "{ok} = 'no'"}]
    [value] = document["calculatedValues"]
    assert value["expression"] == "iif({n} > 1, iif({n} notempty, ({n} * 2), ''), '')"
    assert [element["name"] for element in document["pages"][0]["elements"]] == ["ok", "n"]
    assert codes == set()


def test_what_has_no_place_is_said() -> None:
    labelled = Wording(text={"en": "Q"}, variants={"all": {"en": "You"}})
    _, codes = written(Slider(name="q", label=labelled, unit=words("km")))
    assert codes == {"variants_dropped", "property_dropped"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_definition())
def test_any_definition_is_written_and_read(form: Definition) -> None:
    _write_and_read(form)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(running_definition())
def test_any_definition_that_runs_is_written_and_read(form: Definition) -> None:
    _write_and_read(form)


def _write_and_read(form: Definition) -> None:
    content = write_surveyjs(form)
    assert is_surveyjs(json.loads(content))
    compile_definition(read_surveyjs(content, "any.json").definition)


def test_english_is_what_has_no_language_whichever_comes_first() -> None:
    """SurveyJS takes both "en" and "default" for English."""
    question = OpenText(name="q", label=Wording(text={"fr": "Quoi ?", "en": "What?"}), hint=Wording(text={"fr": "Là"}))
    french = definition(Page(name="p", questions=(question,))).model_copy(update={"languages": ("fr", "en")})
    document = json.loads(write_surveyjs(french))
    [element] = document["pages"][0]["elements"]
    assert document["locale"] == "fr"
    assert element["title"] == {"fr": "Quoi ?", "default": "What?"}
    assert element["description"] == {"default": "Là", "fr": "Là"}


def test_items_of_several_texts_have_names_and_titles() -> None:
    document, _ = written(MultipleText(name="q", label=words("Which?"), rows=rows("q")))
    [element] = document["pages"][0]["elements"]
    assert {key for item in element["items"] for key in item} <= {"name", "title", "visibleIf"}
