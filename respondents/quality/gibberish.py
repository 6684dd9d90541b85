"""Text that means nothing in any language written with Latin letters. Conservative: in doubt, it means something."""

import re
import unicodedata
from itertools import pairwise
from typing import Literal

Fault = Literal["no_letters", "repeated", "keyboard", "no_vowels", "too_short"]

#: Rows of French and English keyboards; a run along one, either way, is a hand that slides.
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LEAST_RUN = 5
_VOWELS = frozenset("aeiouy")
#: Longer than any word without a vowel, and than almost any group of initials.
_LONGEST_WITHOUT_VOWEL = 6
_ONE_CHARACTER = re.compile(r"(.)\1{3,}")
_ONE_PIECE = re.compile(r"(.{2,5}?)\1{2,}")


def fault_of(text: str, *, required_long: bool = False) -> Fault | None:
    """What is wrong with an open answer; None for nothing.

    `required_long`: it had to be given, in a field for several lines. Only there are blank
    punctuation and one or two letters a way around the question.
    """
    letters = _letters(text)
    if not letters:
        return "no_letters" if required_long and text.strip() else None
    if not letters.isascii():
        return None  # another alphabet, of which nothing is known here
    if _is_repeated(letters):
        return "repeated"
    if _slides(letters):
        return "keyboard"
    if _has_no_vowels(text):
        return "no_vowels"
    return "too_short" if required_long and len(letters) < 3 and not text.strip().isupper() else None


def _letters(text: str) -> str:
    """Its letters, small, without accents."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae").casefold())
    return "".join(letter for letter in plain if letter.isalpha())


def _is_repeated(letters: str) -> bool:
    """One letter, or one short piece, again and again, most of the text."""
    covered = sum(len(found[0]) for found in _ONE_CHARACTER.finditer(letters))
    if covered * 10 >= len(letters) * 6:
        return True
    piece = _ONE_PIECE.match(letters)
    return piece is not None and len(piece[0]) >= 8 and len(piece[0]) * 10 >= len(letters) * 8


def _slides(letters: str) -> bool:
    """Runs along rows of a keyboard, most of the text."""
    covered = max(_along(letters, row) + _along(letters, row[::-1]) for row in _ROWS)
    return covered * 10 >= len(letters) * 6


def _along(letters: str, row: str) -> int:
    """How many letters stand in runs along the row, of five at least."""
    follows = dict(pairwise(row))
    covered, run = 0, 1
    for before, letter in zip(letters, f"{letters[1:]} ", strict=True):
        if follows.get(before) == letter:
            run += 1
        else:
            covered += run if run >= _LEAST_RUN else 0
            run = 1
    return covered


def _has_no_vowels(text: str) -> bool:
    """Every word is long and has no vowel: initials and the odd word apart."""
    words = [_letters(word) for word in text.split() if _letters(word)]
    if any(not _VOWELS.isdisjoint(word) for word in words):
        return False
    if text.isupper() and len(words) == 1:
        return len(words[0]) > _LONGEST_WITHOUT_VOWEL + 2
    return max(len(word) for word in words) >= _LONGEST_WITHOUT_VOWEL
