"""The `parameters` and `appearance` cells: small words that say how a question behaves."""

import re
from collections.abc import Iterable

from surveys.formats.report import Place
from surveys.formats.xlsform.records import Record, as_number

_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")

#: Words that say how XLSForm programs lay a form out; pages here have their own layout.
_LAYOUT = frozenset({"field-list", "table-list", "label", "list-nolabel", "list", "pages", "numbers"})


class Parameters:
    """The `name=value` pairs of a row; what nobody took is reported at the end."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._pairs: dict[str, str] = {name.lower(): value for name, value in _PAIR.findall(record.cell("parameters"))}

    def take(self, name: str) -> str:
        return self._pairs.pop(name, "")

    def yes(self, name: str) -> bool:
        return self.take(name).lower() in ("true", "yes", "1", "true()")

    def number(self, *names: str) -> float | None:
        """The first of the names that is given, as a number."""
        written = next(filter(None, [self.take(name) for name in names]), "")
        number = as_number(written)
        if written and number is None:
            self._report("not_a_number", written)
        return number

    def whole(self, name: str, *, least: int, most: int) -> int | None:
        """A whole number between two bounds."""
        number = self.number(name)
        if number is None or (number.is_integer() and least <= number <= most):
            return None if number is None else int(number)
        self._report("not_a_whole_number", f"{number:g}", least=least, most=most)
        return None

    def report_rest(self) -> None:
        """A line for each parameter that was not taken."""
        for name, value in self._pairs.items():
            self._record.notes.info(self._record.place("parameters"), "parameter_ignored", parameter=f"{name}={value}")

    def _report(self, code: str, value: str, **params: int) -> None:
        self._record.notes.warning(self._record.place("parameters"), code, value=value, **params)


def appearance_words(record: Record) -> frozenset[str]:
    return frozenset(record.cell("appearance").lower().split())


def report_appearance(record: Record, understood: Iterable[str]) -> None:
    """A line, once a file, for each word that changes nothing here."""
    for word in sorted(appearance_words(record) - _LAYOUT - frozenset(understood)):
        record.notes.info(Place(record.sheet, 1, "appearance"), "appearance_ignored", word=word)
