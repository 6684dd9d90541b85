"""Choices that are offered to some only, and what becomes of answers that are offered no longer."""

import pytest

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Matrix, Multiple, Ranking, Row, Single
from surveys.runtime import Complete, relevant_answers
from tests.surveys.questionnaire.building import definition, page, single, words
from tests.surveys.runtime.walking import NOW, Respondent, respondent

REGIONS = {"paris": "north", "lille": "north", "nice": "south", "abroad": "none"}
TOWNS = ChoiceList(
    name="towns",
    choices=(
        *(Choice(code=code, label=words(code.title()), columns={"region": name}) for code, name in REGIONS.items()),
        Choice(code="else", label=words("Else"), columns={"region": "south"}, other=True),
    ),
)
REGION = page("where", single("region", choices="regions"))
HERE = Formula(text="region = ${region}")


def known(*pages: Page) -> Definition:
    regions = ChoiceList(
        name="regions", choices=tuple(Choice(code=code, label=words(code)) for code in ("north", "south", "west"))
    )
    made = definition(REGION, *pages)
    return made.model_copy(update={"lists": (*made.lists, TOWNS, regions)})


def town(question: type[Single] | type[Multiple] | type[Ranking] = Single, *, required: bool = True) -> AnyQuestion:
    necessity = "required" if required else "optional"
    return question.model_validate({"name": "town", "list": "towns", "choice_filter": HERE, "required": necessity})


def offered(person: Respondent) -> tuple[str, ...]:
    return person.page().questions[-1].codes


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("region = ${region}", "xlsform", "paris lille"),
        ("name = 'nice'", "xlsform", "nice"),
        ("starts-with(label, 'P')", "xlsform", "paris"),
        ("unheard = 'x'", "xlsform", ""),
        ("not(selected(${region}, region))", "xlsform", "nice abroad else"),
        ("{item} = 'nice' or {choice} = 'lille'", "surveyjs", "lille nice"),
    ],
)
def test_a_filter_is_about_each_choice(text: str, dialect: Dialect, expected: str) -> None:
    question = Single(name="town", list="towns", choice_filter=Formula(text=text, dialect=dialect))
    person = respondent(known(page("p", question), page("q", single("z"))), region="north")
    assert (offered(person) if expected else ()) == tuple(expected.split())


def test_a_code_that_was_filtered_out_is_refused() -> None:
    person = respondent(known(page("p", town())), region="north")
    assert [problem.code for problem in person.send(town="nice").problems] == ["not_offered"]
    assert person.send(town="lille").problems == ()
    assert person.next() == Complete("all", over=False)


def test_the_page_is_asked_again_when_an_earlier_answer_takes_its_answer_away() -> None:
    person = respondent(known(page("p", town()), page("q", single("z", "${town} = 'lille'"))))
    person.send(region="north")
    person.send(town="lille")
    assert person.seen() == ["q", "z"]
    person.post("where", region="south")
    assert person.seen() == ["p", "town"]
    assert "town" not in relevant_answers(person.compiled, person.answers, NOW, "all")
    person.post("where", region="north")
    assert person.seen() == ["q", "z"]  # the answer is back


@pytest.mark.parametrize("required", [True, False])
def test_where_there_is_nothing_to_choose_nothing_is_asked(required: bool) -> None:
    person = respondent(known(page("p", town(required=required))), region="west")
    assert person.next() == Complete("all", over=False)


def test_several_choices_keep_those_that_are_still_offered() -> None:
    person = respondent(known(page("p", town(Multiple))), region="north", town=["paris", "nice"])
    assert person.next() == Complete("all", over=False)
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert counted["town"] == ["paris"]
    person.answers["town"] = ["nice"]
    assert person.seen() == ["p", "town"]


def test_what_was_typed_beside_other_goes_with_it() -> None:
    answers: Answers = {"region": "south", "town": ["nice", "else"], "town_other": "Toulon"}
    person = respondent(known(page("p", town(Multiple))), **answers)
    assert relevant_answers(person.compiled, person.answers, NOW, "all")["town_other"] == "Toulon"
    person.answers.update(region="north", town=["paris", "else"])
    assert relevant_answers(person.compiled, person.answers, NOW, "all") == {"region": "north", "town": ["paris"]}


def test_as_many_are_to_be_ranked_or_ticked_as_there_are() -> None:
    person = respondent(known(page("p", town(Ranking))), region="north")
    assert person.send(**{"town:paris": "2", "town:lille": "1"}).problems == ()
    assert person.answers["town"] == ["lille", "paris"]
    three = Multiple(name="town", list="towns", choice_filter=HERE, least=3, required="required")
    person = respondent(known(page("p", three)), region="north")
    assert person.send(town=["paris", "lille"]).problems == ()


def test_the_columns_of_a_battery_are_filtered_too() -> None:
    grid = Matrix(name="grid", list="towns", choice_filter=HERE, rows=(Row(name="r1", label=words("1")),))
    person = respondent(known(page("p", grid)), region="north")
    assert offered(person) == ("paris", "lille")
    assert [problem.code for problem in person.send(r1="nice").problems] == ["not_offered"]
    person = respondent(known(page("p", grid)), region="west")
    assert person.next() == Complete("all", over=False)


@pytest.mark.parametrize(("ticked", "expected"), [(["a", "c"], ("a", "c")), (["b"], ("b",)), ("a", ("a",)), (None, ())])
def test_choices_taken_from_an_earlier_answer(ticked: Value, expected: tuple[str, ...]) -> None:
    earlier = Multiple(name="used", list="letters")
    best = Single(name="best", list="letters", choice_filter=Formula(text="selected(${used}, name)"))
    person = respondent(definition(page("one", earlier), page("two", best)), used=ticked)
    assert (person.next() == Complete("all", over=False)) is not bool(expected)
    assert (offered(person) if expected else ()) == expected


def test_a_filter_that_an_answer_of_the_page_decides_is_the_servers() -> None:
    person = respondent(
        known(
            page(
                "p",
                single("n", choices="regions"),
                Single(name="town", list="towns", choice_filter=Formula(text="region = ${n}"), required="required"),
            )
        ),
        region="north",
    )
    assert person.seen() == ["p", "n"]
    person.send(n="south")
    assert person.seen() == ["p", "n", "town"]
    assert offered(person) == ("nice", "else")
    assert [problem.code for problem in person.send(n="north", town="nice").problems] == ["not_offered"]
