"""Tables of rows, by hand."""

import numpy as np
import pytest

from analytics.exploring import SIDES, Condition, Counted, TableRequest, count
from tests.analytics.exploring.frames import BLANK, a_frame

FRAME = a_frame(
    [
        (0, 1, 1, 0b011, 1.0),
        (0, 1, 2, 0, 3.0),
        (0, 2, 1, 0b111, np.nan),
        (1, 1, BLANK, 0, 8.0),
        (2, 2, 1, 0b101, 2.0),
        (2, 2, 1, 0b101, 4.0),
    ]
)
WEIGHTS = np.array([1.0, 2.0, 3.0, 1.0, 1.0, 2.0])


def asked(rows: str, banner: str = SIDES, within: str = "", *conditions: Condition) -> Counted:
    return count(TableRequest(rows, banner, within, conditions), FRAME, WEIGHTS)


def shape_of(found: Counted) -> list[tuple[str, str, str]]:
    return [(each.side, each.role, "/".join(code for _, code in each.labels)) for each in found.columns]


def test_by_the_two_sides() -> None:
    found = asked("uses")
    assert shape_of(found) == [("patients", "whole", ""), ("professionals", "whole", "")]
    assert [slot.code for slot in found.slots] == ["yes", "no", "unsaid", ""]
    assert found.n.tolist() == [[2, 1, 0, 0], [2, 0, 0, 1]]
    assert found.w.tolist() == [[4, 2, 0, 0], [3, 0, 0, 1]]
    assert (found.base_n.tolist(), found.base_w.tolist()) == ([3, 3], [6, 4])
    assert found.effective.tolist() == pytest.approx([36 / 14, 16 / 6])


def test_a_population_that_is_a_side_by_itself_has_no_column_of_its_own() -> None:
    assert shape_of(asked("uses", "populations"))[1:] == [
        ("professionals", "whole", ""),
        ("professionals", "part", "doctor"),
        ("professionals", "part", "nurse"),
    ]


def test_several_answers_overlap() -> None:
    found = asked("sex", "tools")
    patients = [each for each in shape_of(found) if each[0] == "patients"]
    assert [role for _, role, _ in patients] == ["whole", *["part", "others"] * 3]
    assert found.base_n[:5].tolist() == [3, 2, 1, 1, 2]


def test_one_banner_within_another() -> None:
    found = asked("sex", "populations", "uses")
    parts = [(one, other) for one in ("doctor", "nurse") for other in ("yes", "no", "unsaid")]
    assert [each for each in shape_of(found) if each[0] == "professionals"] == [
        ("professionals", "whole", ""),
        *(("professionals", "part", f"{one}/{other}") for one, other in parts),
        ("professionals", "rest", ""),
    ]


def test_only_those_who_answered() -> None:
    found = asked("uses", SIDES, "", Condition("sex", "f"))
    assert found.base_n.tolist() == [2, 1]
    assert [each.tolist() for each in found.outside["patients"]] == [[3, 2, 1, 0, 0]]


def test_numbers_have_moments() -> None:
    found = asked("hours")
    assert found.base_n.tolist() == [2, 3]
    assert found.means.tolist() == pytest.approx([7 / 3, 18 / 4])
    assert found.medians.tolist() == [3, 4]
    assert found.deviations[0] == pytest.approx(np.sqrt((16 / 9 + 2 * 4 / 9) / 3))
