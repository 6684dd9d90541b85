"""Forms as people send them: what is wrong with each, what becomes of it, and what the report says."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from surveys.formats.imported import Imported
from surveys.formats.messages import line_message, line_remedy
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.definition import Loop
from surveys.questionnaire.types import Battery, Single
from surveys.runtime import compile_definition
from tests.surveys.formats.forms import SAMPLES, Rows, codes, line, only_page, question, survey, workbook

CHOICES = """
| choices | | | | |
| | list_name | name | label | state |
| | towns | paris | Paris | north |
| | towns | nice | Nice | south |
"""


def xlsx(survey_rows: Rows, **sheets: Rows) -> Imported:
    return read_xlsform(workbook({"survey": survey_rows, **sheets}), "form.xlsx")


@pytest.mark.parametrize("called", ["form.xls", "form.xlsx", "form.ods", "form.csv"])
def test_workbooks_under_another_name_are_read(called: str) -> None:
    content = workbook({"survey": [["type", "name"], ["text", "a"]]})
    assert [one.name for one in read_xlsform(content, called).definition.questions()] == ["a"]


def test_headers_may_stand_under_a_title_and_in_any_case() -> None:
    imported = xlsx([[], ["Our survey"], [], [None, "TYPE", "Name", "Label"], [None, "text", "a", "A"]])
    assert question(imported, "a").label.read("en") == "A"
    assert imported.places["a"].row == 5


def test_cells_that_are_no_texts() -> None:
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        asked, listed = book.add_worksheet("Survey "), book.add_worksheet("CHOICES")
        for number, row in enumerate((["type", "name", "label"], ["select_one l", "q", 12.0], ["text", "b", True])):
            asked.write_row(number, 0, row)
        for number, code in enumerate(("name", 1.0, 2.5, True)):
            listed.write_row(number, 0, ["list_name" if number == 0 else "l", code])
        listed.merge_range("A6:C7", "merged")
        listed.hide()
    imported = read_xlsform(stream.getvalue(), "form.xlsx")
    assert imported.definition.choice_lists["l"].codes == ("1", "2.5", "TRUE")
    assert question(imported, "q").label.read("en") == "12"


@pytest.mark.parametrize(
    ("header", "cell", "attribute"),
    [
        ("relevance", "${a} = 1", "relevant"),
        ("Relevant", "${a} = 1", "relevant"),
        ("bind::relevant", "${a} = 1", "relevant"),
        ("bind:constraint", ". > 1", "constraint"),
        ("constraint message", "No", "constraint_message"),
        ("required message", "No", "required_message"),
        ("hint:English", "H", "hint"),
    ],
)
def test_headers_of_other_times(header: str, cell: str, attribute: str) -> None:
    imported = survey(f"type | name | {header}", "integer | a | ", f"text | b | {cell}")
    assert getattr(question(imported, "b"), attribute)


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("select1 towns", "single"),
        ("select all that apply from towns or specify other", "multiple"),
        ("Select_Multiple  towns", "multiple"),
        ("select_one_from_file towns.csv", "text"),
        ("begin_group", None),
        ("begin  group", None),
    ],
)
def test_spellings_of_types(written: str, type_: str | None) -> None:
    rows = [f"{written} | q | Q"] if type_ else [f"{written} | g | G", "text | q | Q", "end_group | | "]
    imported = survey("type | name | label", *rows, more=CHOICES)
    assert question(imported, "q").type == (type_ or "text")


def test_choices_are_filtered_by_their_columns() -> None:
    imported = survey(
        "type | name | label | choice_filter",
        "text | region | R | ",
        "select_one towns | town | T | state = ${region}",
        more=CHOICES,
    )
    town = question(imported, "town")
    assert isinstance(town, Single)
    assert town.choice_filter is not None
    assert town.choice_filter.text == "state = ${region}"
    assert [choice.columns for choice in imported.definition.lists[0].choices] == [
        {"state": "north"},
        {"state": "south"},
    ]
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("relevant", "${nobody} = 1", "does not exist here: nobody"),
        ("relevant", "${a} =", "The expression stops"),
        ("constraint", "pulldata('f', 'a', 'b', .) = 1", "pulldata() is not available"),
        ("choice_filter", "instance('x')/root/item[a = 1]", "instance()"),
        ("required", "${nobody} = 1", "does not exist here: nobody"),
        ("default", "${nobody} + 1", "does not exist here: nobody"),
        ("relevant", "${q} = 1", "its own result: q -> q"),
        ("relevant", "${late} = 1", "asked on a later page: late"),
        ("calculation", "concat(${nobody}, 'x')", "does not exist here: nobody"),
    ],
)
def test_an_expression_that_cannot_be_kept_is_quoted(column: str, text: str, reason: str) -> None:
    rows = ["integer | a | A | ", f"select_one towns | q | Q | {text}", *(f"text | f{n} | F | " for n in range(8))]
    imported = survey(f"type | name | label | {column}", *rows, "integer | late | L | ", more=CHOICES)
    compile_definition(imported.definition)
    found = line(imported, "expression_dropped")
    assert (found.severity, found.place.row, found.params["expression"]) == ("error", 3, text)
    assert reason in line_message(found, "en")
    assert line_remedy(found, "en")


def test_what_others_call_an_error_is_one_in_a_questionnaire_of_ours() -> None:
    rows: Rows = [["type", "name", "relevant"], ["text", "a", "${nobody} = 1"]]
    imported = xlsx(rows, populations=[["name", "side"], ["all", "all"]])
    assert line(imported, "expression_dropped").severity == "error"
    assert imported.report.has_errors


def test_a_text_that_inserts_nobody_says_so() -> None:
    imported = survey("type | name | label", "text | a | Hello ${ nobody }, ${a}")
    assert question(imported, "a").label.read("en") == "Hello …, ${a}"
    assert codes(imported) == ["pipe_unknown"]


def test_names_given_twice_are_told_apart_in_their_groups() -> None:
    group = (
        "begin group | {0} | G | ",
        "integer | age | Age | ",
        "text | why{0} | Why | ${{age}} > 3",
        "end group | | | ",
    )
    rows = [row.format(name) for name in ("one", "two") for row in group]
    imported = survey("type | name | label | relevant", *rows)
    relevant = [question(imported, name).relevant for name in ("whyone", "whytwo")]
    assert [one.text for one in relevant if one] == ["${age} > 3", "${age_2} > 3"]
    assert codes(imported) == ["name_taken"]


def test_reserved_names_are_changed() -> None:
    imported = survey(
        "type | name | label | relevant", "integer | population | P | ", "text | b | B | ${population} > 3"
    )
    relevant = question(imported, "b").relevant
    assert relevant is not None
    assert relevant.text == "${population_2} > 3"


def test_codes_given_twice() -> None:
    again = "| | towns | paris | Paris (Texas) | south |\n| | towns | nice | Nice | south |"
    imported = survey("type | name | label", "select_one towns | q | Q", more=f"{CHOICES.rstrip()}\n{again}\n")
    assert imported.definition.choice_lists["towns"].codes == ("paris", "nice", "paris_2")
    assert sorted(codes(imported)) == ["code_renamed", "duplicate_code"]


TABLE = (
    "begin group | trust | Trust | | table-list",
    "select_multiple towns | t1 | One | | ",
    "select_multiple towns | t2 | Two | ${a} = 1 | ",
    "end group | | | | ",
)


def test_a_table_of_multiple_choices_whose_rows_have_conditions() -> None:
    imported = survey("type | name | label | relevant | appearance", "integer | a | A | | ", *TABLE, more=CHOICES)
    trust = question(imported, "trust")
    assert isinstance(trust, Battery)
    assert trust.type == "matrix_multiple"
    assert [row.relevant.text if row.relevant else "" for row in trust.rows] == ["", "${a} = 1"]
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("over", "kept", "reported"),
    [("drugs", "drugs", []), ("a", "", ["loop_over_refused"]), ("nobody", "", ["loop_over_refused"])],
)
def test_a_repeat_over_what_was_ticked(over: str, kept: str, reported: list[str]) -> None:
    imported = survey(
        "type | name | label | parameters",
        "integer | a | A | ",
        "select_multiple towns | drugs | D | ",
        f"begin repeat | each | Each | over={over} randomize=true",
        "text | why | Why ${each}? | ",
        "end repeat | | | ",
        more=CHOICES,
    )
    loop = imported.definition.pages[-1]
    assert isinstance(loop, Loop)
    assert (loop.over, loop.rotate) == (kept, True)
    assert codes(imported) == reported
    compile_definition(imported.definition)


def test_scripts_in_texts_are_removed() -> None:
    imported = survey("type | name | label", "text | a | <script>alert(1)</script>Hi <img src=x onerror=alert(1)>")
    assert question(imported, "a").label.read("en") == "Hi"


@pytest.mark.parametrize("name", ["form.xlsx", "form.xls", "form.ods"])
def test_without_a_survey_sheet_there_is_no_form(name: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_xlsform(workbook({"choices": [["list_name", "name"], ["a", "b"]]}), name)
    assert refused.value.code == "no_survey_sheet"


def test_translations_may_stand_in_some_columns_only() -> None:
    imported = survey("type | name | label | hint::French (fr)", "text | a | A | Aide")
    assert imported.definition.languages == ("en", "fr")
    found = question(imported, "a")
    assert (found.label.text, found.hint.text) == ({"en": "A"}, {"fr": "Aide"})


def test_a_repeat_count_that_depends_on_itself_is_one() -> None:
    imported = survey(
        "type | name | label | repeat_count",
        "begin repeat | r | R | ${n}",
        "integer | n | N | ",
        "end repeat | | | ",
    )
    compile_definition(imported.definition)
    loop = imported.definition.pages[0]
    assert isinstance(loop, Loop)
    assert loop.count is not None
    assert codes(imported) == ["expression_dropped"]


def test_rows_of_other_programs_are_told() -> None:
    imported = survey("type | name | label", "audit | audit | ", "telepathy | a | A", "barcode | b | B")
    assert [one.type for one in only_page(imported).questions] == ["text", "text"]
    assert codes(imported) == ["device_row_ignored", "type_as_text", "type_as_text"]


def test_the_samples_compile() -> None:
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in (".xlsx", ".md", ".csv"):
            compile_definition(read_xlsform(path.read_bytes(), path.name).definition)
