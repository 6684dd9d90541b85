"""Who gets a draft, found and kept some minutes for the page that shows them: never in the database.

Everybody of the panel is read for it: in the request where the panel is small, else by a worker.
"""

from functools import partial

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from respondents.invitations.links import LinksDestroyedError
from respondents.invitations.recipients import Recipients, recipients_of
from respondents.models import Mailing, Wave
from respondents.panel.selectors import is_small, people_in
from respondents.progress import Follow, Stride, Teller, how_far, tell

_KEPT_FOR = 900  # seconds

log = structlog.get_logger("miroir.fieldwork")


class NoLongerAskedError(Exception):
    """What was being done for a mailing is not wanted any more."""


def recipients_shown(mailing: Mailing, wave: Wave, *, again: bool = True) -> Recipients | None:
    """The people of a draft; None where a worker must find them. With `again`, a small panel is read anew.

    Raises LinksDestroyedError, SealBroken.
    """
    small = is_small(wave.study_id)
    found = None if small and again else recipients_kept(mailing)
    if found is None and small:
        found = recipients_of(mailing, wave)
        _keep(mailing, found)
    return found


def recipients_kept(mailing: Mailing) -> Recipients | None:
    """The people of a draft as they were found some minutes ago."""
    try:
        keys: bytes | None = cache.get(_name(mailing.pk))
    except RedisError:
        return None
    return None if keys is None else Recipients(keys)


def forget_recipients(mailing: Mailing) -> None:
    """What the draft says has changed: others may get it."""
    try:
        cache.delete(_name(mailing.pk))
    except RedisError:
        log.info("the cache does not answer")


def find_recipients(key: int) -> int:
    """Find the people of a draft, and keep them; how many."""
    mailing = Mailing.objects.filter(pk=key, state=Mailing.State.DRAFT).first()
    wave = Wave.objects.filter(pk=mailing.wave).first() if mailing else None
    if mailing is None or wave is None:
        return 0
    try:
        found = recipients_of(mailing, wave, followed(mailing)("reading", people_in(wave.study_id)))
    except (LinksDestroyedError, NoLongerAskedError):
        return 0
    _keep(mailing, found)
    return len(found)


def followed(mailing: Mailing) -> Follow:
    """Tells how far work for a mailing is; NoLongerAskedError once it is in another state, or goes to others."""

    def still() -> None:
        the_same = {"state": mailing.state, "chosen": mailing.chosen, "shown": mailing.shown}
        if not Mailing.objects.filter(pk=mailing.pk, **the_same).exists():
            raise NoLongerAskedError

    return partial(Teller, _name(mailing.pk), before=still)


def expect(mailing: Mailing, wave: Wave) -> Stride:
    """Say that a worker will find the people of a draft: nobody else is asked to for some seconds."""
    stride = Stride("reading", 0, people_in(wave.study_id))
    tell(_name(mailing.pk), stride)
    return stride


def finding(mailing: Mailing) -> Stride | None:
    """How far the worker is that reads the panel for a mailing; None when none does."""
    return how_far(_name(mailing.pk))


def _keep(mailing: Mailing, found: Recipients) -> None:
    try:
        cache.set(_name(mailing.pk), found.keys, _KEPT_FOR)
    except RedisError:
        log.info("the cache does not answer")


def _name(key: int) -> str:
    return f"recipients:{key}"
