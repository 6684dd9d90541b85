"""Groups, repeats and batteries."""

import pytest

from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.definition import Loop
from surveys.questionnaire.types import Matrix
from tests.surveys.formats.forms import codes, only_page, pages, question, survey

GROUPS = "type | name | label | relevant | appearance | repeat_count | required | parameters"


def test_a_group_is_a_page() -> None:
    imported = survey(
        GROUPS,
        "integer | a | A | | |",
        "begin group | care | Your care | ${a} = 1 |",
        "text | q | Q | |",
        "end group | | | |",
    )
    _, care = imported.definition.flat_pages()
    assert (care.name, care.title.read("en")) == ("care", "Your care")
    assert care.relevant is not None
    assert care.relevant.text == "${a} = 1"
    assert pages(imported) == [("page_1", ["a"]), ("care", ["q"])]


def test_questions_outside_groups_go_on_pages_of_eight() -> None:
    imported = survey("type | name | label", *(f"text | q{n} | Q" for n in range(10)))
    assert [(name, len(names)) for name, names in pages(imported)] == [("page_1", 8), ("page_2", 2)]


def test_a_group_in_a_page_lends_its_condition_and_its_label() -> None:
    imported = survey(
        GROUPS,
        "begin group | outer | Outer | 1 = 1 |",
        "text | a | A | |",
        "begin group | inner | Inner | 2 = 2 |",
        "text | b | B | 3 = 3 or 4 = 4 |",
        "end group | | | |",
        "end group | | | |",
    )
    page = only_page(imported)
    assert [(one.type, one.name) for one in page.questions] == [("text", "a"), ("note", "inner"), ("text", "b")]
    relevant = question(imported, "b").relevant
    assert relevant is not None
    assert relevant.text == "(2 = 2) and (3 = 3 or 4 = 4)"
    assert imported.logic["b", "relevant"].text == "3 = 3 or 4 = 4"


def test_a_group_of_groups_is_a_section() -> None:
    imported = survey(
        GROUPS,
        "begin group | part | Part one | 1 = 1 |",
        "begin group | one | One | 2 = 2 |",
        "text | a | A | |",
        "end group | | | |",
        "begin group | two | Two | |",
        "text | b | B | |",
        "end group | | | |",
        "end group | | | |",
    )
    one, two = imported.definition.flat_pages()
    assert [name for name, _ in pages(imported)] == ["one", "two"]
    assert one.relevant is not None
    assert two.relevant is not None
    assert (one.relevant.text, two.relevant.text) == ("(1 = 1) and (2 = 2)", "1 = 1")
    assert [(each.type, each.name) for each in one.questions] == [("note", "part"), ("text", "a")]


@pytest.mark.parametrize(
    ("count", "parameters", "expected", "limit", "reported"),
    [
        ("3", "", "3", 20, []),
        ("1 + 1", "", "1 + 1", 20, []),
        ("1 + 1", "limit=5", "1 + 1", 5, []),
        ("30", "", "30", 30, []),
        ("80", "", "80", 50, ["repeat_cut"]),
        ("", "", "1", 20, ["repeat_without_count"]),
    ],
)
def test_a_repeat_is_a_loop(count: str, parameters: str, expected: str, limit: int, reported: list[str]) -> None:
    imported = survey(
        GROUPS,
        f"begin repeat | child | Child | | | {count} | | {parameters}",
        "text | a | A | | | | |",
        "begin group | body | Body | | | | |",
        "decimal | b | B | | | | |",
        "end group | | | | | | |",
        "end repeat | | | | | | |",
    )
    [loop] = imported.definition.pages
    assert isinstance(loop, Loop)
    assert loop.count is not None
    assert (loop.count.text, loop.limit) == (expected, limit)
    assert [page.name for page in loop.pages] == ["child_1", "body"]
    assert codes(imported) == reported


def test_a_repeat_in_a_repeat_is_asked_once() -> None:
    imported = survey(
        GROUPS,
        "begin repeat | home | Home | | | 2 | |",
        "begin repeat | person | Person | | | 3 | |",
        "text | a | A | | | | |",
        "end repeat | | | | | | |",
        "end repeat | | | | | | |",
    )
    [loop] = imported.definition.pages
    assert isinstance(loop, Loop)
    assert [one.name for one in loop.pages[0].questions] == ["a"]
    assert "nested_repeat" in codes(imported)


TABLE = (
    "begin group | trust | Do you trust… | 1 = 1 | table-list | | |",
    "select_one yn | t1 | Doctors | | | | yes |",
    "select_one yn | t2 | Nurses | | | | yes |",
    "end group | | | | | | |",
)


@pytest.mark.parametrize(
    "rows",
    [
        TABLE,
        (
            "begin group | page | | | | | |",
            "select_one yn | trust | Do you trust… | 1 = 1 | label | | |",
            "select_one yn | t1 | Doctors | 1 = 1 | list-nolabel | | yes |",
            "select_one yn | t2 | Nurses | 1 = 1 | list-nolabel | | yes |",
            "end group | | | | | | |",
        ),
    ],
    ids=["table-list", "label and list-nolabel"],
)
def test_a_table_is_a_matrix(rows: tuple[str, ...]) -> None:
    imported = survey(GROUPS, *rows)
    [matrix] = only_page(imported).questions
    assert isinstance(matrix, Matrix)
    assert (matrix.name, matrix.list, matrix.required) == ("trust", "yn", "required")
    assert [(row.name, row.label.read("en")) for row in matrix.rows] == [("t1", "Doctors"), ("t2", "Nurses")]
    assert matrix.relevant is not None
    assert matrix.relevant.text == "1 = 1"
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("replaced", "by", "reported"),
    [
        ("select_one yn | t2", "select_multiple yn | t2", "battery_split"),
        ("| Nurses | | | | yes", "| Nurses | | | | no", "battery_required"),
    ],
)
def test_a_table_that_is_none(replaced: str, by: str, reported: str) -> None:
    imported = survey(GROUPS, *(row.replace(replaced, by) for row in TABLE))
    assert codes(imported) == [reported]
    assert ("trust" in [one.name for one in imported.definition.questions() if isinstance(one, Matrix)]) is (
        reported == "battery_required"
    )


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        (("begin group | g | G", "text | a | A"), ["group_not_closed"]),
        (("text | a | A", "end group | | "), ["end_without_begin"]),
        (("begin group | g | G", "text | a | A", "end repeat | | "), ["end_of_another"]),
        (("begin group | g | G", "end group | | ", "text | a | A"), ["empty_group"]),
        (("begin group | g | G", "text | a | A", "end group | | ") * 2, ["name_taken", "page_renamed"]),
    ],
)
def test_groups_that_are_not_well_formed(rows: tuple[str, ...], reported: list[str]) -> None:
    imported = survey("type | name | label", *rows)
    assert codes(imported) == reported
    assert {one.name for one in imported.definition.questions()} <= {"a", "a_2"}


def test_groups_are_not_endlessly_deep() -> None:
    with pytest.raises(UnreadableFile) as refused:
        survey("type | name | label", *(f"begin group | g{n} | G" for n in range(50)))
    assert refused.value.code == "too_deep"
