"""Whoever comes by a supplier's link: let in, led back to their interview, or turned away for one reason.

One row an id of the supplier's, written before the interview begins and naming it: twenty requests at
once write one, and all read it. The interview's key is drawn by chance, so that nothing but this row
leads from one to the other. What only looks (HEAD) writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from respondents.entry import given_by_link
from respondents.models import Arrival, Outcome, Supplier
from respondents.passages import Entry, Passage, read
from respondents.suppliers.outcomes import WayBack, source_of, way_of, write_outcome
from respondents.suppliers.signing import ENTRY, is_right, secret_of, signature
from respondents.versions import compiled_version
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import Hidden

#: Characters of a supplier's id of a respondent.
LONGEST_RID = 120
_SIGNATURE = 64

Query = Mapping[str, Sequence[str]]
Reason = Literal["unreadable", "forged", "unknown", "paused", "full", "answered", "wave"]


@dataclass
class TurnedAway(Exception):  # noqa: N818 - it says what happens
    """Nobody is let in. `passage` says more of a wave that takes no answers; `way` leads back."""

    reason: Reason
    passage: Passage | None = None
    way: WayBack | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link says: the supplier's id of the respondent, its signature, and further values that are signed too."""

    rid: str
    sig: str
    further: Mapping[str, str]


def read_ticket(query: Query, definition: Definition) -> Ticket:
    """What a link says. Raises TurnedAway for what is missing, twice there, too long, or not to be printed."""
    names = {q.parameter for q in definition.questions() if isinstance(q, Hidden) and q.parameter}
    told: dict[str, str] = {}
    for name in sorted({"rid", "sig", *names} & set(query)):
        if len(query[name]) != 1 or not query[name][0].isprintable():
            raise TurnedAway("unreadable")
        told[name] = query[name][0]
    rid, sig = told.pop("rid", ""), told.pop("sig", "")
    if not 0 < len(rid) <= LONGEST_RID or rid != rid.strip() or (sig and len(sig) != _SIGNATURE):
        raise TurnedAway("unreadable")
    return Ticket(rid, sig, told)


def check_ticket(supplier: Supplier, query: Query) -> Ticket:
    """The ticket of a link that this supplier has signed. Raises TurnedAway, SealBroken."""
    ticket = read_ticket(query, compiled_version(supplier.wave.version_id).definition)
    expected = signature(
        secret_of(supplier),
        ENTRY,
        wave=supplier.wave.slug,
        supplier=supplier.slug,
        rid=ticket.rid,
        further=ticket.further,
    )
    if not is_right(expected, ticket.sig):
        raise TurnedAway("forged")
    return ticket


def arrive(*, wave: str, supplier: str, query: Query, writes: bool = True) -> Passage:
    """The passage of who comes by a link, at its first page or where it stands. Raises TurnedAway, SealBroken.

    Raises TurnedAway("unknown") where no supplier of the wave has this name.
    """
    sender = Supplier.objects.select_related("wave", "cell").filter(wave__slug=wave, slug=supplier).first()
    if sender is None:
        raise TurnedAway("unknown")
    ticket = check_ticket(sender, query)
    arrival = Arrival.objects.filter(supplier=sender, respondent=ticket.rid).first()
    passage = _passage(sender, ticket, arrival)
    if arrival is not None and (arrival.outcome or arrival.interview is None):
        raise TurnedAway("answered", passage, way_of(sender, ticket.rid, arrival.outcome))
    if passage.wave.status(passage.now) != "open":
        raise TurnedAway("wave", passage)
    if passage.ended:
        raise TurnedAway("answered", passage)
    if passage.revision:
        return passage
    if sender.paused:
        raise TurnedAway("paused", passage)
    is_full = sender.cell.complete >= sender.cell.limit
    if writes:
        passage = _passage(sender, ticket, _write(sender, passage, ticket.rid, is_full=is_full))
    if is_full:
        raise TurnedAway("full", passage, way_of(sender, ticket.rid, Outcome.QUOTA_FULL))
    return passage


def _passage(supplier: Supplier, ticket: Ticket, arrival: Arrival | None) -> Passage:
    wave = supplier.wave
    interview = (arrival.interview if arrival else None) or uuid4()
    definition = compiled_version(wave.version_id).definition
    given = given_by_link({**ticket.further, "rid": ticket.rid}, definition)
    return read(slug=wave.slug, entry=Entry(interview, "", source_of(supplier.slug), given=given))


@transaction.atomic
def _write(supplier: Supplier, passage: Passage, rid: str, *, is_full: bool) -> Arrival:
    """The row of who arrives, whoever wrote it first; somebody who finds the cap reached has an outcome."""
    row = Arrival(supplier=supplier, respondent=rid, interview=passage.entry.interview, arrived_on=timezone.localdate())
    Arrival.objects.bulk_create([row], ignore_conflicts=True)
    arrivals = Arrival.objects.select_for_update() if is_full else Arrival.objects.all()
    arrival = arrivals.get(supplier=supplier, respondent=rid)
    if is_full:
        arrival.supplier = supplier
        write_outcome(arrival, Outcome.QUOTA_FULL)
    return arrival


def speaking(passage: Passage, language: str) -> Passage:
    """The passage in the language of the browser, unless its interview has one."""
    if passage.revision:
        return passage
    return replace(passage, entry=replace(passage.entry, language=language), answers=passage.entry.given)
