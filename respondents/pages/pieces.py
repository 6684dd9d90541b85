"""Markup cut into pieces: what never changes, and marks for what a request fills in.

Templates are rendered once with marks in the place of values; `cut` takes the result apart. Marks
are characters of Unicode's private use area, which no escaping touches and no text may hold.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

_OPEN, _CLOSE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"({_OPEN}[0-9]+{_CLOSE}|{_END})")
_RESERVED = re.compile(f"[{_OPEN}{_CLOSE}{_END}]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value: what `kind` of value, of which field, with what else it needs to know."""

    kind: str
    key: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Pieces of which a request shows some, in an order of its own: questions, choices, rows."""

    kind: str
    owner: str
    pieces: Mapping[str, "Pieces"]


Pieces = tuple["str | Slot | Parts", ...]


class Filler(Protocol):
    """What a request puts in."""

    def fill(self, slot: Slot) -> str:
        """The HTML for a slot."""

    def choose(self, parts: Parts) -> Iterable[str]:
        """Which of the parts to show, in order."""

    def around(self, parts: Parts, key: str) -> tuple[str, str]:
        """The HTML before and after one of them."""


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    owner: str
    key: str


class Marks:
    """The marks of one rendering."""

    def __init__(self) -> None:
        self._marked: list[Slot | _Part] = []

    def slot(self, kind: str, key: str = "", detail: str = "") -> SafeString:
        """Mark a place for a value."""
        return mark_safe(self._mark(Slot(kind, key, detail)))  # noqa: S308  # digits between two marks

    def part(self, content: str, kind: str, key: str, owner: str = "") -> SafeString:
        """Mark content that is shown or not; parts of a kind that touch can change places."""
        opening = self._mark(_Part(kind, owner, key))
        return mark_safe(f"{opening}{content}{_END}")  # noqa: S308  # content comes from a template

    def cut(self, html: str) -> Pieces:
        """Take rendered markup apart."""
        return _joined(self._pieces(iter(_MARK.split(html))))

    def _mark(self, marked: Slot | _Part) -> str:
        self._marked.append(marked)
        return f"{_OPEN}{len(self._marked) - 1}{_CLOSE}"

    def _pieces(self, tokens: Iterator[str]) -> Iterator["str | Slot | Parts"]:
        for token in tokens:
            if token == _END:
                return
            if not token.startswith(_OPEN):
                yield token
                continue
            marked = self._marked[int(token[1:-1])]
            if isinstance(marked, Slot):
                yield marked
            else:
                yield Parts(marked.kind, marked.owner, {marked.key: _joined(self._pieces(tokens))})


def assemble(pieces: Pieces, filler: Filler) -> str:
    """The page of one request."""
    written: list[str] = []
    _write(pieces, filler, written)
    return "".join(written)


def without_marks(text: str) -> str:
    """A text of the questionnaire, unable to pass for a mark."""
    return _RESERVED.sub("", text)


def _write(pieces: Pieces, filler: Filler, written: list[str]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            written.append(piece)
        elif isinstance(piece, Slot):
            written.append(filler.fill(piece))
        else:
            for key in filler.choose(piece):
                before, after = filler.around(piece, key)
                written.append(before)
                _write(piece.pieces[key], filler, written)
                written.append(after)


def _joined(pieces: Iterable["str | Slot | Parts"]) -> Pieces:
    """Neighbouring parts of a kind as one, and no blank text between them."""
    joined: list[str | Slot | Parts] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Parts) and isinstance(last, Parts) and _akin(piece, last):
            joined[-1] = Parts(piece.kind, piece.owner, {**last.pieces, **piece.pieces})
        elif isinstance(piece, Parts) and isinstance(last, str) and not last.strip() and len(joined) > 1:
            before = joined[-2]
            if isinstance(before, Parts) and _akin(piece, before):
                joined[-2:] = [Parts(piece.kind, piece.owner, {**before.pieces, **piece.pieces})]
            else:
                joined.append(piece)
        elif piece != "":
            joined.append(piece)
    return tuple(joined)


def _akin(one: Parts, other: Parts) -> bool:
    return (one.kind, one.owner) == (other.kind, other.owner)
