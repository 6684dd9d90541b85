"""The `parameters` and `appearance` cells: small words that say how a question behaves."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from pydantic import ValidationError

from surveys.formats.report import Place
from surveys.formats.xlsform.records import Record, as_number
from surveys.formats.xlsform.shapes import Field
from surveys.formats.xlsform.table import number_text

_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_TRUE = frozenset({"true", "yes", "1", "true()"})

#: Between the values of a parameter that has several.
_BETWEEN = "|"
_EMPTY = '""'
_MARKS = re.compile(r'[\s=,;|%"]')

#: Words that say how XLSForm programs lay a form out; pages here have their own layout.
_LAYOUT = frozenset({"field-list", "table-list", "label", "list-nolabel", "list", "pages", "numbers"})


class Parameters:
    """The `name=value` pairs of a row; what nobody took is reported at the end."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._pairs: dict[str, str] = {name.lower(): value for name, value in _PAIR.findall(record.cell("parameters"))}

    def take(self, *names: str) -> str:
        """The first of the names that is given, as it is written."""
        return next(filter(None, [self._pairs.pop(name, "") for name in names]), "")

    def text(self, name: str) -> str:
        return _decoded(self.take(name))

    def several(self, name: str) -> list[str]:
        written = self.take(name)
        return [_decoded(part) for part in written.split(_BETWEEN)] if written else []

    def yes(self, name: str) -> bool:
        return self.take(name).lower() in _TRUE

    def value(self, field: Field) -> Any:
        """The value of a field; None, with a line, when it takes no such value."""
        written = self.take(field.parameter)
        if not written:
            return None
        number = as_number(written)
        readings: list[Any] = [[_decoded(part) for part in written.split(_BETWEEN)]] if field.several else []
        readings += [_decoded(written), number] if number is not None else [_decoded(written)]
        readings += [True] if written.lower() in _TRUE else []
        for reading in readings:
            try:
                value = field.adapter.validate_python(reading)
            except ValidationError:
                continue
            if not isinstance(value, float) or math.isfinite(value):
                return value
        self._refuse(field.parameter, written)
        return None

    def number(self, *names: str) -> float | None:
        """The first of the names that is given, as a number."""
        written = self.take(*names)
        number = as_number(written)
        if written and number is None:
            self._refuse(names[0], written)
        return number

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        """A whole number between two bounds."""
        written = self.take(name)
        number = as_number(written)
        if number is not None and number.is_integer() and least <= number <= most:
            return int(number)
        if written:
            self._refuse(name, written)
        return None

    def _refuse(self, parameter: str, value: str) -> None:
        place = self._record.place("parameters")
        self._record.notes.warning(place, "parameter_refused", parameter=parameter, value=value)

    def report_rest(self) -> None:
        """A line for each parameter that was not taken."""
        for name, value in self._pairs.items():
            self._record.notes.info(self._record.place("parameters"), "parameter_ignored", parameter=f"{name}={value}")


def written_parameters(**values: str | float | bool | Sequence[str] | None) -> str:
    """`name=value` pairs that read back as these values; what is None is left out."""
    return " ".join(f"{name}={_written(value)}" for name, value in values.items() if value is not None)


def _written(value: str | float | bool | Sequence[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, str):
        return _encoded(value)
    return _BETWEEN.join(map(_encoded, value))


def _encoded(text: str) -> str:
    """A text without the marks that parameters are told apart by."""
    return _MARKS.sub(lambda mark: quote(mark[0], safe=""), text) or _EMPTY


def _decoded(written: str) -> str:
    return "" if written == _EMPTY else unquote(written)


def appearance_words(record: Record) -> frozenset[str]:
    return frozenset(record.cell("appearance").lower().split())


def report_appearance(record: Record, understood: Iterable[str]) -> None:
    """A line, once a file, for each word that changes nothing here."""
    for word in sorted(appearance_words(record) - _LAYOUT - frozenset(understood)):
        record.notes.info(Place(record.sheet, 1, "appearance"), "appearance_ignored", word=word)
