"""Every question type: what was posted -> the answers -> what is wrong -> what a data file holds."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.questionnaire.answers import LONGEST_TEXT, Raw
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.messages import CODES, message
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Matrix,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
)
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import BLANK
from tests.surveys.questionnaire.building import LISTS, words

BY_NAME = {choices.name: choices for choices in LISTS}
LONG = "x" * (LONGEST_TEXT + 5)

FRUIT = Single(name="q", list="fruits")
MUST = Single(name="q", list="fruits", required="required")
WHY = Single(name="q", list="letters", comment=True)
WHY_EACH = Multiple(name="q", list="letters", comment_each=True, comment=True, required="required")
FRUITS = Multiple(name="q", list="fruits", least=2, most=3)
MUST_TICK = Multiple(name="q", list="letters", required="required")
GRID = Matrix(name="grid", list="letters", rows=(Row(name="r1", label=words("1")), Row(name="r2", label=words("2"))))
MUST_GRID = GRID.model_copy(update={"required": "required"})
RANK = Ranking(name="q", list="letters")
TOP = Ranking(name="q", list="letters", top=2, required="required")
OR_NOT = Ranking(name="q", list="fruits", top=1)  # "none" and "unsaid" go alone
UNRANKED = {"q_apple": BLANK, "q_pear": BLANK, "q_plum": BLANK, "q_else": BLANK}
WHOLE = Number(name="q", least=0, most=2000)
DECIMAL = Number(name="q", type="decimal", most=2.5, required="required")
DAY = Moment(name="q", least="2020-01-01", most="2024-12-31")
HOUR = Moment(name="q", type="time", required="required")
INSTANT = Moment(name="q", type="datetime", most="2024-12-31")
LINE = OpenText(name="q", longest=10)
LINES = OpenText(name="q", type="long_text", required="required")
MAIL = OpenText(name="q", type="email")
AGREE = Consent(name="q")

# question, posted, answers, codes of the problems, encoded
CASES: list[tuple[AnyQuestion, Raw, dict[str, Any], list[str], dict[str, Any]]] = [
    (FRUIT, {"q": ["pear"]}, {"q": "pear", "q_other": None}, [], {"q": 2, "q_other": None}),
    (FRUIT, {"q": ["pear"], "q_other": ["kiwi"]}, {"q": "pear", "q_other": None}, [], {"q": 2, "q_other": None}),
    (FRUIT, {}, {"q": None, "q_other": None}, [], {"q": BLANK, "q_other": None}),
    (FRUIT, {"q": ["else"]}, {"q": "else", "q_other": None}, [], {"q": 4, "q_other": None}),
    (MUST, {}, {"q": None, "q_other": None}, ["choose_one"], {"q": BLANK, "q_other": None}),
    (MUST, {"q": ["kiwi"]}, {"q": "kiwi", "q_other": None}, ["not_offered"], {"q": BLANK, "q_other": None}),
    (
        MUST,
        {"q": ["else"], "q_other": [" "]},
        {"q": "else", "q_other": None},
        ["specify_other"],
        {"q": 4, "q_other": None},
    ),
    (MUST, {"q": ["else"], "q_other": [" ki\0wi "]}, {"q": "else", "q_other": "kiwi"}, [], {"q": 4, "q_other": "kiwi"}),
    (
        MUST,
        {"q": ["else"], "q_other": [LONG]},
        {"q": "else", "q_other": LONG[: LONGEST_TEXT + 1]},
        ["too_long"],
        {"q": 4, "q_other": LONG[: LONGEST_TEXT + 1]},
    ),
    (WHY, {"q_comment": ["so"]}, {"q": None, "q_comment": "so"}, [], {"q": BLANK, "q_comment": "so"}),
    (WHY, {"q": ["a"]}, {"q": "a", "q_comment": None}, [], {"q": 1, "q_comment": None}),
    (
        WHY,
        {"q_comment": [LONG]},
        {"q": None, "q_comment": LONG[: LONGEST_TEXT + 1]},
        ["too_long"],
        {"q": BLANK, "q_comment": LONG[: LONGEST_TEXT + 1]},
    ),
    (
        WHY_EACH,
        {"q": ["b"], "q_acomment": ["no"], "q_bcomment": ["yes"], "q_comment": ["all"]},
        {"q": ["b"], "q_acomment": None, "q_bcomment": "yes", "q_ccomment": None, "q_comment": "all"},
        [],
        {"q": 0b10, "q_acomment": None, "q_bcomment": "yes", "q_ccomment": None, "q_comment": "all"},
    ),
    (
        FRUITS,
        {"q": ["plum", "apple", "plum"]},
        {"q": ["apple", "plum"], "q_other": None},
        [],
        {"q": 0b101, "q_other": None},
    ),
    (FRUITS, {"q": ["apple"]}, {"q": ["apple"], "q_other": None}, ["choose_at_least"], {"q": 1, "q_other": None}),
    (
        FRUITS,
        {"q": ["apple", "pear", "plum", "else"], "q_other": ["fig"]},
        {"q": ["apple", "pear", "plum", "else"], "q_other": "fig"},
        ["choose_at_most"],
        {"q": 0b1111, "q_other": "fig"},
    ),
    (FRUITS, {"q": ["none"]}, {"q": ["none"], "q_other": None}, [], {"q": 0b10000, "q_other": None}),
    (
        FRUITS,
        {"q": ["unsaid", "pear"]},
        {"q": ["pear", "unsaid"], "q_other": None},
        ["exclusive_alone"],
        {"q": 0b100010, "q_other": None},
    ),
    (
        FRUITS,
        {"q": ["kiwi", "pear"]},
        {"q": ["pear", "kiwi"], "q_other": None},
        ["not_offered"],
        {"q": 2, "q_other": None},
    ),
    (FRUITS, {}, {"q": None, "q_other": None}, [], {"q": 0, "q_other": None}),
    (MUST_TICK, {"q": [""]}, {"q": None}, ["choose_at_least"], {"q": 0}),
    (GRID, {"r1": ["a"]}, {"r1": "a", "r2": None}, [], {"r1": 1, "r2": BLANK}),
    (MUST_GRID, {"r1": ["a"]}, {"r1": "a", "r2": None}, ["row_missing"], {"r1": 1, "r2": BLANK}),
    (MUST_GRID, {"r1": ["z"], "r2": ["c"]}, {"r1": "z", "r2": "c"}, ["not_offered"], {"r1": BLANK, "r2": 3}),
    (RANK, {"q:a": ["3"], "q:b": ["1"], "q:c": ["2"]}, {"q": ["b", "c", "a"]}, [], {"q_a": 3, "q_b": 1, "q_c": 2}),
    (RANK, {}, {"q": None}, [], {"q_a": BLANK, "q_b": BLANK, "q_c": BLANK}),
    (RANK, {"q:b": ["1"]}, {"q": ["b"]}, ["rank_all"], {"q_a": 4, "q_b": 1, "q_c": 4}),
    (RANK, {"q:a": ["1"], "q:b": ["1"]}, {"q": "a=1 b=1"}, ["rank_twice"], {"q_a": BLANK, "q_b": BLANK, "q_c": BLANK}),
    (RANK, {"q:a": ["1"], "q:b": ["3"]}, {"q": "a=1 b=3"}, ["rank_all"], {"q_a": BLANK, "q_b": BLANK, "q_c": BLANK}),
    (RANK, {"q:a": ["x y"]}, {"q": "a=xy"}, ["rank_all"], {"q_a": BLANK, "q_b": BLANK, "q_c": BLANK}),
    (TOP, {"q:a": ["2"], "q:c": ["1"]}, {"q": ["c", "a"]}, [], {"q_a": 2, "q_b": 3, "q_c": 1}),
    (TOP, {}, {"q": None}, ["rank_all"], {"q_a": BLANK, "q_b": BLANK, "q_c": BLANK}),
    (OR_NOT, {"q:pear": ["1"]}, {"q": ["pear"]}, [], {**dict.fromkeys(UNRANKED, 2), "q_pear": 1}),
    (OR_NOT, {"q": ["unsaid"]}, {"q": ["unsaid"]}, [], dict.fromkeys(UNRANKED, 4)),
    (OR_NOT, {"q": ["none", "kiwi"]}, {"q": ["none"]}, [], dict.fromkeys(UNRANKED, 3)),
    (OR_NOT, {"q": ["unsaid"], "q:pear": ["1"]}, {"q": "unsaid pear=1"}, ["exclusive_alone"], UNRANKED),
    (OR_NOT, {"q:unsaid": ["1"]}, {"q": None}, [], UNRANKED),
    (WHOLE, {"q": ["1 234"]}, {"q": 1234}, [], {"q": 1234.0}),
    (WHOLE, {"q": ["1,234"]}, {"q": 1234}, [], {"q": 1234.0}),
    (WHOLE, {"q": ["12,0"]}, {"q": 12}, [], {"q": 12.0}),
    (WHOLE, {"q": ["12,5"]}, {"q": 12.5}, ["not_whole"], {"q": 12.5}),
    (WHOLE, {"q": ["-1"]}, {"q": -1}, ["too_small"], {"q": -1.0}),
    (WHOLE, {"q": ["2001"]}, {"q": 2001}, ["too_large"], {"q": 2001.0}),
    (WHOLE, {"q": ["twelve"]}, {"q": "twelve"}, ["not_a_number"], {"q": None}),
    (WHOLE, {"q": ["9" * 400]}, {"q": "9" * 400}, ["not_a_number"], {"q": None}),
    (WHOLE, {"q": ["  "]}, {"q": None}, [], {"q": None}),
    (DECIMAL, {"q": ["2,25"]}, {"q": 2.25}, [], {"q": 2.25}),
    (DECIMAL, {"q": ["2.6"]}, {"q": 2.6}, ["too_large"], {"q": 2.6}),
    (DECIMAL, {"q": ["1e5"]}, {"q": "1e5"}, ["not_a_number"], {"q": None}),
    (DECIMAL, {}, {"q": None}, ["required"], {"q": None}),
    (DAY, {"q": ["2024-02-29"]}, {"q": "2024-02-29"}, [], {"q": "2024-02-29"}),
    (DAY, {"q": ["1/2/2024"]}, {"q": "2024-02-01"}, [], {"q": "2024-02-01"}),
    (DAY, {"q": ["2023-02-29"]}, {"q": "2023-02-29"}, ["not_a_date"], {"q": "2023-02-29"}),
    (DAY, {"q": ["2019-12-31"]}, {"q": "2019-12-31"}, ["too_early"], {"q": "2019-12-31"}),
    (DAY, {"q": ["2025-01-01"]}, {"q": "2025-01-01"}, ["too_late"], {"q": "2025-01-01"}),
    (HOUR, {"q": ["14:30:59"]}, {"q": "14:30"}, [], {"q": "14:30"}),
    (HOUR, {"q": ["25:00"]}, {"q": "25:00"}, ["not_a_time"], {"q": "25:00"}),
    (HOUR, {}, {"q": None}, ["required"], {"q": None}),
    (INSTANT, {"q": ["2024-12-31T23:59"]}, {"q": "2024-12-31T23:59"}, [], {"q": "2024-12-31T23:59"}),
    (INSTANT, {"q": ["2025-01-01T00:00"]}, {"q": "2025-01-01T00:00"}, ["too_late"], {"q": "2025-01-01T00:00"}),
    (INSTANT, {"q": ["2024-12-31"]}, {"q": "2024-12-31"}, ["not_a_datetime"], {"q": "2024-12-31"}),
    (INSTANT, {"q": ["31/5/2024 14:30"]}, {"q": "2024-05-31T14:30"}, [], {"q": "2024-05-31T14:30"}),
    (INSTANT, {"q": ["2024-05-31 14:30"]}, {"q": "2024-05-31T14:30"}, [], {"q": "2024-05-31T14:30"}),
    (LINE, {"q": [" two\r\nlines "]}, {"q": "two lines"}, [], {"q": "two lines"}),
    (LINE, {"q": ["e\u0301t\u00e9"]}, {"q": "\u00e9t\u00e9"}, [], {"q": "\u00e9t\u00e9"}),
    (LINE, {"q": ["12345678901"]}, {"q": "12345678901"}, ["too_long"], {"q": "12345678901"}),
    (LINES, {"q": ["two\r\nlines"]}, {"q": "two\nlines"}, [], {"q": "two\nlines"}),
    (LINES, {"q": ["\u0000"]}, {"q": None}, ["required"], {"q": None}),
    (MAIL, {"q": ["a.b@ex-ample.org"]}, {"q": "a.b@ex-ample.org"}, [], {"q": "a.b@ex-ample.org"}),
    (MAIL, {"q": ["a@b"]}, {"q": "a@b"}, ["not_an_email"], {"q": "a@b"}),
    (MAIL, {"q": ["a b@c.org"]}, {"q": "a b@c.org"}, ["not_an_email"], {"q": "a b@c.org"}),
    (AGREE, {"q": ["OK"]}, {"q": "OK"}, [], {"q": 1}),
    (AGREE, {"q": ["no"]}, {"q": "no"}, [], {"q": 2}),
    (AGREE, {"q": ["maybe"]}, {"q": "maybe"}, ["not_offered"], {"q": BLANK}),
    (AGREE, {}, {"q": None}, ["consent_needed"], {"q": BLANK}),
    (Note(name="q"), {"q": ["x"]}, {}, [], {}),
    (Hidden(name="q"), {"q": ["x"]}, {}, [], {}),
    (Calculated(name="q", formula=Formula(text="1")), {"q": ["x"]}, {}, [], {}),
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
    ("typed", "kept"),
    [("good\tmorning", "good morning"), ("a\x0bb\x00c", "a bc"), ("e\u0301\x85", "\u00e9"), ("\t", None)],
)
def test_characters_that_do_not_print(typed: str, kept: str | None) -> None:
    assert one_text({"q": [typed]}, "q") == kept


@pytest.mark.parametrize("question", {id(case[0]): case[0] for case in CASES}.values())
def test_what_was_never_asked_is_not_encoded(question: AnyQuestion) -> None:
    assert question.encode({}, BY_NAME) == {}


@pytest.mark.parametrize(
    ("question", "value", "encoded"),
    [
        (Hidden(name="q"), "panel", "panel"),
        (Hidden(name="q"), None, None),
        (Calculated(name="q", formula=Formula(text="1")), 3.0, "3"),
        (Calculated(name="q", formula=Formula(text="1"), numeric=True), "3.5", 3.5),
        (Calculated(name="q", formula=Formula(text="1"), numeric=True), "nan", None),
        (Calculated(name="q", formula=Formula(text="1"), numeric=True), "many", None),
    ],
)
def test_unasked_values(question: AnyQuestion, value: str | float | None, encoded: str | float | None) -> None:
    assert question.encode({"q": value}, BY_NAME) == {"q": encoded}


#: Machines that are busy are slow at times: that is no fault of the types.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

QUESTIONS = list({id(case[0]): case[0] for case in CASES}.values())
TEXTS = st.text(max_size=20) | st.sampled_from(["a", "pear", "else", "none", "1", "2", "2024-01-01", "OK"])
POSTED = st.dictionaries(
    st.sampled_from(["q", "q_other", "r1", "r2", "q:a", "q:b", "q:c", "q[]", "csrf"]), st.lists(TEXTS, max_size=4)
)
STORED = st.dictionaries(
    st.sampled_from(["q", "q_other", "r1", "r2"]),
    st.none() | st.text() | st.integers() | st.floats(allow_nan=True) | st.lists(st.text(), max_size=4),
)


@given(question=st.sampled_from(QUESTIONS), raw=POSTED)
@unhurried
def test_anything_posted_can_be_read_checked_and_put_in_words(question: AnyQuestion, raw: Raw) -> None:
    parsed = question.parse(raw, BY_NAME)
    assert set(parsed) == (set(question.fields(BY_NAME)) if question.asks else set())
    problems = question.validate_answers(parsed, BY_NAME)
    for problem in problems:
        assert problem.code in CODES
        assert "{" not in message(problem, "fr") + message(problem, "en")
    columns = {variable.name for variable in question.variables(BY_NAME)}
    assert set(question.encode(parsed, BY_NAME)) == (columns if question.asks else set())
    if not problems and question.asks:  # what is accepted is read again as it was
        assert question.validate_answers(dict(parsed), BY_NAME) == ()


@given(question=st.sampled_from(QUESTIONS), answers=STORED)
@unhurried
def test_anything_stored_can_be_checked_and_encoded(question: AnyQuestion, answers: dict[str, Any]) -> None:
    question.validate_answers(answers, BY_NAME)
    question.encode(answers, BY_NAME)


@given(value=st.integers(min_value=-(10**12), max_value=10**12), grouped=st.booleans())
@unhurried
def test_whole_numbers_are_read_as_they_are_written_in_both_languages(value: int, *, grouped: bool) -> None:
    english = f"{value:,}" if grouped else str(value)
    for written in (english, english.replace(",", "\u202f"), english.replace(",", " ")):
        assert Number(name="q").parse({"q": [written]}, {}) == {"q": value}
