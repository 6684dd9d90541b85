"""Texts in several languages, with HTML and with expressions in them; pages and quotas."""

import pytest

from surveys.checks import check, has_errors
from surveys.formats.limesurvey import read_limesurvey
from surveys.runtime import compile_definition
from tests.surveys.formats.limesurvey.files import document, line, lss, question, read

BEFORE = (
    question("name", "S"),
    question("sex", "L", answers={"F": "Woman", "M": "Man"}),
    question("pets", "M", parts={"cat": "Cat", "dog": "Dog"}),
)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Hello {name}!", "Hello ${name}!"),
        ("<p>Hello <b>{sex.shown}</b></p>", "Hello **${sex}**"),
        ("{pets_cat.shown} &amp; more", "${pets_cat} & more"),
        ("a { b } c", "a { b } c"),
        ("{SURVEYNAME}: one", "My survey: one"),
        ("{TOKEN:FIRSTNAME}, hello", "${firstname}, hello"),
        ("{if(sex.NAOK == 'F', 'Mrs', 'Mr')} {name}", "${text1} ${name}"),
        ("{if(sex.NAOK &gt; 1, '<b>x</b>', '')}", "${text1}"),
        (r"{implode(' ', name, 'don\'t look')}!", "${text1}!"),
        (r"{regexMatch('/\d/', name)}!", "${text1}!"),
        ("{SID} {sex.sid} {LANG}", "12345 12345 en"),
        ("{nobody} there", "there"),
        ("<script>var a = {b: 1};</script>Text", "Text"),
    ],
)
def test_expressions_in_texts(written: str, read_as: str) -> None:
    titles = [{"surveyls_language": "en", "surveyls_title": "My survey"}]
    imported = read([*BEFORE, question("Q", "T", text=written)], surveys_languagesettings=titles)
    assert imported.definition.question_named["Q"].label.text.get("en") == read_as
    compile_definition(imported.definition)
    assert not has_errors(check(imported.definition))


def test_a_calculation_stands_before_the_text_that_needs_it() -> None:
    imported = read([*BEFORE, question("Q", "T", text="{if(sex.NAOK == 'F', 'Mrs', 'Mr')}", help="{strlen(name)}")])
    [page] = imported.definition.pages
    assert [one.name for one in page.questions] == ["name", "sex", "pets", "text1", "text1_2", "Q"]  # type: ignore[union-attr]


@pytest.mark.parametrize("old", [False, True])
def test_languages(old: bool) -> None:
    both = {"en": "Colour", "fr": "Couleur"}
    one = question("Q", "F", text=both, parts={"a": both}, answers={"1": both})
    definition = read([one], languages=("en", "fr"), old=old).definition
    found = definition.question_named["Q"]
    assert definition.languages == ("en", "fr")
    assert found.label.text == both
    assert found.rows[0].label.text == both  # type: ignore[union-attr]
    assert definition.lists[0].choices[0].label.text == both


def test_groups_are_pages() -> None:
    rotating = [question(f"r{one}", "T", attributes={"random_group": "x"}) for one in "ab"]
    imported = read(
        [{"name": "First", "text": "Read this", "randomization_group": "half"}, *BEFORE],
        [{"name": "Empty"}],
        [{"name": "Last", "grelevance": "sex.NAOK == 'F'"}, *rotating, question("fix", "X")],
    )  # fmt: skip
    first, last = imported.definition.pages
    assert (first.title.text, first.text.text, first.shuffle) == ({"en": "First"}, {"en": "Read this"}, "half")  # type: ignore[union-attr]
    assert last.relevant is not None
    assert last.relevant.text == "sex.NAOK == 'F'"
    assert last.rotate
    assert [one.anchored for one in last.questions] == [False, False, True]  # type: ignore[union-attr]
    assert line(imported, "page_empty").params == {"page": "Empty"}


def test_quotas() -> None:
    members = [("1", "2", "F"), ("1", "2", "M"), ("1", "3", "cat"), ("2", "2", "F"), ("3", "9", "x")]
    questions = [{**one, "qid": str(number)} for number, one in enumerate(BEFORE, start=1)]
    imported = read(
        questions,
        quota=[
            {"id": "1", "name": "Women with cats", "qlimit": "10", "action": "1", "active": "1", "autoload_url": "1"},
            {"id": "2", "name": "not now", "qlimit": "10", "active": "0"},
            {"id": "3", "name": "nobody", "qlimit": "10", "active": "1"},
        ],
        quota_members=[{"quota_id": quota, "qid": qid, "code": code} for quota, qid, code in members],
    )
    [cell] = imported.definition.quotas
    assert (cell.name, cell.limit, cell.full) == ("Women_with_cats", 10, "redirect")
    assert cell.when is not None
    assert cell.when.text == '(sex.NAOK == "F" or sex.NAOK == "M") and (pets_cat.NAOK == "Y")'
    assert line(imported, "quota_inactive").place.column == "not now"
    assert line(imported, "quota_dropped").place.column == "nobody"


def test_names_that_cannot_be_kept_are_changed_everywhere() -> None:
    imported = read([question("1-a", "T"), question("and", "T"), question("Q", "T", relevance="12345X6X7 > 1")])
    assert [one.name for one in imported.definition.questions()] == ["q1_a", "and_", "Q"]
    assert sum(one.code == "renamed" for one in imported.report) == 2
    assert imported.names["1-a"] == "q1_a"


def test_the_same_code_twice() -> None:
    imported = read([question("Q", "T"), question("Q", "N")])
    assert [one.name for one in imported.definition.questions()] == ["Q", "Q_2"]
    assert line(imported, "code_twice").params == {"code": "Q"}


def test_attributes_of_participants_become_hidden_values() -> None:
    imported = read([question("Q", "T", relevance="TOKEN:ATTRIBUTE_1 == 'x'")])
    hidden, asked = imported.definition.questions()
    assert (hidden.type, hidden.name, hidden.parameter) == ("hidden", "attribute_1", "attribute_1")  # type: ignore[union-attr]
    assert asked.relevant is not None
    assert asked.relevant.text == "attribute_1 == 'x'"


def test_questions_without_a_group_make_a_page() -> None:
    tables = {"questions": [{"qid": "1", "gid": "7", "title": "Q", "type": "T"}]}
    imported = read_limesurvey(document(tables, kind="Question"), "one question.lsq")
    assert imported.definition.name == "one_question"
    assert [page.name for page in imported.definition.pages] == ["group_1"]


def test_defaults() -> None:
    rows = [
        {"qid": "1", "defaultvalue": "2", "language": "en"},
        {"qid": "2", "defaultvalue": "{name}", "language": "en"},
    ]
    content = lss(
        [BEFORE[0], question("a", "L", qid="1", answers={"1": "x", "2": "y"}), question("b", "S", qid="2")],
        defaultvalues=rows,
    )
    named = read_limesurvey(content, "x.lss").definition.question_named
    assert named["a"].default == "2"
    assert named["b"].default_formula is not None
    assert named["b"].default_formula.text == "name"


def test_a_text_inserts_no_question_without_an_answer() -> None:
    imported = read([question("N", "X"), question("Q", "T", text="After {N.shown}, what?")])
    assert imported.definition.question_named["Q"].label.text == {"en": "After …, what?"}
    assert line(imported, "pipe_unknown").params == {"reference": "${N}"}
    assert not has_errors(check(imported.definition))
