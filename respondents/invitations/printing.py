"""Letters are made by a worker, kept sealed until their day is over, and made again when asked."""

from collections.abc import Callable, Iterator, Sequence

import structlog
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from respondents.invitations.composing import Envelope
from respondents.invitations.inviting import print_codes
from respondents.invitations.letters import Sheet, sheet_for, typeset
from respondents.invitations.links import LinksDestroyedError, link_of, token_of, wave_secret
from respondents.invitations.mailings import cancel_mailing, drop_waiting
from respondents.invitations.outbox import only_sender
from respondents.invitations.recipients import may_get_letters
from respondents.models import Letters, Mailing, Message, Panelist, Wave
from respondents.panel.people import lock_panel, read_person
from respondents.vault import new_key, seal, unseal

#: What stands for a link and a code on a sample.
_HIDDEN, _HIDDEN_CODE = "x" * 32, "XXXXXXXX"
_TOLD_EVERY = 25  # letters

log = structlog.get_logger("miroir.fieldwork")


class NoLettersError(LookupError):
    """The letters are not made yet, or their day is over."""


def print_letters(key: int) -> int:
    """Make the letters of a mailing; how many. The same people get the same code each time."""
    with only_sender(key) as alone:
        printing = Mailing.objects.filter(pk=key, kind__in=Mailing.PRINTED, state=Mailing.State.SENDING)
        mailing = printing.first() if alone else None
        wave = Wave.objects.select_related("study").filter(pk=mailing.wave).first() if mailing else None
        if mailing is None or wave is None:
            return 0
        try:
            secret = wave_secret(wave.pk)
        except LinksDestroyedError:
            cancel_mailing(mailing=mailing)
            drop_waiting(mailing.pk)
            return 0
        messages = _messages(mailing)
        sheets = list(_sheets(Envelope.of(mailing, wave), secret, messages, lambda done: _tell(key, done)))
        content = typeset(sheets, title=str(wave)) if sheets else b""
        return _keep(mailing, wave, messages, content)


def sample_of(mailing: Mailing, wave: Wave, people: Sequence[Panelist]) -> bytes:
    """The letters of a few people as they will be, without their links and codes, which are theirs alone."""
    envelope = Envelope.of(mailing, wave)
    link = link_of(_HIDDEN)
    return typeset(
        [sheet_for(envelope, read_person(each), link=link, code=_HIDDEN_CODE) for each in people], title=str(wave)
    )


def letters_of(mailing: Mailing) -> bytes:
    """The PDF. Raises NoLettersError, SealBroken."""
    kept = Letters.objects.filter(mailing=mailing).first()
    if kept is None:
        raise NoLettersError(mailing.pk)
    return unseal(bytes(kept.key), bytes(kept.sealed), _about(mailing))


def print_again(*, mailing: Mailing) -> bool:
    """Have letters made again, with the same links and codes; whether they were made before."""
    made = Mailing.objects.filter(pk=mailing.pk, kind__in=Mailing.PRINTED, state=Mailing.State.SENT)
    return bool(made.update(state=Mailing.State.SENDING))


def drop_letters() -> int:
    """Destroy the letters whose day is over; how many files."""
    return Letters.objects.filter(made_on__lt=timezone.localdate()).delete()[0]


def letters_done(key: int) -> int | None:
    """How many letters of a mailing are composed, as its worker last told."""
    try:
        done: int | None = cache.get(f"letters:{key}")
    except RedisError:
        return None
    return done


def _messages(mailing: Mailing) -> Sequence[Message]:
    wanted = mailing.messages.filter(state__in=[Message.State.QUEUED, Message.State.SENT])
    return list(wanted.select_related("invitation__panelist").order_by("pk"))


def _sheets(
    envelope: Envelope, secret: bytes, messages: Sequence[Message], told: Callable[[int], None]
) -> Iterator[Sheet]:
    """The letters of those who may still be written to."""
    wanted = [each.invitation for each in messages if may_get_letters(each.invitation.panelist)]
    codes = print_codes(secret=secret, wave=envelope.wave.pk, invitations=wanted)
    for place, invitation in enumerate(wanted):
        if place % _TOLD_EVERY == 0:
            told(place)
        link = link_of(token_of(secret, invitation.pk))
        yield sheet_for(envelope, read_person(invitation.panelist), link=link, code=codes[invitation.pk])


@transaction.atomic
def _keep(mailing: Mailing, wave: Wave, messages: Sequence[Message], content: bytes) -> int:
    """Keep the file and mark the messages, unless it was cancelled, or somebody in it left or was erased meanwhile."""
    lock_panel(wave.study_id)
    now = Panelist.objects.in_bulk([each.invitation.panelist_id for each in messages])
    printed = [each for each in messages if may_get_letters(each.invitation.panelist)]
    if any(not may_get_letters(now[each.invitation.panelist_id]) for each in printed):
        return 0  # beat begins again
    if not Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING).update(state=Mailing.State.SENT):
        return 0
    if content:
        key = new_key(_about(mailing))
        sealed = seal(key, content, _about(mailing))
        kept = {"key": key, "sealed": sealed, "made_on": timezone.localdate()}
        Letters.objects.update_or_create(mailing=mailing, defaults=kept)
    waiting = Message.objects.filter(mailing=mailing, state=Message.State.QUEUED)
    waiting.filter(pk__in=[each.pk for each in printed]).update(state=Message.State.SENT, sent_on=timezone.localdate())
    waiting.update(state=Message.State.DROPPED, reason="opted_out")
    log.info("letters are made", mailing=mailing.pk, letters=len(printed), bytes=len(content))
    return len(printed)


def _tell(key: int, done: int) -> None:
    try:
        cache.set(f"letters:{key}", done, 300)
    except RedisError:
        log.info("the cache does not answer")


def _about(mailing: Mailing) -> bytes:
    return f"letters:{mailing.pk}".encode()
