"""A mailing is started once, on the very people shown: each gets a message in the outbox."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.utils import timezone

from respondents.clock import ClockTimestamp
from respondents.invitations.finding import NoLongerAskedError, followed, forget_recipients, recipients_kept
from respondents.invitations.inviting import invite_some
from respondents.invitations.links import LinksDestroyedError, wave_secret
from respondents.invitations.mailings import NotNowError
from respondents.invitations.outbox import only_sender
from respondents.invitations.recipients import BY_POST, Recipients, recipients_of
from respondents.models import Mailing, Message, Panelist, Wave
from respondents.panel.people import lock_panel
from respondents.panel.selectors import people_in
from respondents.progress import Follow, not_followed

#: Whoever left meanwhile, or was written to by a mailing started meanwhile, gets nothing.
_QUEUE = """
    INSERT INTO identity.message (id, mailing_id, invitation_id, state, tries, reason)
    SELECT gen_random_uuid(), %s, invitation.id, %s, 0, ''
    FROM identity.invitation JOIN identity.panelist ON panelist.id = invitation.panelist_id
    WHERE invitation.wave = %s AND panelist.id = ANY(%s) AND panelist.state = ANY(%s) AND NOT EXISTS (
        SELECT FROM identity.message JOIN identity.mailing ON mailing.id = message.mailing_id
        WHERE message.invitation_id = invitation.id AND message.state <> %s AND mailing.kind = ANY(%s)
    )
    ON CONFLICT DO NOTHING
"""
_MARK = """
    UPDATE identity.invitation SET invited_on = %s WHERE wave = %s AND panelist_id = ANY(%s) AND invited_on IS NULL
"""
_UNMARK = """
    UPDATE identity.invitation SET invited_on = NULL WHERE wave = %s AND invited_on IS NOT NULL
    AND NOT EXISTS (SELECT FROM identity.message WHERE message.invitation_id = invitation.id)
"""
#: People in one transaction: whoever wants to leave, or is erased, waits for so many.
_BATCH = 5_000
#: Whoever was written to by one of these gets no other of this kind.
_ONCE = {
    Mailing.Kind.INVITATION: tuple(Mailing.Kind),
    Mailing.Kind.LETTER: (Mailing.Kind.LETTER,),
    Mailing.Kind.REMINDER: (),
    Mailing.Kind.POSTAL: (),
}

log = structlog.get_logger("miroir.fieldwork")


class RecipientsChangedError(Exception):
    """There are people who were not shown."""


def start_mailing(*, mailing: Mailing, wave: Wave, digest: str, follow: Follow = not_followed) -> int:
    """Queue a message for each person shown, once; how many. Whoever left or finished since gets none.

    Raises RecipientsChangedError when there are others than those of `digest`, NotNowError,
    LinksDestroyedError.
    """
    _refuse_late(mailing, wave)
    recipients = recipients_of(mailing, wave, follow("reading", people_in(wave.study_id)))
    if not _were_shown(recipients, mailing, digest):
        raise RecipientsChangedError
    if not recipients:
        raise NotNowError
    people, secret = recipients.panelists, wave_secret(wave.pk)
    told = follow("inviting", len(people))
    for first in range(0, len(people), _BATCH):
        told(first)
        _queue(mailing, wave, secret, people[first : first + _BATCH])
    return _begin(mailing, wave)


def ask_to_start(*, mailing: Mailing, digest: str) -> bool:
    """Have a draft started by `run_start`; whether it was a draft."""
    drafts = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.DRAFT)
    return bool(drafts.update(state=Mailing.State.STARTING, shown=digest[:32], held_back=""))


def run_start(key: int) -> int:
    """Start a mailing that somebody asked to start; how many messages. What forbids it makes it a draft again."""
    with only_sender(key) as alone:
        asked = Mailing.objects.filter(pk=key, state=Mailing.State.STARTING)
        mailing = asked.first() if alone else None
        wave = Wave.objects.filter(pk=mailing.wave).first() if mailing else None
        if mailing is None or wave is None:
            return 0
        try:
            return start_mailing(mailing=mailing, wave=wave, digest=mailing.shown, follow=followed(mailing))
        except NoLongerAskedError:
            log.info("the start of a mailing was stopped", mailing=key)
        except RecipientsChangedError:
            forget_recipients(mailing)
            asked.update(state=Mailing.State.DRAFT, held_back=Mailing.HeldBack.CHANGED)
        except (NotNowError, LinksDestroyedError):
            asked.update(state=Mailing.State.DRAFT, held_back=Mailing.HeldBack.NOT_NOW)
        _take_back(mailing)
        return 0


def starting() -> Sequence[int]:
    """The mailings that are being started, and those whose start was stopped and whose worker was killed."""
    stopped = Mailing.objects.filter(state=Mailing.State.DRAFT, messages__isnull=False)
    for mailing in stopped.distinct():
        _take_back(mailing)
    return list(Mailing.objects.filter(state=Mailing.State.STARTING).values_list("pk", flat=True))


def _were_shown(recipients: Recipients, mailing: Mailing, digest: str) -> bool:
    """Whether all of these people are among those whose list has this digest."""
    if recipients.digest == digest:
        return True
    shown = recipients_kept(mailing)
    return shown is not None and shown.digest == digest and set(recipients.panelists) <= set(shown.panelists)


def _refuse_late(mailing: Mailing, wave: Wave) -> None:
    may_start = Mailing.objects.filter(pk=mailing.pk, state__in=[Mailing.State.DRAFT, Mailing.State.STARTING])
    if not may_start.exists() or Wave.objects.filter(pk=wave.pk, closes_at__lte=ClockTimestamp()).exists():
        raise NotNowError


@transaction.atomic
def _queue(mailing: Mailing, wave: Wave, secret: bytes, people: Sequence[UUID]) -> None:
    """Write the messages of some people, which nobody sends before the mailing begins."""
    lock_panel(wave.study_id)  # who leaves meanwhile comes before, or after and finds the message
    invite_some(wave=wave, secret=secret, panelists=people)
    reached = BY_POST if mailing.printed else {Panelist.State.ACTIVE}
    to_whom = (wave.pk, list(people), list(map(str, reached)))
    unless = (Message.State.DROPPED, list(map(str, _ONCE[Mailing.Kind(mailing.kind)])))
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, [mailing.pk, Message.State.QUEUED, *to_whom, *unless])
        cursor.execute(_MARK, [timezone.localdate(), wave.pk, list(people)])


@transaction.atomic
def _begin(mailing: Mailing, wave: Wave) -> int:
    """Have the messages sent, or printed; how many. Raises NotNowError."""
    locked = Mailing.objects.select_for_update().filter(pk=mailing.pk).first()
    queued = Message.objects.filter(mailing=mailing.pk, state=Message.State.QUEUED).count()
    if locked is None or locked.state != mailing.state or not queued:
        raise NotNowError
    _refuse_late(locked, wave)
    locked.state = Mailing.State.SENDING
    locked.save(update_fields=["state"])
    return queued


@transaction.atomic
def _take_back(mailing: Mailing) -> None:
    """Delete the messages of a mailing that did not begin: as if it had never been started."""
    not_begun = Mailing.objects.select_for_update().filter(pk=mailing.pk)
    if not_begun.filter(state__in=[Mailing.State.DRAFT, Mailing.State.STARTING]).exists():
        Message.objects.filter(mailing=mailing.pk).delete()
        with connection.cursor() as cursor:
            cursor.execute(_UNMARK, [mailing.wave])
