"""Types with choices of their own, sliders, files and sets of fields: posted, answers, problems, encoded."""

from typing import Any

import pytest
from pydantic import ValidationError

from surveys.questionnaire.answers import Raw
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types import (
    AnyQuestion,
    Column,
    Differential,
    Grid,
    MatrixMultiple,
    MatrixScales,
    Multiple,
    MultipleNumber,
    MultipleText,
    Nps,
    Opposites,
    Row,
    Scale,
    Single,
    Slider,
    Upload,
    YesNo,
)
from surveys.questionnaire.variables import BLANK
from tests.surveys.questionnaire.building import LISTS, words

BY_NAME = {choices.name: choices for choices in LISTS}

UNSAID = Choice(code="unsaid", label=words("Unsaid"), missing="refused")
ROWS = (Row(name="r1", label=words("One")), Row(name="r2", label=words("Two")))
EVER = YesNo(name="q", opt_outs=(UNSAID,), required="required")
RECOMMEND = Nps(name="q", opt_outs=(UNSAID,))
TENTHS = Slider(name="q", least=-1, most=1, step=0.1)
HUNDRED = Slider(name="q", most=100, step=5, required="required")
FACE = Single(name="q", type="image_choice", list="letters", required="required")
FACES = Multiple(name="q", type="image_multiple", list="letters")
TICKS = MatrixMultiple(name="m", list="fruits", rows=ROWS, least=2, most=3)
MUST_TICK = MatrixMultiple(name="m", list="letters", rows=ROWS, required="required")
DUAL = MatrixScales(
    name="m",
    rows=ROWS[:1],
    scales=(
        Scale(name="now", label=words("Now"), list="letters"),
        Scale(name="then", label=words("Then"), list="yesno"),
    ),
    required="required",
)
COLUMNS = (Column(name="a", label=words("A")), Column(name="b", label=words("B")))
HOURS = Grid(name="g", rows=ROWS[:1], columns=COLUMNS, least=0, most=24, required="required")
TOOLS = Grid(name="g", type="matrix_text", rows=ROWS[:1], columns=COLUMNS, longest=5)
LINES = MultipleText(name="t", rows=ROWS, longest=5, required="required")
NUMBERS = MultipleNumber(name="n", rows=ROWS, least=0, most=60, required="required")
SHARED = MultipleNumber(name="n", rows=ROWS, whole=False, total_least=1, total_most=1, required="required")
POSITIVE = MultipleNumber(name="n", rows=ROWS, least=1, total_least=4, total_most=4, required="required")
BETWEEN = MultipleNumber(name="n", rows=ROWS, total_least=10, total_most=20)
OPPOSED = Differential(
    name="d",
    points=5,
    opt_outs=(UNSAID,),
    rows=(Opposites(name="r1", label=words("Cold"), right=words("Warm")),),
    required="required",
)
FILE = Upload(name="q", accept=(".PDF",), most=1, required="required")
FILES = Upload(name="q", most=2)
SHA = "0123456789abcdef" * 4

# question, posted, answers, codes of the problems, encoded
CASES: list[tuple[AnyQuestion, Raw, dict[str, Any], list[str], dict[str, Any]]] = [
    (EVER, {"q": ["yes"]}, {"q": "yes"}, [], {"q": 1}),
    (EVER, {"q": ["no"]}, {"q": "no"}, [], {"q": 2}),
    (EVER, {"q": ["unsaid"]}, {"q": "unsaid"}, [], {"q": 3}),
    (EVER, {}, {"q": None}, ["choose_one"], {"q": BLANK}),
    (EVER, {"q": ["perhaps"]}, {"q": "perhaps"}, ["not_offered"], {"q": BLANK}),
    (RECOMMEND, {"q": ["0"]}, {"q": "0"}, [], {"q": 1}),
    (RECOMMEND, {"q": ["10"]}, {"q": "10"}, [], {"q": 11}),
    (RECOMMEND, {"q": ["unsaid"]}, {"q": "unsaid"}, [], {"q": 12}),
    (RECOMMEND, {"q": ["11"]}, {"q": "11"}, ["not_offered"], {"q": BLANK}),
    (RECOMMEND, {}, {"q": None}, [], {"q": BLANK}),
    (TENTHS, {"q": ["0,3"]}, {"q": 0.3}, [], {"q": 0.3}),
    (TENTHS, {"q": ["-0.7"]}, {"q": -0.7}, [], {"q": -0.7}),
    (TENTHS, {"q": ["0.35"]}, {"q": 0.35}, ["off_step"], {"q": 0.35}),
    (TENTHS, {}, {"q": None}, [], {"q": None}),
    (HUNDRED, {"q": ["95"]}, {"q": 95}, [], {"q": 95.0}),
    (HUNDRED, {"q": ["96"]}, {"q": 96}, ["off_step"], {"q": 96.0}),
    (HUNDRED, {"q": ["105"]}, {"q": 105}, ["too_large"], {"q": 105.0}),
    (HUNDRED, {"q": ["a lot"]}, {"q": "a lot"}, ["not_a_number"], {"q": None}),
    (HUNDRED, {}, {"q": None}, ["required"], {"q": None}),
    (FACE, {"q": ["b"]}, {"q": "b"}, [], {"q": 2}),
    (FACE, {}, {"q": None}, ["choose_one"], {"q": BLANK}),
    (FACES, {"q": ["c", "a"]}, {"q": ["a", "c"]}, [], {"q": 0b101}),
    (
        TICKS,
        {"r1": ["plum", "apple"], "r2": ["none"]},
        {"r1": ["apple", "plum"], "r2": ["none"]},
        [],
        {"r1": 0b101, "r2": 0b10000},
    ),
    (TICKS, {"r1": ["plum"]}, {"r1": ["plum"], "r2": None}, ["choose_at_least"], {"r1": 0b100, "r2": 0}),
    (
        TICKS,
        {"r1": ["none", "plum"], "r2": ["kiwi"]},
        {"r1": ["plum", "none"], "r2": ["kiwi"]},
        ["exclusive_alone", "not_offered"],
        {"r1": 0b10100, "r2": 0},
    ),
    (MUST_TICK, {"r2": ["a"]}, {"r1": None, "r2": ["a"]}, ["row_missing"], {"r1": 0, "r2": 1}),
    (
        DUAL,
        {"r1_now": ["b"], "r1_then": ["no"]},
        {"r1_now": "b", "r1_then": "no"},
        [],
        {"r1_now": 2, "r1_then": 2},
    ),
    (
        DUAL,
        {"r1_now": ["yes"]},
        {"r1_now": "yes", "r1_then": None},
        ["not_offered", "row_missing"],
        {"r1_now": BLANK, "r1_then": BLANK},
    ),
    (HOURS, {"r1_a": ["8"], "r1_b": ["0"]}, {"r1_a": 8, "r1_b": 0}, [], {"r1_a": 8.0, "r1_b": 0.0}),
    (
        HOURS,
        {"r1_a": ["25"]},
        {"r1_a": 25, "r1_b": None},
        ["too_large", "row_missing"],
        {"r1_a": 25.0, "r1_b": None},
    ),
    (
        HOURS,
        {"r1_a": ["7,5"], "r1_b": ["x"]},
        {"r1_a": 7.5, "r1_b": "x"},
        ["not_whole", "not_a_number"],
        {"r1_a": 7.5, "r1_b": None},
    ),
    (TOOLS, {"r1_a": [" pen "]}, {"r1_a": "pen", "r1_b": None}, [], {"r1_a": "pen", "r1_b": None}),
    (TOOLS, {"r1_b": ["pencil"]}, {"r1_a": None, "r1_b": "pencil"}, ["too_long"], {"r1_a": None, "r1_b": "pencil"}),
    (LINES, {"r1": ["a\nb"], "r2": ["c"]}, {"r1": "a b", "r2": "c"}, [], {"r1": "a b", "r2": "c"}),
    (
        LINES,
        {"r1": ["abcdef"]},
        {"r1": "abcdef", "r2": None},
        ["too_long", "row_missing"],
        {"r1": "abcdef", "r2": None},
    ),
    (NUMBERS, {"r1": ["1"], "r2": ["60"]}, {"r1": 1, "r2": 60}, [], {"r1": 1.0, "r2": 60.0}),
    (NUMBERS, {"r1": ["61"]}, {"r1": 61, "r2": None}, ["too_large"], {"r1": 61.0, "r2": None}),
    (NUMBERS, {"r1": ["1"]}, {"r1": 1, "r2": None}, ["row_missing"], {"r1": 1.0, "r2": None}),
    (NUMBERS, {}, {"r1": None, "r2": None}, ["row_missing", "row_missing"], {"r1": None, "r2": None}),
    (SHARED, {"r1": ["0,1"], "r2": ["0,9"]}, {"r1": 0.1, "r2": 0.9}, [], {"r1": 0.1, "r2": 0.9}),
    (SHARED, {"r2": ["1"]}, {"r1": 0, "r2": 1}, [], {"r1": 0.0, "r2": 1.0}),
    (POSITIVE, {"r2": ["4"]}, {"r1": None, "r2": 4}, ["row_missing"], {"r1": None, "r2": 4.0}),
    (POSITIVE, {"r2": ["5"]}, {"r1": None, "r2": 5}, ["total_not"], {"r1": None, "r2": 5.0}),
    (SHARED, {"r1": ["0.5"], "r2": ["0.6"]}, {"r1": 0.5, "r2": 0.6}, ["total_not"], {"r1": 0.5, "r2": 0.6}),
    (SHARED, {}, {"r1": None, "r2": None}, ["required"], {"r1": None, "r2": None}),
    (BETWEEN, {"r1": ["9"]}, {"r1": 9, "r2": None}, ["total_too_small"], {"r1": 9.0, "r2": None}),
    (BETWEEN, {"r1": ["9"], "r2": ["12"]}, {"r1": 9, "r2": 12}, ["total_too_large"], {"r1": 9.0, "r2": 12.0}),
    (BETWEEN, {}, {"r1": None, "r2": None}, [], {"r1": None, "r2": None}),
    (OPPOSED, {"r1": ["5"]}, {"r1": "5"}, [], {"r1": 5}),
    (OPPOSED, {"r1": ["unsaid"]}, {"r1": "unsaid"}, [], {"r1": 6}),
    (OPPOSED, {"r1": ["6"]}, {"r1": "6"}, ["not_offered"], {"r1": BLANK}),
    (OPPOSED, {}, {"r1": None}, ["row_missing"], {"r1": BLANK}),
    (FILE, {"q": [f"{SHA}/a.pdf"]}, {"q": [f"{SHA}/a.pdf"]}, [], {"q": f"{SHA}/a.pdf"}),
    (FILE, {"q": [f"{SHA}/a.exe"]}, {"q": [f"{SHA}/a.exe"]}, ["file_kind"], {"q": f"{SHA}/a.exe"}),
    (FILE, {"q": [""]}, {"q": None}, ["required"], {"q": None}),
    (FILE, {"q": [f"{SHA}/a.pdf", f"{SHA}/b.pdf"]}, {"q": [f"{SHA}/b.pdf"]}, [], {"q": f"{SHA}/b.pdf"}),
    (
        FILES,
        {"q": [f"{SHA}/a.pdf", f"{SHA}/b.pdf", f"{SHA}/c.pdf"]},
        {"q": [f"{SHA}/a.pdf", f"{SHA}/b.pdf", f"{SHA}/c.pdf"]},
        ["too_many_files"],
        {"q": f"{SHA}/a.pdf {SHA}/b.pdf {SHA}/c.pdf"},
    ),
]


@pytest.mark.parametrize(("question", "raw", "answers", "problems", "encoded"), CASES)
def test_question_types(
    question: AnyQuestion, raw: Raw, answers: dict[str, Any], problems: list[str], encoded: dict[str, Any]
) -> None:
    parsed = question.parse(raw, BY_NAME)
    assert parsed == answers
    assert [problem.code for problem in question.validate_answers(parsed, BY_NAME)] == problems
    assert question.encode(parsed, BY_NAME) == encoded


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        (EVER, [("q", "single", ["yes", "no", "unsaid"])]),
        (RECOMMEND, [("q", "single", [*map(str, range(11)), "unsaid"])]),
        (TENTHS, [("q", "number", [])]),
        (MUST_TICK, [("r1", "multiple", ["a", "b", "c"]), ("r2", "multiple", ["a", "b", "c"])]),
        (DUAL, [("r1_now", "single", ["a", "b", "c"]), ("r1_then", "single", ["yes", "no"])]),
        (HOURS, [("r1_a", "number", []), ("r1_b", "number", [])]),
        (TOOLS, [("r1_a", "text", []), ("r1_b", "text", [])]),
        (LINES, [("r1", "text", []), ("r2", "text", [])]),
        (NUMBERS, [("r1", "number", []), ("r2", "number", [])]),
        (OPPOSED, [("r1", "single", ["1", "2", "3", "4", "5", "unsaid"])]),
        (FILE, [("q", "text", [])]),
    ],
)
def test_columns(question: AnyQuestion, columns: list[tuple[str, str, list[str]]]) -> None:
    found = question.variables(BY_NAME)
    assert [(column.name, column.kind, [code.code for code in column.codes]) for column in found] == columns


@pytest.mark.parametrize(
    ("question", "field", "label"),
    [
        (DUAL, "r1_then", "One – Then"),
        (HOURS, "r1_b", "One – B"),
        (OPPOSED, "r1", "Cold – Warm"),
        (LINES, "r2", "Two"),
    ],
)
def test_a_field_is_called_by_all_that_stands_over_it(question: AnyQuestion, field: str, label: str) -> None:
    assert question.label_of(field).read("en") == label
    assert next(column for column in question.variables(BY_NAME) if column.name == field).label.read("en") == label


def test_a_total_is_told_with_what_it_is() -> None:
    problems = SHARED.validate_answers({"r1": None, "r2": 0.7}, BY_NAME)
    assert problems == (Problem("r2", "total_not", {"total": 1, "given": 0.7}),)


@pytest.mark.parametrize(
    "make",
    [
        lambda: YesNo(name="q", yes_code="no"),
        lambda: YesNo(name="q", opt_outs=(Choice(code="yes", label=words("x"), missing="refused"),)),
        lambda: YesNo(name="q", opt_outs=(Choice(code="maybe", label=words("x")),)),
        lambda: Nps(name="q", opt_outs=(Choice(code="10", label=words("x"), missing="unknown"),)),
        lambda: Differential(name="q", rows=OPPOSED.rows, points=12),
        lambda: Slider(name="q", least=1, most=1),
        lambda: Slider(name="q", step=0),
        lambda: Slider(name="q", most=float("inf")),
        lambda: MatrixScales(name="q", rows=ROWS, scales=DUAL.scales[:1]),
        lambda: Upload(name="q", accept=("image/*",)),
    ],
)
def test_what_cannot_be_asked_is_refused(make: Any) -> None:
    with pytest.raises(ValidationError):
        make()
