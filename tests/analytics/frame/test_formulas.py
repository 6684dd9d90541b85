"""Expressions on frames: each case is a formula and the rows it is true for."""

import numpy as np
import pytest

from analytics.frame import Frame, FrameBuilder, NotInSnapshotError, layout_of, matching, rows_where
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula

DEFINITION = Definition.model_validate(
    {
        "name": "mini",
        "title": {"en": "Mini"},
        "languages": ["en"],
        "lists": [
            {"name": "yn", "choices": [{"code": "yes", "label": {"text": {"en": "Yes"}}}, {"code": "no", "label": {}}]},
            {"name": "abc", "choices": [{"code": code, "label": {}} for code in "abc"]},
        ],
        "sides": [{"name": "left"}, {"name": "right"}],
        "populations": [{"name": "one", "side": "left"}, {"name": "two", "side": "right"}],
        "pages": [
            {
                "name": "page",
                "questions": [
                    {"type": "single", "name": "uses", "list": "yn"},
                    {"type": "multiple", "name": "tools", "list": "abc"},
                    {"type": "ranking", "name": "order", "list": "abc"},
                    {"type": "yes_no", "name": "ever"},
                    {"type": "number", "name": "age"},
                    {"type": "text", "name": "why"},
                    {
                        "type": "calculated",
                        "name": "keen",
                        "formula": {"text": "if(${uses} = 'yes' and ${age} > 30, 'keen', 'not')"},
                    },
                ],
            }
        ],
    }
)
ANSWERS: list[tuple[str, Answers]] = [
    ("one", {"uses": "yes", "tools": ["a", "c"], "age": 40, "ever": "yes"}),
    ("one", {"uses": "no", "tools": None, "age": 25}),
    ("two", {"uses": None, "age": None}),
    ("two", {"uses": "yes", "tools": ["b"], "age": 30}),
]


@pytest.fixture(scope="module")
def frame() -> Frame:
    shape = layout_of(DEFINITION)
    builder = FrameBuilder(shape, len(ANSWERS))
    for number, (population, answers) in enumerate(ANSWERS):
        builder.add(number=number, population=population, values=encode_answers(DEFINITION, answers))
    return builder.finish()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("${uses} = 'yes'", [0, 3]),
        ("${uses} = ''", [2]),
        ("selected(${tools}, 'c')", [0]),
        ("count-selected(${tools}) = 1", [3]),
        ("${age} >= 30", [0, 3]),
        ("${side} = 'right' and ${uses} = 'yes'", [3]),
        ("${population} = 'one'", [0, 1]),
        ("${keen} = 'keen'", [0]),
        ("jr:choice-name(${uses}, '${uses}') = 'Yes'", [0, 3]),
        ("jr:choice-name(${ever}, '${ever}') = 'Yes'", [0]),
        ("${tools_c} = 'Y'", [0]),
        ("${tools_c} = ''", [1, 2, 3]),
        ("true()", [0, 1, 2, 3]),
    ],
)
def test_rows_of_a_formula(frame: Frame, text: str, rows: list[int]) -> None:
    assert np.flatnonzero(rows_where(DEFINITION, Formula(text=text), frame)).tolist() == rows


@pytest.mark.parametrize(
    ("text", "name"),
    [("${why} = 'x'", "why"), ("${nowhere} = 1", "nowhere"), ("now() > 0", "now"), ("${order_1} = 'a'", "order_1")],
)
def test_what_a_snapshot_does_not_hold_is_named(frame: Frame, text: str, name: str) -> None:
    with pytest.raises(NotInSnapshotError, match=name):
        rows_where(DEFINITION, Formula(text=text), frame)


def test_a_combination_is_tested_once(frame: Frame) -> None:
    seen: list[object] = []

    def test(values: object) -> bool:
        seen.append(values)
        return False

    matching(["side"], test, frame)
    assert seen == [{"side": "left"}, {"side": "right"}]


def test_a_frame_without_rows() -> None:
    empty = FrameBuilder(layout_of(DEFINITION), 0).finish()
    assert rows_where(DEFINITION, Formula(text="${uses} = 'yes'"), empty).tolist() == []
