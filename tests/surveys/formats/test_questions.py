"""One row in, one question out."""

from typing import Any

import pytest

from surveys.formats.xlsform.kinds import kind_of
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Single
from tests.surveys.formats.forms import codes, line, only_page, question, survey

DECOMPOSED = """
| choices | | | |
| | list_name | name | label |
| | yn | e\u0301te\u0301 | Summer |
| | yn | \ue0000\ue001winter | Winter |
"""


def test_codes_and_expressions_are_composed_as_what_is_posted_is() -> None:
    imported = survey(
        "type | name | label | relevant",
        "select_one yn | season | Season | ",
        "text | more | More | ${season} = 'e\u0301te\u0301'",
        more=DECOMPOSED,
    )
    (choices,) = imported.definition.lists
    assert choices.codes == ("\u00e9t\u00e9", "0winter")
    relevant = imported.definition.question_named["more"].relevant
    assert relevant is not None
    assert relevant.text == "${season} = '\u00e9t\u00e9'"


HEADERS = "type | name | label | appearance | parameters | calculation | default"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("select_one yn | q | Q | | | | ", {"type": "single", "list": "yn", "rotate": False}),
        ("select_one yn | q | Q | minimal | | | ", {"type": "dropdown"}),
        ("select_one yn | q | Q | autocomplete | | | ", {"type": "dropdown"}),
        ("select_one yn | q | Q | likert | | | ", {"type": "scale"}),
        ("select_one yn | q | Q | horizontal | | | ", {"type": "scale"}),
        ("select_one yn | q | Q | | randomize=true | | yes", {"rotate": True, "default": "yes"}),
        ("Select One yn | q | Q | | | | ", {"type": "single", "list": "yn"}),
        ("add select one prompt using yn | q | Q | | | | ", {"type": "single", "list": "yn"}),
        ("select_multiple yn | q | Q | | least=1 most=2 | | ", {"type": "multiple", "least": 1, "most": 2}),
        ("select all that apply from yn | q | Q | | | | ", {"type": "multiple", "most": None}),
        ("rank yn | q | Q | | top=1 | | ", {"type": "ranking", "top": 1}),
        ("integer | q | Q | | least=18 most=99 | | ", {"type": "number", "least": 18, "most": 99}),
        ("int | q | Q | | | | ", {"type": "number", "least": None}),
        ("decimal | q | Q | | most=2,5 | | ", {"type": "decimal"}),
        ("range | q | Q | | start=1;end=7 | | ", {"type": "range", "least": 1, "most": 7}),
        ("range | q | Q | | | | ", {"type": "range", "least": 1, "most": 10, "step": 1}),
        ("range | q | Q | | start=0 end=1 step=0.1 | | ", {"type": "range", "most": 1, "step": 0.1}),
        ("range | q | Q | | start=10 end=-10 step=2 | | ", {"type": "range", "least": -10, "most": 10}),
        ("select_one yn | q | Q | images | | | ", {"type": "image_choice", "list": "yn"}),
        ("select_multiple yn | q | Q | images | | | ", {"type": "image_multiple"}),
        ("yes_no | q | Q | | yes_code=1 no_code=0 | | ", {"type": "yes_no", "yes_code": "1", "opt_outs": ()}),
        ("nps | q | Q | | | | ", {"type": "nps"}),
        ("file | q | Q | | accept=.pdf\\|.odt most=3 | | ", {"type": "file", "accept": (".pdf", ".odt"), "most": 3}),
        ("image | q | Q | | most=2 | | ", {"type": "file", "most": 2}),
        ("hidden | q | | | parameter=src | | ", {"type": "hidden", "parameter": "src"}),
        ("text | q | Q | | shortest=3 | | ", {"type": "text", "shortest": 3}),
        ("integer | q | Q | | | | ${q0} + 1", {"default_formula": {"text": "${q0} + 1"}, "default": ""}),
        ("date | q | Q | | | | today()", {"default_formula": {"text": "today()"}}),
        ("integer | q | Q | | | ${q0} * 2 | ", {"type": "number", "default_formula": {"text": "${q0} * 2"}}),
        ("note | q | Q | | | ${q0} * 2 | ", {"type": "calculated", "formula": {"text": "${q0} * 2"}}),
        ("percentage | q | Q | | | | ", {"type": "number", "constraint": {"text": "0 <= . and . <= 100"}}),
        ("text | q | Q | | | | ", {"type": "text", "longest": 5000}),
        ("string | q | Q | multiline | | | ", {"type": "long_text"}),
        ("text | q | Q | | rows=5 longest=200 | | ", {"type": "long_text", "longest": 200}),
        ("text | q | Q | email | | | ", {"type": "email"}),
        ("email | q | Your address | | | | ", {"type": "email"}),
        ("date | q | Q | | least=2020-01-01 | | ", {"type": "date", "least": "2020-01-01"}),
        ("time | q | Q | | | | ", {"type": "time"}),
        ("dateTime | q | Q | | | | 2020-01-01", {"type": "datetime", "default": "2020-01-01"}),
        ("acknowledge | q | Q | | | | ", {"type": "consent"}),
        ("trigger | q | Q | | | | ", {"type": "consent"}),
        ("note | q | Q | | | | ", {"type": "note"}),
        ("calculate | q | | | numeric=true | 1 + 1 | ", {"type": "calculated", "numeric": True}),
        ("hidden | q | | | | | x", {"type": "hidden", "default": "x"}),
        ("today | q | | | | | ", {"type": "calculated", "formula": {"text": "today()"}}),
        ("deviceid | q | | | | | ", {"type": "hidden"}),
    ],
)
def test_a_row_becomes_a_question(row: str, expected: dict[str, Any]) -> None:
    imported = survey(HEADERS, "integer | q0 | Q0 | | | | ", row)
    found = question(imported, "q").model_dump(exclude_defaults=False)
    for key, value in expected.items():
        got = {"text": found[key]["text"]} if isinstance(value, dict) else found[key]
        assert got == value, key
    assert not imported.report.has_errors


@pytest.mark.parametrize(
    ("row", "type_", "code"),
    [
        ("geopoint | q | Q | | | | ", "text", "type_as_text"),
        ("barcode | q | Q | | | | ", "text", "type_as_text"),
        ("image | q | Q | | | | ", "file", "type_as_file"),
        ("audio | q | Q | | | | ", "file", "type_as_file"),
        ("select_one_from_file towns.csv | q | Q | | | | ", "text", "type_as_text"),
        ("select_one ${other} | q | Q | | | | ", "text", "type_as_text"),
        ("telepathy | q | Q | | | | ", "text", "type_as_text"),
        ("note | q | Q | | | concat('a', 'b') | ", "calculated", "calculation_hidden"),
        ("text | q | Q | | | concat('a', 'b') | ", "text", "calculation_as_default"),
        ("text | q | Q | | | | ${x} + 1", "text", "expression_dropped"),
        ("calculate | q | | | | pulldata('f', 'a', 'b', 'c') | ", "calculated", "expression_dropped"),
        ("select_one yn | q | Q | search('towns') | | | ", "single", "search_ignored"),
        ("text | q | Q | signature | | | ", "text", "appearance_ignored"),
        ("text | q | Q | | colour=red | | ", "text", "parameter_ignored"),
        ("select_multiple yn | q | Q | | most=many | | ", "multiple", "parameter_refused"),
        ("select_multiple yn | q | Q | | most=0 | | ", "multiple", "parameter_refused"),
        ("calculate | q | | | | | ", "calculated", "calculation_missing"),
        ("select_one nowhere | q | Q | | | | ", "text", "list_missing"),
        ("range | q | Q | | start=3 end=3 | | ", "range", "fields_refused"),
        ("range | q | Q | | step=0 | | ", "range", "parameter_refused"),
        ("deviceid | q | | | | | ", "hidden", "metadata_hidden"),
    ],
)
def test_what_cannot_be_carried_becomes_the_nearest_thing_and_a_line(row: str, type_: str, code: str) -> None:
    imported = survey(HEADERS, row)
    assert question(imported, "q").type == type_
    assert codes(imported) == [code]


@pytest.mark.parametrize(
    ("written", "required"),
    [
        ("yes", "required"),
        ("true()", "required"),
        ("TRUE", "required"),
        ("Oui", "required"),
        ("faux", "optional"),
        ("soft", "soft"),
        ("no", "optional"),
        ("", "optional"),
    ],
)
def test_required(written: str, required: str) -> None:
    imported = survey("type | name | label | required", f"text | q | Q | {written}")
    assert question(imported, "q").required == required
    assert codes(imported) == []


def test_required_under_a_condition() -> None:
    imported = survey("type | name | label | required", "integer | a | A |", "text | q | Q | ${a} = 1")
    found = question(imported, "q")
    assert (found.required, found.required_if) == ("optional", Formula(text="${a} = 1"))
    assert codes(imported) == []


def test_a_device_row_is_left_out() -> None:
    imported = survey("type | name | label", "audit | | ", "text | q | Q")
    assert [one.name for one in only_page(imported).questions] == ["q"]
    assert codes(imported) == ["device_row_ignored"]


def test_or_other_adds_a_choice_that_asks_which() -> None:
    imported = survey("type | name | label", "select_one yn or_other | q | Q", "select_one yn | plain | P")
    asked, plain = question(imported, "q"), question(imported, "plain")
    assert isinstance(asked, Single)
    assert isinstance(plain, Single)
    lists = imported.definition.choice_lists
    assert lists[asked.list].codes == ("yes", "no", "other")
    assert lists[asked.list].choices[-1].other
    assert lists[plain.list].codes == ("yes", "no")
    assert asked.fields(lists) == ("q", "q_other")


def test_curly_quotes_of_expressions_are_straightened_and_those_of_texts_kept() -> None:
    imported = survey(
        "type | name | label | relevant", "text | a | A | ", "text | b | L’âge | ${a} = ‘x’ or . = 'l’un'"
    )
    found = question(imported, "b")
    assert found.relevant is not None
    assert found.relevant.text == "${a} = 'x' or . = 'l’un'"
    assert found.label.read("en") == "L’âge"
    assert line(imported, "quotes_straightened").place.row == 3


def test_names_are_made_legal_everywhere_they_are_written() -> None:
    imported = survey(
        "type | name | label | relevant",
        "integer | größe | Size | ",
        "text | b | You said ${größe} | ${größe} > 10 and ${ größe } < 20",
    )
    found = question(imported, "b")
    assert [one.name for one in only_page(imported).questions] == ["grosse", "b"]
    assert found.relevant is not None
    assert found.relevant.text == "${grosse} > 10 and ${grosse} < 20"
    assert found.label.read("en") == "You said ${grosse}"
    assert imported.names["größe"] == "grosse"
    assert codes(imported) == ["renamed"]


def test_other_columns_are_reported_once() -> None:
    imported = survey(
        "type | name | label | image | note to self", "text | a | A | x.png | hm", "text | b | B | y.png | "
    )
    assert codes(imported) == ["column_ignored", "column_ignored"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (" | q | Q", "row_without_type"),
        (" | | just a comment", "row_ignored"),
        ("text | | Q", "row_without_name"),
        ("note | | Q", "row_without_name"),
    ],
)
def test_rows_without_type_or_name(row: str, code: str) -> None:
    assert codes(survey("type | name | label", "text | a | A", row)) == [code]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("begin group", "begin"),
        ("begin_repeat", "begin"),
        ("Begin Group", "begin"),
        ("end group", "end"),
        ("phone number", "text"),
        ("gps", "place"),
        ("photo", "file"),
        ("start", "metadata"),
        ("username", "metadata"),
        ("audit", "device"),
        ("q string", "text"),
        ("add integer prompt", "number"),
        ("osm streets", "place"),
        ("select_one", "unknown"),
    ],
)
def test_old_spellings_are_understood(written: str, name: str) -> None:
    assert kind_of(written).name == name
