"""Rows of batteries that are asked of some only."""

from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Column, Grid, Matrix, MultipleNumber, Row
from surveys.runtime import Complete, relevant_answers
from tests.surveys.questionnaire.building import definition, formula, loop, number, page, single, words
from tests.surveys.runtime.walking import NOW, respondent


def row(name: str, relevant: str = "") -> Row:
    return Row(name=name, label=words(name), relevant=formula(relevant))


GRID = Matrix(
    name="grid",
    list="letters",
    required="required",
    rows=(row("always"), row("some", "${a} = 'yes'"), row("never", "false()")),
)
KNOWN = definition(page("one", single("a")), page("two", GRID), page("three", single("z", "${some} = 'b'")))


def test_rows_are_shown_and_required_where_they_are_relevant() -> None:
    person = respondent(KNOWN, a="no")
    assert person.page().questions[0].rows == ("always",)
    assert person.send(always="a").problems == ()
    assert person.answers == {"a": "no", "always": "a"}
    assert person.next() == Complete("all", over=False)
    person = respondent(KNOWN, a="yes")
    assert person.page().questions[0].rows == ("always", "some")
    assert [problem.field for problem in person.send(always="a").problems] == ["some"]


def test_the_answer_of_a_row_that_is_not_relevant_does_not_count() -> None:
    person = respondent(KNOWN, a="yes", always="a", some="b", never="c")
    assert person.seen() == ["three", "z"]
    counted = relevant_answers(person.compiled, person.answers, NOW, "all")
    assert counted == {"a": "yes", "always": "a", "some": "b"}
    person.post("one", a="no")
    assert person.next() == Complete("all", over=False)
    assert relevant_answers(person.compiled, person.answers, NOW, "all") == {"a": "no", "always": "a"}
    person.post("one", a="yes")
    assert person.seen() == ["three", "z"]


def test_a_battery_without_a_row_is_not_asked() -> None:
    grid = GRID.model_copy(update={"rows": (row("some", "${a} = 'yes'"),)})
    assert respondent(definition(page("one", single("a")), page("two", grid)), a="no").next() == Complete(
        "all", over=False
    )


def test_a_row_that_the_page_itself_brings_up_is_asked_then() -> None:
    for necessity in ("required", "optional"):
        grid = GRID.model_copy(update={"required": necessity})
        person = respondent(definition(page("one", single("a"), grid), page("two", single("z"))))
        assert person.page().questions[1].rows == ("always",)
        assert person.send(a="yes", always="a").problems == ()
        assert person.seen() == ["one", "a", "grid"]
        assert person.page().questions[1].rows == ("always", "some")
        person.send(a="yes", always="a", some="b")
        assert person.seen() == ["two", "z"]


def test_every_field_of_a_row_goes_with_it() -> None:
    columns = (Column(name="x", label=words("X")), Column(name="y", label=words("Y")))
    grid = Grid(name="grid", required="required", columns=columns, rows=(row("r"), row("s", "${a} = 'yes'")))
    person = respondent(definition(page("one", single("a")), page("two", grid)), a="no")
    assert person.send(r_x="1", r_y="2").problems == ()
    assert person.next() == Complete("all", over=False)
    person.post("one", a="yes")
    assert person.seen() == ["two", "grid"]
    assert [one.field for one in person.send(r_x="1", r_y="2", s_x="3").problems] == ["s_y"]


def test_what_must_add_up_does_without_the_rows_left_out() -> None:
    shares = MultipleNumber(name="m", rows=(row("r"), row("s", "${n} > 1")), total_least=100, total_most=100)
    person = respondent(definition(page("one", number("n")), page("two", shares), page("three", single("z"))), n=2)
    assert person.send(r="60", s="40").problems == ()
    assert person.seen() == ["three", "z"]
    person.post("one", n="1")
    assert person.seen() == ["two", "m"]
    assert [one.code for one in person.send(r="60").problems] == ["total_not"]


def test_rows_are_asked_of_each_passage_apart() -> None:
    rows = (row("r"), row("s", "${a} = 'yes'"))
    grid = Matrix(name="grid", list="letters", rows=rows)
    person = respondent(definition(loop("l", "2", page("p", single("a")), page("q", grid))), **{"a#1": "no"})
    assert person.page().questions[0].rows == ("r",)
    person.send(r__1="a")
    person.send(a__2="yes")
    assert person.page().questions[0].rows == ("r", "s")


def test_other_dialects_read_rows_that_are_not_asked_as_nothing() -> None:
    last = single("z").model_copy(update={"relevant": Formula(text="some.relevanceStatus == 0", dialect="limesurvey")})
    person = respondent(
        definition(page("one", single("a")), page("two", GRID), page("three", last)), a="no", always="a"
    )
    assert person.seen() == ["three", "z"]
