"""Mailings: written, changed, paused, resumed, cancelled, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from respondents.invitations.finding import forget_recipients
from respondents.invitations.texts import Letter, encoded
from respondents.models import Mailing, Message, Wave

_AFTER = {
    "pause": (Mailing.State.SENDING, Mailing.State.PAUSED),
    "resume": (Mailing.State.PAUSED, Mailing.State.SENDING),
}


class MailingNotFound(LookupError):  # noqa: N818 - like Http404
    """There is no such mailing in this wave."""


class NotNowError(Exception):
    """The mailing was started already, or its wave takes no answers any more, or there is nobody to write to."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a mailing says, to whom, and how fast."""

    letters: Mapping[str, Letter]
    chosen: Mapping[str, Sequence[str]]
    per_minute: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many messages of a mailing are in each state."""

    queued: int
    sent: int
    failed: int
    dropped: int

    @property
    def total(self) -> int:
        return self.queued + self.done

    @property
    def done(self) -> int:
        return self.sent + self.failed + self.dropped


def write_mailing(*, wave: Wave, kind: str, order: Order, mailing: Mailing | None = None) -> Mailing:
    """Keep a draft, or what was changed in it. Raises NotNowError for one that was started."""
    fields = {"texts": encoded(order.letters), "chosen": dict(order.chosen), "per_minute": order.per_minute}
    if mailing is None:
        return Mailing.objects.create(wave=wave.pk, kind=kind, made_on=timezone.localdate(), **fields)
    if not Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.DRAFT).update(**fields, held_back=""):
        raise NotNowError
    forget_recipients(mailing)
    mailing.refresh_from_db()
    return mailing


def turn_mailing(*, mailing: Mailing, act: str) -> bool:
    """Pause or resume; whether that changed anything."""
    before, after = _AFTER[act]
    return bool(Mailing.objects.filter(pk=mailing.pk, state=before).update(state=after))


def cancel_mailing(*, mailing: Mailing) -> bool:
    """Send nothing more; whether it was under way. A draft is deleted; what is being started is a draft again.

    The caller has `drop_waiting` follow, for there may be many messages.
    """
    if Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.STARTING).update(state=Mailing.State.DRAFT):
        return True
    if Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.DRAFT).delete()[0]:
        return True
    under_way = Mailing.objects.filter(pk=mailing.pk, state__in=[Mailing.State.SENDING, Mailing.State.PAUSED])
    return bool(under_way.update(state=Mailing.State.CANCELLED))


def drop_waiting(key: int) -> int:
    """Drop what a cancelled mailing has still to send; how many messages."""
    waiting = Message.objects.filter(mailing=key, mailing__state=Mailing.State.CANCELLED, state=Message.State.QUEUED)
    return waiting.update(state=Message.State.DROPPED, reason="cancelled")


def mailing_with_id(wave: int, key: int) -> Mailing:
    """A mailing of this wave. Raises MailingNotFound."""
    mailing = Mailing.objects.filter(wave=wave, pk=key).first()
    if mailing is None:
        raise MailingNotFound(key)
    return mailing


def mailings_of(wave: int) -> Sequence[tuple[Mailing, Progress]]:
    """The mailings of a wave, the latest first, each with how far it is. Two queries."""
    mailings = list(Mailing.objects.filter(wave=wave).order_by("-pk"))
    counted = Message.objects.filter(mailing__in=mailings).values_list("mailing", "state").annotate(n=Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for mailing, state, count in counted.order_by():
        counts.setdefault(mailing, {})[state] = count
    return [(mailing, _progress(counts.get(mailing.pk, {}))) for mailing in mailings]


def progress_of(mailing: Mailing) -> Progress:
    """How far a mailing is. One query."""
    counted = Message.objects.filter(mailing=mailing).values_list("state").annotate(n=Count("pk")).order_by()
    return _progress(dict(counted))


def sending() -> Sequence[int]:
    """The mailings that have e-mails to send."""
    return list(_under_way().exclude(kind__in=Mailing.PRINTED).values_list("pk", flat=True))


def cancelled() -> Sequence[int]:
    """The mailings that were cancelled and have messages that wait."""
    waiting = Mailing.objects.filter(state=Mailing.State.CANCELLED, messages__state=Message.State.QUEUED)
    return list(waiting.distinct().values_list("pk", flat=True))


def printing() -> Sequence[int]:
    """The mailings that have letters to make."""
    return list(_under_way().filter(kind__in=Mailing.PRINTED).values_list("pk", flat=True))


def failures_of(mailing: Mailing) -> Sequence[tuple[str, int]]:
    """Why messages were refused, and how many for each reason."""
    refused = Message.objects.filter(mailing=mailing, state=Message.State.FAILED)
    return list(refused.values_list("reason").annotate(n=Count("pk")).order_by("-n", "reason"))


def _under_way() -> QuerySet[Mailing]:
    return Mailing.objects.filter(state=Mailing.State.SENDING)


def _progress(counts: Mapping[str, int]) -> Progress:
    return Progress(**{state.value: counts.get(state, 0) for state in Message.State})
