"""Typed columns from rows. Pure."""

from analytics.frame.build import FrameBuilder
from analytics.frame.formulas import rows_where
from analytics.frame.frame import Column, Frame, Rows, has_bit, has_code, was_asked
from analytics.frame.joining import join, joined
from analytics.frame.layout import Layout, MarginAxis, PopulationCells, TooManyCellsError, layout_of
from analytics.frame.matching import NotInSnapshotError, matching
from analytics.frame.parts import MANIFEST, DamagedPartError, Part, check_part, npy_array, read_part, write_part

__all__ = [
    "MANIFEST",
    "Column",
    "DamagedPartError",
    "Frame",
    "FrameBuilder",
    "Layout",
    "MarginAxis",
    "NotInSnapshotError",
    "Part",
    "PopulationCells",
    "Rows",
    "TooManyCellsError",
    "check_part",
    "has_bit",
    "has_code",
    "join",
    "joined",
    "layout_of",
    "matching",
    "npy_array",
    "read_part",
    "rows_where",
    "was_asked",
    "write_part",
]
