"""People written to the panel many at a time: a constant number of statements, whatever their number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import connection

from respondents.models import Consent, Panelist
from respondents.panel.people import lock_panel, read_person
from respondents.panel.person import encode, merged
from respondents.panel.rows import Candidate
from respondents.vault import new_key, seal

_ADD = "COPY identity.panelist (id, study, state, contact, key, sealed, joined_on) FROM STDIN"
_AGREE = "COPY identity.consent (panelist_id, text, language, given_on) FROM STDIN"
_GONE = "SELECT contact FROM identity.opt_out WHERE study = %s AND contact = ANY(%s)"
_THERE = "SELECT * FROM identity.panelist WHERE study = %s AND contact = ANY(%s)"
_CHANGE = """
    UPDATE identity.panelist AS panelist SET sealed = new.sealed
    FROM unnest(%s::uuid[], %s::bytea[]) AS new (id, sealed) WHERE panelist.id = new.id
"""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Somebody, and the row that they stand in."""

    row: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Written:
    """What became of some people; the rows of those who asked never to be written to."""

    added: int
    changed: int
    opted_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What everybody in a file agreed to, and what to do with those who are there already."""

    study: int
    text: str
    language: str
    update: bool
    today: date


def write_people(people: Sequence[Numbered], terms: Terms) -> Written:
    """Add people, or tell what is new of those who are there. Within a transaction; no two have one contact."""
    lock_panel(terms.study)
    contacts = [each.candidate.contact for each in people]
    there = {
        bytes(panelist.contact or b""): panelist for panelist in Panelist.objects.raw(_THERE, [terms.study, contacts])
    }
    gone = _gone(terms.study, contacts) | {
        contact for contact, panelist in there.items() if panelist.state == Panelist.State.LEFT
    }
    welcome = [each for each in people if each.candidate.contact not in gone]
    known = [each.candidate for each in welcome if each.candidate.contact in there]
    new = [each.candidate for each in welcome if each.candidate.contact not in there]
    _add(new, terms)
    return Written(
        added=len(new),
        changed=_change(known, there, terms) if terms.update and known else 0,
        opted_out=tuple(each.row for each in people if each.candidate.contact in gone),
    )


def _gone(study: int, contacts: list[bytes]) -> set[bytes]:
    """Those of some contacts that asked never to be written to."""
    with connection.cursor() as cursor:
        cursor.execute(_GONE, [study, contacts])
        return {bytes(contact) for (contact,) in cursor.fetchall()}


def _add(candidates: Sequence[Candidate], terms: Terms) -> None:
    rows = []
    for candidate in candidates:
        key = uuid4()
        wrapped = new_key(key.bytes)
        sealed = seal(wrapped, encode(candidate.person), key.bytes)
        rows.append((key, terms.study, Panelist.State.ACTIVE.value, candidate.contact, wrapped, sealed, terms.today))
    if rows:
        _copy(_ADD, rows)
        _agree([(row[0], candidate.consent_on) for row, candidate in zip(rows, candidates, strict=True)], terms)


def _change(candidates: Sequence[Candidate], there: Mapping[bytes, Panelist], terms: Terms) -> int:
    """Merge what the file tells into what is known; how many people it changes."""
    sealed: dict[UUID, bytes] = {}
    for candidate in candidates:
        panelist = there[candidate.contact]
        old = read_person(panelist)
        person = merged(old, candidate.person)
        if person != old:
            sealed[panelist.id] = seal(bytes(panelist.key or b""), encode(person), panelist.id.bytes)
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [list(sealed), list(sealed.values())])
    told = Consent.objects.filter(
        panelist__in=[there[candidate.contact].pk for candidate in candidates], text=terms.text, language=terms.language
    )
    agreed = set(told.values_list("panelist", "given_on"))
    fresh = {(there[candidate.contact].id, candidate.consent_on) for candidate in candidates} - agreed
    _agree(sorted(fresh), terms)
    return len(sealed.keys() | {panelist for panelist, _day in fresh})


def _agree(agreements: Iterable[tuple[UUID, date]], terms: Terms) -> None:
    rows = [(panelist, terms.text, terms.language, day) for panelist, day in agreements]
    if rows:
        _copy(_AGREE, rows)


def _copy(statement: str, rows: Iterable[Sequence[object]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
