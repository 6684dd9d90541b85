"""Where an interview is begun: a kind of device, and a mark by which those of one day and one place are told.

The mark is an HMAC of the wave and of the address. Its salt is of the day and is in the cache alone,
with each process keeping the one that it has read: the day after, nobody can say which address a mark
is of, nor lay two days or two waves side by side. While the cache does not answer, there is no mark.
"""

import hashlib
import hmac
import secrets
import time
from datetime import date, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

import structlog
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from redis.exceptions import RedisError

from respondents.clock import ClockTimestamp
from respondents.models import Disposition, Interview, Signal, Wave

#: A mark is deleted once its wave has closed, or after this.
LONGEST = timedelta(days=30)

_SALT_LASTS = 26 * 3600  # seconds: a day, and the hour that clocks may add to it
_PAUSE = 10  # seconds before a cache that did not answer is asked again

log = structlog.get_logger("miroir.fieldwork")


class _Salt:
    """The salt of the day, as this process has read it."""

    def __init__(self) -> None:
        self.day, self.value, self.asked_again_at = date.min, b"", 0.0

    def of(self, day: date) -> bytes:
        """The salt; empty while the cache does not answer."""
        if day != self.day and time.monotonic() >= self.asked_again_at:
            try:
                cache.add(f"origin:{day}", secrets.token_bytes(32), _SALT_LASTS)
                self.day, self.value = day, cache.get(f"origin:{day}", b"")
            except RedisError:
                self.asked_again_at = time.monotonic() + _PAUSE
                log.warning("the cache does not answer: interviews begin without a mark of where")
        return self.value if day == self.day else b""


_salt = _Salt()


def mark_of(*, wave: int, address: str) -> bytes:
    """16 bytes for where somebody is, the same all day in one wave; empty when it cannot be told."""
    salt, place = _salt.of(timezone.localdate()), _place(address)
    return hmac.digest(salt, f"{wave}\0{place}".encode(), hashlib.sha256)[:16] if salt and place else b""


def drop_signals() -> int:
    """Delete the marks of waves that closed, once all their completes were examined; how many."""
    unexamined = Interview.objects.filter(wave=OuterRef("pk"), disposition=Disposition.COMPLETE, paradata=None)
    closed = Wave.objects.filter(~Exists(unexamined), closes_at__lte=ClockTimestamp())
    old = Q(interview__started_at__lt=ClockTimestamp() - LONGEST)
    found = Signal.objects.filter(Q(wave__in=closed) | old).values("pk")
    deleted, _ = Signal.objects.filter(pk__in=found).delete()
    return deleted


def _place(address: str) -> str:
    """An address, as far as it is one place: the network of a home with IPv6. Empty for what is no address."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or IPv6Network((known, 64), strict=False))
    return str(known)
