"""One row of a file, read as a person who agreed to be asked, or refused with its reason."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from respondents.panel.addresses import BadEmailError, SeveralEmailsError, WrittenEmail, written_email
from respondents.panel.columns import Mapped, Meaning
from respondents.panel.languages import language_named
from respondents.panel.person import Person, contact_of_normal, contact_of_reference

#: Characters of one cell.
LONGEST = {
    Meaning.NAME: 200,
    Meaning.FIRST_NAME: 100,
    Meaning.LAST_NAME: 100,
    Meaning.PHONE: 40,
    Meaning.REFERENCE: 80,
}
LONGEST_CELL = 500
_EARLIEST = date(1990, 1, 1)

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
#: How spreadsheets keep a number as it is written: ="0612345678".
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].*)?")


class RowRefused(ValueError):  # noqa: N818 - it says what happened
    """A code of `respondents.panel.refusals`, and the place of the column at fault, if it is one."""

    def __init__(self, code: str, column: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.column = column


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to take into the panel."""

    person: Person
    contact: bytes
    consent_on: date


class RowReader:
    """Reads the rows of one file. What its columns mean is looked up once, for there are many rows."""

    def __init__(self, mapped: Mapped, today: date) -> None:
        self._mapped, self._today = mapped, today
        self._width = len(mapped.headers)
        self._read = [
            (place, LONGEST.get(meaning, LONGEST_CELL))
            for place, meaning in enumerate(mapped.meanings)
            if meaning is not Meaning.IGNORED
        ]
        self._places = {
            meaning: tuple(place for place, each in enumerate(mapped.meanings) if each is meaning)
            for meaning in Meaning
        }
        self._email = self._only(Meaning.EMAIL)
        self._language = self._only(Meaning.LANGUAGE)
        self._consent = self._only(Meaning.CONSENT_DATE)
        self._reference = self._only(Meaning.REFERENCE)
        self._phone = self._only(Meaning.PHONE)
        self._names = tuple(map(self._only, (Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME)))
        self._lines = self._places[Meaning.ADDRESS]
        self._town = tuple(map(self._only, (Meaning.POSTCODE, Meaning.CITY, Meaning.COUNTRY)))
        self._attributes = tuple((place, mapped.headers[place]) for place in self._places[Meaning.ATTRIBUTE])

    def read(self, cells: Sequence[str]) -> Candidate:
        """The person of a row. Raises RowRefused."""
        if len(cells) > self._width:
            self._refuse_more(cells)
        values = self._values(cells)
        email = _email(values, self._email)
        reference = values.get(self._reference, "")
        if email is None and not reference:
            raise RowRefused("no_contact")
        person = Person(
            email=email.email if email else "",
            name=self._name(values) or (email.name[: LONGEST[Meaning.NAME]] if email else ""),
            phone=values.get(self._phone, ""),
            address=self._address(values),
            language=_language(values, self._language),
            reference=reference,
            attributes={name: values[place] for place, name in self._attributes if place in values},
        )
        contact = contact_of_normal(email.normal) if email else contact_of_reference(reference)
        return Candidate(person, contact, self._consent_day(values))

    def _only(self, meaning: Meaning) -> int:
        """The place of the column with a meaning that one may have; -1, where there is no cell, for none."""
        places = self._places[meaning]
        return places[0] if places else -1

    def _values(self, cells: Sequence[str]) -> dict[int, str]:
        """What the filled cells hold, by place."""
        values = {}
        there = len(cells)
        for place, longest in self._read:
            value = _clean(cells[place]) if place < there else ""
            if value:
                if value[0] == "=":
                    raise RowRefused("formula", place)
                if len(value) > longest:
                    raise RowRefused("too_long", place)
                values[place] = value
        return values

    def _refuse_more(self, cells: Sequence[str]) -> None:
        for place, cell in enumerate(cells[self._width :], start=self._width):
            if cell.strip():
                raise RowRefused("too_many_cells", place)

    def _name(self, values: Mapping[int, str]) -> str:
        whole, first, last = self._names
        return values.get(whole, "") or f"{values.get(first, '')} {values.get(last, '')}".strip()

    def _address(self, values: Mapping[int, str]) -> tuple[str, ...]:
        postcode, city, country = self._town
        town = f"{values.get(postcode, '')} {values.get(city, '')}".strip()
        lines = (*(values.get(place, "") for place in self._lines), town, values.get(country, ""))
        return tuple(filter(None, lines))

    def _consent_day(self, values: Mapping[int, str]) -> date:
        if self._consent < 0:
            if self._mapped.consent_on is None:
                raise RowRefused("no_consent_date")
            return self._mapped.consent_on
        if self._consent not in values:
            raise RowRefused("no_consent_date", self._consent)
        day = read_day(values[self._consent])
        if day is None or day < _EARLIEST:
            raise RowRefused("bad_consent_date", self._consent)
        if day > self._today:
            raise RowRefused("consent_in_future", self._consent)
        return day


def _clean(cell: str) -> str:
    if cell.isprintable() and "  " not in cell and cell[:2] != '="':
        return cell.strip()
    kept = _KEPT_AS_TEXT.fullmatch(cell.strip())
    return " ".join(_CONTROL.sub(" ", kept[1] if kept else cell).split())


def _email(values: Mapping[int, str], place: int) -> WrittenEmail | None:
    if place not in values:
        return None
    try:
        return written_email(values[place])
    except SeveralEmailsError as error:
        raise RowRefused("several_emails", place) from error
    except BadEmailError as error:
        raise RowRefused("bad_email", place) from error


def _language(values: Mapping[int, str], place: int) -> str:
    if place not in values:
        return ""
    found = language_named(values[place])
    if not found:
        raise RowRefused("bad_language", place)
    return found


def read_day(text: str) -> date | None:
    """A day written 2025-03-01 or, the day first, 01/03/2025; a time after it is left out."""
    try:
        european = _DAY_FIRST.fullmatch(text)
        if european:
            day, month, year = map(int, european.groups())
            return date(year, month, day)
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
