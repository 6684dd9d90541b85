"""Frames of the small barometer, made by hand."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from analytics.frame import Frame, layout_of
from surveys.questionnaire.codec import from_json
from surveys.questionnaire.variables import BLANK
from tests.analytics.samples import DOCUMENT

LAYOUT = layout_of(from_json(DOCUMENT))

#: One interview: population, sex, uses, tools (a mask with bit 0 for asked), hours.
Person = tuple[int, int, int, int, float]


def a_frame(people: Sequence[Person]) -> Frame:
    """The other questions were asked of nobody; every interview is in one margin cell of its population."""
    rows = list(zip(*people, strict=True)) if people else [()] * 5
    columns: dict[str, Any] = {
        "sex": np.array(rows[1], dtype=np.uint8),
        "uses": np.array(rows[2], dtype=np.uint8),
        "tools": np.array(rows[3], dtype=np.uint32),
        "hours": np.array(rows[4], dtype=np.float64),
    }
    empty = np.zeros(len(people), dtype=np.uint8)
    columns |= {each.name: empty for each in LAYOUT.variables if each.name not in columns}
    population = np.array(rows[0], dtype=np.uint8)
    starts = np.array([each.start for each in LAYOUT.populations], dtype=np.uint32)
    return Frame(LAYOUT, population, starts[population], columns)


__all__ = ["BLANK", "LAYOUT", "Person", "a_frame"]
