"""One row of a file, read as a person who agreed to be asked, or refused with its reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from respondents.panel.addresses import BadEmailError, SeveralEmailsError, written_email
from respondents.panel.columns import Mapped, Meaning
from respondents.panel.languages import language_named
from respondents.panel.person import NoContactError, Person

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


def read_row(cells: Sequence[str], mapped: Mapped, today: date) -> Candidate:
    """The person of a row. Raises RowRefused."""
    extra = next((place for place, cell in enumerate(cells[len(mapped.headers) :]) if cell.strip()), None)
    if extra is not None:
        raise RowRefused("too_many_cells", len(mapped.headers) + extra)
    places: dict[Meaning, list[int]] = {}
    values: dict[int, str] = {}
    for place, (meaning, cell) in enumerate(zip(mapped.meanings, cells, strict=False)):
        if meaning is not Meaning.IGNORED and (value := _clean(cell)):
            _check(value, meaning, place)
            values[place] = value
            places.setdefault(meaning, []).append(place)
    person = _person(places, values, mapped)
    consent_on = _consent_day(places, values, mapped, today)
    try:
        return Candidate(person, person.contact, consent_on)
    except NoContactError as error:
        raise RowRefused("no_contact") from error


def _clean(cell: str) -> str:
    kept = _KEPT_AS_TEXT.fullmatch(cell.strip())
    return " ".join(_CONTROL.sub(" ", kept[1] if kept else cell).split())


def _check(value: str, meaning: Meaning, place: int) -> None:
    if value.startswith("="):
        raise RowRefused("formula", place)
    if len(value) > LONGEST.get(meaning, LONGEST_CELL):
        raise RowRefused("too_long", place)


def _person(places: dict[Meaning, list[int]], values: dict[int, str], mapped: Mapped) -> Person:
    def of(meaning: Meaning) -> str:
        return values[places[meaning][0]] if meaning in places else ""

    names = filter(None, (of(Meaning.FIRST_NAME), of(Meaning.LAST_NAME)))
    town = " ".join(filter(None, (of(Meaning.POSTCODE), of(Meaning.CITY))))
    lines = (*(values[place] for place in places.get(Meaning.ADDRESS, ())), town, of(Meaning.COUNTRY))
    person = Person(
        name=of(Meaning.NAME) or " ".join(names),
        phone=of(Meaning.PHONE),
        address=tuple(filter(None, lines)),
        language=_language(places, values),
        reference=of(Meaning.REFERENCE),
        attributes={mapped.headers[place]: values[place] for place in places.get(Meaning.ATTRIBUTE, ())},
    )
    return _with_email(person, places, values)


def _with_email(person: Person, places: dict[Meaning, list[int]], values: dict[int, str]) -> Person:
    """With the address of the row; the name written beside it stands in for one that no column gives."""
    if Meaning.EMAIL not in places:
        return person
    [place] = places[Meaning.EMAIL]
    try:
        email, name = written_email(values[place])
    except SeveralEmailsError as error:
        raise RowRefused("several_emails", place) from error
    except BadEmailError as error:
        raise RowRefused("bad_email", place) from error
    return replace(person, email=email, name=person.name or name[: LONGEST[Meaning.NAME]])


def _language(places: dict[Meaning, list[int]], values: dict[int, str]) -> str:
    if Meaning.LANGUAGE not in places:
        return ""
    [place] = places[Meaning.LANGUAGE]
    found = language_named(values[place])
    if not found:
        raise RowRefused("bad_language", place)
    return found


def _consent_day(places: dict[Meaning, list[int]], values: dict[int, str], mapped: Mapped, today: date) -> date:
    if Meaning.CONSENT_DATE not in mapped.meanings:
        if mapped.consent_on is None:
            raise RowRefused("no_consent_date")
        return mapped.consent_on
    column = mapped.meanings.index(Meaning.CONSENT_DATE)
    if Meaning.CONSENT_DATE not in places:
        raise RowRefused("no_consent_date", column)
    day = read_day(values[column])
    if day is None or day < _EARLIEST:
        raise RowRefused("bad_consent_date", column)
    if day > today:
        raise RowRefused("consent_in_future", column)
    return day


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
