"""Markup cut into pieces and put together again."""

from collections.abc import Iterable, Mapping

import pytest

from respondents.pages.pieces import Marks, Parts, Slot, assemble, without_marks


class Filled:
    """A filler from plain values."""

    def __init__(self, values: Mapping[str, str], chosen: Mapping[str, Iterable[str]]) -> None:
        self._values, self._chosen = values, chosen

    def fill(self, slot: Slot) -> str:
        return self._values[slot.kind]

    def choose(self, parts: Parts) -> Iterable[str]:
        return self._chosen[parts.kind]

    def around(self, parts: Parts, key: str) -> tuple[str, str]:
        return ("<i>", "</i>") if self._values.get("around") == key else ("", "")


def listed(marks: Marks) -> str:
    """Three options, of which the second holds a slot."""
    written = [
        marks.part("<li>a</li>", "option", "a"),
        marks.part(f"<li>b{marks.slot('value')}</li>", "option", "b"),
        marks.part("<li>c</li>", "option", "c"),
    ]
    return "<ul>" + "\n ".join(written) + "</ul>"


@pytest.mark.parametrize(
    ("order", "html"),
    [
        ("abc", "<ul><li>a</li><li>b!</li><li>c</li></ul>"),
        ("cba", "<ul><li>c</li><li>b!</li><li>a</li></ul>"),
        ("b", "<ul><li>b!</li></ul>"),
        ("", "<ul></ul>"),
    ],
)
def test_parts_are_chosen_and_ordered(order: str, html: str) -> None:
    marks = Marks()
    assert assemble(marks.cut(listed(marks)), Filled({"value": "!"}, {"option": order})) == html


def test_a_part_may_stand_in_something() -> None:
    marks = Marks()
    filled = Filled({"value": "!", "around": "b"}, {"option": "bc"})
    assert assemble(marks.cut(listed(marks)), filled) == "<ul><i><li>b!</li></i><li>c</li></ul>"


def test_parts_nest() -> None:
    marks = Marks()
    pieces = marks.cut(marks.part(f"<p>{listed(marks)}</p>", "question", "q") + marks.part("x", "question", "r"))
    filled = Filled({"value": "?"}, {"question": ["r", "q"], "option": ["c", "b"]})
    assert assemble(pieces, filled) == "x<p><ul><li>c</li><li>b?</li></ul></p>"


def test_parts_of_other_owners_are_apart() -> None:
    marks = Marks()
    pieces = marks.cut(marks.part("1", "option", "a", "q") + marks.part("2", "option", "a", "r"))
    assert [(piece.owner, list(piece.pieces)) for piece in pieces if isinstance(piece, Parts)] == [
        ("q", ["a"]),
        ("r", ["a"]),
    ]


def test_a_text_cannot_pass_for_a_mark() -> None:
    assert without_marks("a\ue0000\ue001b\ue002") == "a0b"
