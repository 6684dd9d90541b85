"""What became of messages after they were sent: addresses that do not work, and people who complained."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from respondents.models import Message, Panelist
from respondents.panel.addresses import BadEmailError
from respondents.panel.leaving import leave
from respondents.panel.people import lock_panel
from respondents.panel.person import contact_of
from surveys.api import Study

#: Why a message that was sent counts as refused after all.
BOUNCED = "bounced"


class Outcome(StrEnum):
    """What a mail service may tell that changes anything."""

    BOUNCED = "bounced"  # for good: the address does not work
    UNWANTED = "unwanted"  # a complaint, or a wish to receive no more


@dataclass(frozen=True, slots=True)
class MailEvent:
    """What happened to a message: `message` is known where the service kept our Message-ID."""

    outcome: Outcome
    email: str
    message: UUID | None = None


def heed(event: MailEvent) -> int:
    """Write no more to who an event is about; how many people that is. The same event again changes nothing.

    An address that bounces does so in every study. Who complains leaves the study whose message it was,
    or, where the service does not tell, every study that has their address.
    """
    named = [event.message] if event.message else []
    sent = Message.objects.select_related("invitation__panelist").filter(pk__in=named).first()
    people = [sent.invitation.panelist] if sent else list(_with_address(event.email))
    if event.outcome == Outcome.UNWANTED:
        for panelist in people:
            leave(panelist=panelist)
        return len(people)
    if sent:
        Message.objects.filter(pk=sent.pk, state=Message.State.SENT).update(state=Message.State.FAILED, reason=BOUNCED)
    return _cannot_be_reached({each.pk: each for each in (*people, *_with_address(event.email))}.values())


@transaction.atomic
def _cannot_be_reached(people: Iterable[Panelist]) -> int:
    """Mark people, and drop what waits for them; how many were reachable until now."""
    marked = 0
    for panelist in sorted(people, key=lambda each: (each.study, each.pk)):
        lock_panel(panelist.study)
        reachable = Panelist.objects.filter(pk=panelist.pk, state=Panelist.State.ACTIVE)
        marked += reachable.update(state=Panelist.State.UNREACHABLE)
        waiting = Message.objects.filter(invitation__panelist=panelist.pk, state=Message.State.QUEUED)
        waiting.update(state=Message.State.DROPPED, reason=Panelist.State.UNREACHABLE)
    return marked


def _with_address(email: str) -> Iterator[Panelist]:
    """Who has an address, in every study."""
    try:
        contact = contact_of(email)
    except BadEmailError:
        return
    # The index begins with the study.
    studies = list(Study.objects.values_list("pk", flat=True))
    yield from Panelist.objects.filter(study__in=studies, contact=contact)
