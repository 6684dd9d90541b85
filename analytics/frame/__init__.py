"""Typed columns from rows. Pure."""

from analytics.frame.build import FrameBuilder
from analytics.frame.frame import Column, Frame, Rows, has_bit, has_code, was_asked
from analytics.frame.layout import Layout, MarginAxis, PopulationCells
from analytics.frame.matching import NotInSnapshot, matching
from analytics.frame.parts import MANIFEST, Part, PartIsDamaged, check_part, read_part, write_part

__all__ = [
    "MANIFEST",
    "Column",
    "Frame",
    "FrameBuilder",
    "Layout",
    "MarginAxis",
    "NotInSnapshot",
    "Part",
    "PartIsDamaged",
    "PopulationCells",
    "Rows",
    "check_part",
    "has_bit",
    "has_code",
    "matching",
    "read_part",
    "was_asked",
    "write_part",
]
