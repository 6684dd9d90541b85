"""One object of a survey, read with care: whatever its properties hold, reading them never fails."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from surveys.formats.texts import plain_text
from surveys.questionnaire.expressions.surveyjs.coercions import number_text

_LARGEST = 1e15
_SHORT = 200
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_TRUE = frozenset({"true", "1", "yes"})


@dataclass(frozen=True, eq=False)
class Element:
    """A question, panel, page, column, item or trigger as the file has it."""

    raw: Mapping[str, Any]

    @property
    def type(self) -> str:
        """What it is, in small letters; without a type, a panel when it holds elements, else a text."""
        written = self.raw.get("type")
        if isinstance(written, str) and written.strip():
            return written.strip().lower()
        return "panel" if isinstance(self.raw.get("elements"), list) else "text"

    @property
    def name(self) -> str:
        """Its name, or what stands for it in old files; may be empty."""
        return self.words("name") or self.words("id")

    def has(self, *keys: str) -> bool:
        """Whether one of these properties says anything."""
        return any(self.raw.get(key) not in (None, "", [], {}) for key in keys)

    def words(self, *keys: str) -> str:
        """The first of these properties that is a plain text or number; else ''."""
        for key in keys:
            found = value_text(self.raw.get(key))
            if found:
                return found
        return ""

    def expression(self, *keys: str) -> str:
        """The first of these properties that is written as a text, as it is but for blanks around it."""
        found = (_NO_TEXT.sub("", text).strip() for text in map(self.raw.get, keys) if isinstance(text, str))
        return next(filter(None, found), "")

    def flag(self, *keys: str) -> bool:
        """Whether one of these properties is true."""
        return any(self._truth(key) is True for key in keys)

    def denied(self, key: str) -> bool:
        """Whether a property is there and false."""
        return self._truth(key) is False

    def number(self, *keys: str) -> float | None:
        """The first of these properties that is a finite number, also one written as a text."""
        for key in keys:
            found = as_number(self.raw.get(key))
            if found is not None:
                return found
        return None

    def whole(self, *keys: str, least: int, most: int) -> int | None:
        """The same as a whole number between two bounds; one beyond them is the bound."""
        found = self.number(*keys)
        return None if found is None else int(max(least, min(found, most)))

    def children(self, *keys: str) -> Iterator["Element"]:
        """The objects in a list; a text in it is an object of that name."""
        for key in keys:
            listed = self.raw.get(key)
            for item in listed if isinstance(listed, list) else ():
                if isinstance(item, Mapping):
                    yield Element(item)
                elif value_text(item):
                    yield Element({"name": value_text(item), "value": item})

    def _truth(self, key: str) -> bool | None:
        value = self.raw.get(key)
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in ("true", "false", "yes", "no"):
            return value.strip().lower() in _TRUE
        return None


def as_number(value: object) -> float | None:
    """A finite number of a size that questionnaires have, from a number or a text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value.strip()[:40]) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= _LARGEST else None


def value_text(value: object) -> str:
    """A value as the text that stands for it: true is "true", 5.0 is "5"; objects and nothing are ''."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        number = as_number(value)
        return "" if number is None else number_text(number)
    if not isinstance(value, str):
        return ""
    return _short_text(value) if len(value) <= _SHORT else plain_text(value)


@lru_cache(maxsize=10_000)
def _short_text(text: str) -> str:
    """Names, types and values, which are read again and again."""
    return plain_text(text)
