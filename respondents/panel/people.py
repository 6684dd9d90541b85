"""People of a panel: added, changed, read and found, one at a time.

Whoever writes holds the lock of the study's panel until commit: an opt-out, an import and a form
that concern the same address come one after the other.
"""

import uuid

from django.db import connection, transaction
from django.utils import timezone

from respondents.models import OptOut, Panelist
from respondents.panel.consenting import Agreement, record_consent
from respondents.panel.forgetting import forget_attributes
from respondents.panel.person import Person, contact_of, contact_of_reference, decode, encode
from respondents.vault import new_key, seal, unseal


class PanelistNotFound(LookupError):  # noqa: N818 - like Http404
    """There is no such person in this panel, or they were erased."""


class AlreadyInPanelError(ValueError):
    """Somebody of the panel has this address."""


class OptedOutError(ValueError):
    """This address asked never to be written to."""


def lock_panel(study: int) -> None:
    """Be the only one to write to a study's panel until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"panel of study {study}"])


@transaction.atomic
def add_person(*, study: int, person: Person, agreement: Agreement) -> Panelist:
    """Take somebody into the panel.

    Raises AlreadyInPanelError, OptedOutError, and ValueError for a person who cannot be found again.
    """
    contact = person.contact
    lock_panel(study)
    if OptOut.objects.filter(study=study, contact=contact).exists():
        raise OptedOutError
    if Panelist.objects.filter(study=study, contact=contact).exists():
        raise AlreadyInPanelError
    panelist = Panelist(study=study, id=uuid.uuid4(), contact=contact, joined_on=timezone.localdate())
    panelist.key = new_key(panelist.id.bytes)
    panelist.sealed = seal(panelist.key, encode(person), panelist.id.bytes)
    panelist.save(force_insert=True)
    forget_attributes(study)
    record_consent(panelist=panelist, agreement=agreement)
    return panelist


@transaction.atomic
def change_person(*, panelist: Panelist, person: Person) -> None:
    """Replace what is known of somebody; with another address they are reachable again.

    Raises AlreadyInPanelError, OptedOutError, PanelistNotFound.
    """
    contact = person.contact
    lock_panel(panelist.study)
    current = panelist_with_id(panelist.study, panelist.id)
    others = Panelist.objects.filter(study=panelist.study, contact=contact).exclude(pk=panelist.pk)
    if others.exists():
        raise AlreadyInPanelError
    if contact != current.contact and OptOut.objects.filter(study=panelist.study, contact=contact).exists():
        raise OptedOutError
    if contact != current.contact and current.state == Panelist.State.UNREACHABLE:
        current.state = Panelist.State.ACTIVE  # it was the other address that did not work
    current.contact = contact
    current.sealed = seal(bytes(current.key or b""), encode(person), current.id.bytes)
    current.save(update_fields=["contact", "sealed", "state"])
    forget_attributes(panelist.study)


def read_person(panelist: Panelist) -> Person:
    """Who a panelist is. Raises PanelistNotFound once they were erased, SealBroken without the right keys."""
    if panelist.key is None or panelist.sealed is None:
        raise PanelistNotFound(panelist.pk)
    return decode(unseal(bytes(panelist.key), bytes(panelist.sealed), panelist.id.bytes))


def find_panelist(*, study: int, email: str) -> Panelist | None:
    """Who has this exact address, however it is written. Raises BadEmailError."""
    return Panelist.objects.filter(study=study, contact=contact_of(email)).first()


def find_by_reference(*, study: int, reference: str) -> Panelist | None:
    """Who of those without an e-mail address has this reference."""
    return Panelist.objects.filter(study=study, contact=contact_of_reference(reference)).first()


def panelist_with_id(study: int, key: uuid.UUID) -> Panelist:
    """A panelist of this study. Raises PanelistNotFound, for those who were erased too."""
    panelist = Panelist.objects.filter(study=study, pk=key).exclude(state=Panelist.State.ERASED).first()
    if panelist is None:
        raise PanelistNotFound(key)
    return panelist
