"""Interviews become columns."""

import numpy as np
import pytest

from analytics.frame import Frame, FrameBuilder, has_bit, has_code, was_asked
from analytics.frame.build import Encoded
from analytics.frame.frame import empty_column
from surveys.questionnaire.variables import BLANK, Kind
from tests.analytics.reference import EVERYONE, layout, variable

SHAPE = layout(
    [
        variable("sex", ["f", "m"]),
        variable("tools", ["chat", "image", "none"], "multiple"),
        variable("long", [str(code) for code in range(1, 81)], "multiple"),
        variable("hours", kind="number"),
    ],
    {"sex": ["f", "m"], "band": ["18-34", "35+"]},
)


def frame_of(*rows: Encoded) -> Frame:
    builder = FrameBuilder(SHAPE, len(rows))
    for number, values in enumerate(rows):
        builder.add(number=number, population=EVERYONE, values=values)
    return builder.finish()


def test_rows_are_sorted_by_margin_cell_then_by_number() -> None:
    frame = frame_of({"sex": 2, "hours": 1.0}, {"sex": 1, "hours": 2.0}, {"sex": 2, "hours": 3.0}, {"hours": 4.0})
    assert frame.cell.tolist() == sorted(frame.cell.tolist())
    assert frame.columns["hours"].tolist() == [4.0, 2.0, 1.0, 3.0]


def test_a_margin_may_be_a_calculated_text_that_no_column_holds() -> None:
    frame = frame_of({"sex": 1, "band": "35+"}, {"sex": 1, "band": "18-34"}, {"sex": 1, "band": "other"})
    [cells] = SHAPE.populations
    assert cells.levels(frame.cell).tolist() == [[1, 0], [1, 1], [1, 2]]


def test_values_without_a_target_are_on_level_zero() -> None:
    frame = frame_of({"sex": BLANK}, {})
    assert SHAPE.populations[0].levels(frame.cell).tolist() == [[0, 0], [0, 0]]


def test_never_asked_is_not_left_blank() -> None:
    frame = frame_of({}, {"sex": BLANK, "tools": 0, "hours": None})
    sex, tools, _, hours = SHAPE.variables
    assert was_asked(sex, frame.columns["sex"]).tolist() == [False, True]
    assert was_asked(tools, frame.columns["tools"]).tolist() == [False, True]
    assert was_asked(hours, frame.columns["hours"]).tolist() == [False, False]


def test_codes_of_a_mask() -> None:
    frame = frame_of({"tools": 0b001}, {"tools": 0b110}, {"tools": 0})
    tools = SHAPE.variable_named["tools"]
    assert has_code(tools, frame.columns["tools"], (1,)).tolist() == [True, False, False]
    assert has_code(tools, frame.columns["tools"], (1, 3)).tolist() == [True, True, False]


def test_a_mask_of_more_codes_than_a_word_has_bits() -> None:
    frame = frame_of({"long": 1 << 79 | 1}, {"long": 1 << 62})
    column = frame.columns["long"]
    assert column.shape == (2, 2)
    assert [has_bit(column, number).tolist() for number in (0, 1, 63, 80)] == [
        [True, True],
        [True, False],
        [False, True],
        [True, False],
    ]


@pytest.mark.parametrize(
    ("codes", "kind", "dtype"),
    [(250, "single", np.uint8), (251, "single", np.uint16), (31, "multiple", np.uint32), (32, "multiple", np.uint64)],
)
def test_the_narrowest_type_that_holds_the_codes(codes: int, kind: Kind, dtype: type[np.generic]) -> None:
    column = empty_column(variable("q", [str(code) for code in range(codes)], kind), 1)
    assert column.dtype == dtype
