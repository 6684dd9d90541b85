"""The entrance of a panel: each is led to the open wave that needs them most, never twice to one, with a rest between.

Who took part in what is computed from their links when they come, and stored nowhere. What is kept
of a visit is the wave, under a hash of the standing link: it makes two clicks at once one wave.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from respondents.clock import ClockTimestamp
from respondents.invitations.entering import Arrival, arrival_of, given_of
from respondents.invitations.links import interview_of, invitation_key, known_secrets, token_of, wave_secret
from respondents.invitations.standing import panelist_with, visitor_of
from respondents.models import (
    SOURCES,
    Allotment,
    Disposition,
    Entrance,
    Interview,
    Invitation,
    Panelist,
    QuotaCell,
    Wave,
)
from respondents.panel.people import read_person
from respondents.quotas.allocate import Allocation, Lead, Need, Offer, Standing, allocate
from respondents.versions import compiled_version
from surveys.runtime import populations_foreseen

#: Whoever ended like this answered a few questions: they need no rest.
_BRIEF = frozenset({Disposition.SCREENED_OUT, Disposition.QUOTA_FULL})

#: (population, cell) to a cell as it stands, of one wave.
Cells = Mapping[tuple[str, str], Need]


@dataclass(frozen=True, slots=True)
class History:
    """What somebody has to do with the waves of their study: those they began, those they did, the last day."""

    standing: Mapping[int, Standing]
    last: date | None


@dataclass(frozen=True, slots=True)
class Door:
    """Where who comes is led; `arrival` when it opens on a wave now. `language`: theirs, empty where not known."""

    allocation: Allocation
    language: str
    arrival: Arrival | None = None


def look(token: str) -> Door:
    """What who comes by a standing link finds: what they began, or what would be theirs if they entered.

    Nothing is written. Raises UnknownLinkError, SealBroken.
    """
    return _door(panelist_with(token), visitor_of(token))


@transaction.atomic
def enter(token: str) -> Door:
    """Lead who comes by a standing link to a wave, theirs from now on. Raises UnknownLinkError, SealBroken."""
    panelist, visitor = panelist_with(token), visitor_of(token)
    lock_visitor(visitor)
    door = _door(panelist, visitor)
    if isinstance(door.allocation, Lead) and door.arrival is None:
        Allotment.objects.bulk_create([Allotment(visitor=visitor, wave_id=door.allocation.wave)], ignore_conflicts=True)
        return replace(door, arrival=_arrival(panelist, door.allocation.wave))
    return door


def lock_visitor(visitor: UUID) -> None:
    """Two clicks at once come one after the other: be the only one of them until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"visitor {visitor}"])


def set_rest(*, study: int, days: int) -> None:
    """How many days people rest between two waves of a study."""
    Entrance.objects.update_or_create(study_id=study, defaults={"rest_days": days})


def rest_of(study: int) -> int:
    """How many days people rest between two waves of a study; none unless somebody said so."""
    return Entrance.objects.filter(pk=study).values_list("rest_days", flat=True).first() or 0


def interviews_of(panelist: Panelist) -> Mapping[int, UUID]:
    """By wave of their study, what somebody's invitation leads to, written down or not, where its secret is kept."""
    waves = {*Wave.objects.filter(study=panelist.study).values_list("pk", flat=True)}
    secrets = known_secrets(waves | {*panelist.invitations.values_list("wave", flat=True)})
    keys = _invitations(panelist, list(secrets))
    return {wave: interview_of(token_of(secret, keys[wave])) for wave, secret in secrets.items()}


def open_waves(study: int) -> Sequence[tuple[Wave, int | None]]:
    """The open waves of a study with the percentage of their least full cell, the one that needs people most first."""
    now = timezone.now()
    waves = [wave for wave in Wave.objects.filter(study=study, simulated=False).order_by("pk") if _is_open(wave, now)]
    cells = _cells([wave.pk for wave in waves])
    offers = {wave: Offer(wave.pk, wave.closes_at, tuple(cells.get(wave.pk, {}).values())) for wave in waves}
    found = [(wave, offer.fullness) for wave, offer in offers.items()]
    found.sort(key=lambda each: 2.0 if each[1] is None else each[1])
    return [(wave, None if full is None else int(full * 100)) for wave, full in found]


def _door(panelist: Panelist, visitor: UUID) -> Door:
    language, allocation = read_person(panelist).language, _allocate(panelist, visitor)
    if isinstance(allocation, Lead) and allocation.begun:
        return Door(allocation, language, _arrival(panelist, allocation.wave))
    return Door(allocation, language)


def _arrival(panelist: Panelist, key: int) -> Arrival:
    wave, invitation = Wave.objects.get(pk=key), _invitations(panelist, [key])[key]
    interview = interview_of(token_of(wave_secret(key), invitation))
    return arrival_of(Invitation(id=invitation, panelist=panelist, wave=key), wave, interview)


def _allocate(panelist: Panelist, visitor: UUID) -> Allocation:
    """A constant number of queries, whatever the number of waves and interviews."""
    now = timezone.now()
    waves = list(Wave.objects.filter(study=panelist.study, simulated=False).order_by("pk"))
    history = _history(panelist, visitor, waves)
    return allocate(
        _offers(panelist, [wave for wave in waves if _is_open(wave, now)], history),
        last=history.last,
        today=timezone.localdate(now),
        rest_days=rest_of(panelist.study),
    )


def _history(panelist: Panelist, visitor: UUID, waves: Sequence[Wave]) -> History:
    """From the interviews that their links lead to; where the secret is destroyed, from their visits.

    Nobody knows any more when in that wave it was: they rest from its last day.
    """
    of_wave = interviews_of(panelist)
    found = Interview.objects.in_bulk(list(of_wave.values()))
    visited = set(Allotment.objects.filter(visitor=visitor).values_list("wave", flat=True))
    standing: dict[int, Standing] = {}
    days: list[datetime] = []
    for wave in waves:
        interview = found.get(of_wave[wave.pk]) if wave.pk in of_wave else None
        if interview is not None and interview.ended_at is not None:
            if interview.disposition not in _BRIEF:
                days.append(interview.ended_at)
        elif wave.pk in visited and wave.pk not in of_wave and wave.closes_at is not None:
            days.append(wave.closes_at)
        standing[wave.pk] = _standing(interview, led=wave.pk in visited)
    return History(standing, max(map(timezone.localdate, days), default=None))


def _standing(interview: Interview | None, *, led: bool) -> Standing:
    if interview is None:
        return "led" if led else "new"
    return "under_way" if interview.disposition == Disposition.IN_PROGRESS else "done"


def _offers(panelist: Panelist, waves: Sequence[Wave], history: History) -> list[Offer]:
    attributes, cells = read_person(panelist).attributes, _cells([wave.pk for wave in waves])
    offers = []
    for wave in waves:
        compiled = compiled_version(wave.version_id)
        given = given_of(attributes, compiled.definition)
        foreseen = populations_foreseen(compiled, given, timezone.localtime())
        if foreseen or history.standing[wave.pk] != "new":
            of_wave = cells.get(wave.pk, {})
            needs = [
                Need(need.target, need.taken, need.room, sure=name in one.sure)
                for one in foreseen
                for name in one.cells
                if (need := of_wave.get((one.population, name))) is not None
            ]
            offers.append(Offer(wave.pk, wave.closes_at, tuple(needs), history.standing[wave.pk]))
    return offers


def _cells(waves: Sequence[int]) -> Mapping[int, Cells]:
    """The quota cells of waves as they stand. One query."""
    live = Count("reservations", filter=Q(reservations__expires_at__gt=ClockTimestamp()))
    rows = QuotaCell.objects.filter(wave__in=waves).exclude(population=SOURCES).annotate(live=live)
    found: dict[int, dict[tuple[str, str], Need]] = {}
    for cell in rows:
        taken = cell.complete + cell.live
        need = Need(cell.target, taken, room=not cell.paused and taken < cell.limit)
        found.setdefault(cell.wave_id, {})[cell.population, cell.name] = need
    return found


def _invitations(panelist: Panelist, waves: Sequence[int]) -> Mapping[int, UUID]:
    """By wave, the key of somebody's invitation, written down or not."""
    written = Invitation.objects.filter(panelist=panelist, wave__in=waves).values_list("wave", "pk")
    return {wave: invitation_key(panelist=panelist.pk, wave=wave) for wave in waves} | dict(written)


def _is_open(wave: Wave, now: datetime) -> bool:
    return wave.opens_at <= now and not wave.paused and (wave.closes_at is None or now < wave.closes_at)
