"""Leaving a panel: at once, and for ever. An address that asked is refused by every later import."""

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone

from respondents.models import Letters, Mailing, Message, OptOut, Panelist
from respondents.panel.people import lock_panel
from respondents.panel.person import contact_of
from respondents.panel.tombstones import Departure, write_departure

#: Why a message was dropped.
OPTED_OUT = "opted_out"


def leave(*, panelist: Panelist) -> None:
    """Never write to this person again: what waits to be sent is dropped. Harmless twice, or once erased."""
    if panelist.contact is not None:
        refuse_contact(study=panelist.study, contact=bytes(panelist.contact))


def leave_address(*, study: int, email: str) -> None:
    """The same for an address, whether or not somebody of the panel has it. Raises BadEmailError."""
    refuse_contact(study=study, contact=contact_of(email))


def refuse_contact(*, study: int, contact: bytes) -> None:
    """The same for a contact. It is also told outside the database: an older copy of it must not undo this."""
    write_departure(Departure(study, contact, timezone.localdate()))
    apply_departure(study=study, contact=contact)


def drop_letters_with(panelist: Panelist) -> None:
    """Destroy the files of letters that hold somebody's: they can be made again, without it."""
    Letters.objects.filter(mailing__in=Mailing.objects.filter(messages__invitation__panelist=panelist)).delete()


@transaction.atomic
def apply_departure(*, study: int, contact: bytes) -> bool:
    """Write to the database that an address is never written to; whether it was not written there."""
    lock_panel(study)
    today = timezone.localdate()
    _row, new = OptOut.objects.get_or_create(study=study, contact=contact, defaults={"asked_on": today})
    panelist = Panelist.objects.filter(study=study, contact=contact).first()
    if panelist is not None:
        Panelist.objects.filter(pk=panelist.pk).update(state=Panelist.State.LEFT)
        waiting = Message.objects.filter(invitation__panelist=panelist, state=Message.State.QUEUED)
        waiting.update(state=Message.State.DROPPED, reason=OPTED_OUT)
        drop_letters_with(panelist)
        panelist.consents.filter(withdrawn_on=None).update(withdrawn_on=Greatest("given_on", today))
    return new
