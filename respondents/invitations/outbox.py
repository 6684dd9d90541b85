"""The outbox: whoever sends a message holds its row meanwhile, and marks it in the same transaction.

A worker that dies takes its locks with its connection: the row is as it was, and another sends it.
One worker at a time sends a mailing, at the mailing's pace. What remains in doubt is a worker killed
after the server has said yes and before the commit: that message is sent again, with the same
Message-ID, as SMTP itself does (RFC 5321, 4.5.3.2.6).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from smtplib import SMTPException, SMTPServerDisconnected
from uuid import UUID

import structlog
from anymail.exceptions import AnymailError
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from redis.exceptions import RedisError

from respondents.clock import ClockTimestamp
from respondents.invitations.composing import Envelope, email_of
from respondents.invitations.links import link_of, stop_link_of, token_of, wave_secret
from respondents.invitations.mailings import cancel_mailing, drop_waiting
from respondents.invitations.recipients import finished
from respondents.invitations.refusing import Refusal, refusal_of
from respondents.invitations.standing import standing_link
from respondents.models import Mailing, Message, Panelist, Wave
from respondents.panel.people import read_person

#: How often a message that is refused for now is tried, and how long it waits after the first time, in seconds:
#: twice as long after each.
MOST_TRIES, FIRST_WAIT = 6, 60
#: How long one run lasts, in seconds: beat starts the next.
LONGEST_RUN = 50.0

log = structlog.get_logger("miroir.fieldwork")


@dataclass(slots=True)
class Run:
    """One worker's turn at a mailing. `aside` are the messages that wait."""

    mailing: Mailing
    wave: Wave
    envelope: Envelope
    secret: bytes
    backend: BaseEmailBackend
    aside: set[UUID] = field(default_factory=set)


def send_mailing(key: int, *, seconds: float = LONGEST_RUN) -> int:
    """Send what waits in a mailing, at its pace, for some time; how many were sent."""
    with only_sender(key) as alone:
        under_way = Mailing.objects.filter(pk=key, state=Mailing.State.SENDING).exclude(kind__in=Mailing.PRINTED)
        mailing = under_way.first() if alone else None
        wave = Wave.objects.filter(pk=mailing.wave).first() if mailing else None
        if mailing is None or wave is None:
            return 0
        if Wave.objects.filter(pk=wave.pk, closes_at__lte=ClockTimestamp()).exists():
            cancel_mailing(mailing=mailing)
            drop_waiting(mailing.pk)
            return 0
        run = Run(mailing, wave, Envelope.of(mailing, wave), wave_secret(wave.pk), get_connection())
        try:
            return _send(run, time.monotonic() + seconds)
        except (OSError, SMTPException, AnymailError) as error:
            log.warning("the mail server does not serve us; beat will try again", error=type(error).__name__)
            return 0
        finally:
            _close(run.backend)


@contextmanager
def only_sender(key: int) -> Iterator[bool]:
    """Be the only one to send a mailing; False when another does. The lock is the connection's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"mailing {key}"])
        [alone] = cursor.fetchone() or [False]
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"mailing {key}"])


def _send(run: Run, until: float) -> int:
    sent, pace = 0, 60 / run.mailing.per_minute
    while time.monotonic() < until:
        began = time.monotonic()
        state = send_next(run)
        if state is None:
            break
        if state == Message.State.SENT:
            sent += 1
            time.sleep(max(0.0, min(began + pace, until) - time.monotonic()))
    if not run.mailing.messages.filter(state=Message.State.QUEUED).exists():
        Mailing.objects.filter(pk=run.mailing.pk, state=Mailing.State.SENDING).update(state=Mailing.State.SENT)
    return sent


@transaction.atomic
def send_next(run: Run) -> Message.State | None:
    """Send one message, held by this transaction, and mark it; None when there is nothing to send."""
    message = _take(run)
    if message is None:
        return None
    panelist = message.invitation.panelist
    if panelist.state != Panelist.State.ACTIVE:
        return _mark(message, Message.State.DROPPED, reason=panelist.state)
    if run.mailing.kind == Mailing.Kind.REMINDER and finished(run.wave.pk, [message.invitation_id]):
        message.delete()  # as if they had finished before: nothing says when they did
        return Message.State.DROPPED
    if _waits(message):
        run.aside.add(message.pk)
        return Message.State.QUEUED
    refusal = _deliver(run, message)
    if refusal is None:
        return _mark(message, Message.State.SENT)
    return _refused(run, message, refusal)


def _take(run: Run) -> Message | None:
    """The next message of a mailing that is still to be sent, locked; those that another holds are passed over."""
    if not Mailing.objects.filter(pk=run.mailing.pk, state=Mailing.State.SENDING).exists():
        return None
    waiting = Message.objects.filter(mailing=run.mailing, state=Message.State.QUEUED).exclude(pk__in=run.aside)
    return waiting.select_for_update(skip_locked=True).order_by("tries", "pk").first()


def _deliver(run: Run, message: Message) -> Refusal | None:
    """Hand a message to the mail server; what it says against this very message.

    Raises OSError, SMTPException, AnymailError when the server serves nobody.
    """
    panelist = message.invitation.panelist
    person = read_person(panelist)
    token = token_of(run.secret, message.invitation_id)
    stop = stop_link_of(token)
    composed = run.envelope.compose(person, link=link_of(token), entrance=standing_link(panelist), stop=stop)
    email = email_of(composed, person=person, message=message.pk, stop=stop)
    run.backend.open()
    try:
        run.backend.send_messages([email])
    except SMTPServerDisconnected:
        _close(run.backend)
        return Refusal(hard=False, reason="disconnected")
    except ValueError:  # no header can hold this address
        return Refusal(hard=True, reason="address")
    except (SMTPException, AnymailError) as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        return refusal
    return None


def _refused(run: Run, message: Message, refusal: Refusal) -> Message.State:
    message.tries += 1
    if refusal.hard or message.tries >= MOST_TRIES:
        return _mark(message, Message.State.FAILED, reason=refusal.reason)
    try:
        cache.set(_wait_of(message), 1, FIRST_WAIT * 2 ** (message.tries - 1))
    except RedisError:
        log.warning("the wait of a message cannot be kept: it is tried again at the next run")
    run.aside.add(message.pk)
    return _mark(message, Message.State.QUEUED, reason=refusal.reason)


def _waits(message: Message) -> bool:
    """Whether a message was refused too recently. Kept in the cache: the schema of identities has no time of day."""
    try:
        return message.tries > 0 and cache.get(_wait_of(message)) is not None
    except RedisError:
        return False


def _mark(message: Message, state: Message.State, *, reason: str = "") -> Message.State:
    message.state, message.reason = state, reason
    message.sent_on = timezone.localdate() if state == Message.State.SENT else None
    message.save(update_fields=["state", "reason", "tries", "sent_on"])
    return state


def _wait_of(message: Message) -> str:
    return f"mail:{message.pk}"


def _close(backend: BaseEmailBackend) -> None:
    try:
        backend.close()
    except (OSError, SMTPException):
        log.info("the mail server had closed the connection")
