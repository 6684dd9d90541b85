"""Erasing a person: their key is destroyed, and with it all that it sealed.

The tombstone is written first: if the machine stops in between, `replay` ends the work. After a
restore it does all of it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from respondents.models import Message, Panelist
from respondents.panel.forgetting import forget_attributes
from respondents.panel.leaving import apply_departure, drop_letters_with, refuse_contact
from respondents.panel.people import lock_panel
from respondents.panel.tombstones import Tombstone, departures, tombstones, write_tombstone
from respondents.panel.withdrawing import withdraw_interview


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many people, answers and opt-outs had come back."""

    people: int
    interviews: int
    opt_outs: int


def erase(*, panelist: Panelist, refuse: bool, interviews: Sequence[UUID] | None = None) -> None:
    """Forget somebody for ever.

    `refuse`: keep the hash of their address, so that no import brings them back. `interviews`:
    what they answered, to be withdrawn with them; None to leave their answers.
    """
    tombstone = Tombstone(panelist.pk, timezone.localdate(), refuse, interviews is not None, tuple(interviews or ()))
    write_tombstone(tombstone)
    if refuse and panelist.contact is not None:
        refuse_contact(study=panelist.study, contact=bytes(panelist.contact))
    _apply(tombstone)


def replay() -> Replayed:
    """Do again every erasure and opt-out that the database has forgotten, or never ended."""
    people = interviews = 0
    opt_outs = sum(apply_departure(study=each.study, contact=each.contact) for each in departures())
    for tombstone in tombstones():
        erased, withdrawn = _apply(tombstone)
        people, interviews = people + erased, interviews + withdrawn
    return Replayed(people, interviews, opt_outs)


@transaction.atomic
def _apply(tombstone: Tombstone) -> tuple[bool, int]:
    """Whether somebody was erased, and how many interviews were withdrawn."""
    withdrawn = sum(map(withdraw_interview, tombstone.interviews))
    panelist = Panelist.objects.filter(pk=tombstone.panelist).exclude(state=Panelist.State.ERASED).first()
    if panelist is None:
        return False, withdrawn
    lock_panel(panelist.study)
    if tombstone.refuse and panelist.contact is not None:
        apply_departure(study=panelist.study, contact=bytes(panelist.contact))
    drop_letters_with(panelist)
    Message.objects.filter(invitation__panelist=panelist).delete()
    panelist.invitations.all().delete()
    panelist.consents.all().delete()
    forget_attributes(panelist.study)
    Panelist.objects.filter(pk=panelist.pk).update(state=Panelist.State.ERASED, contact=None, key=None, sealed=None)
    return True, withdrawn
