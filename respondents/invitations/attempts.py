"""How often somebody may be wrong about a code: guessing one of 2^40 must stay hopeless.

Failures are counted for an hour, in the cache, for each wave and for each address. An address is
hashed with a salt of the day and of the installation, and is in no table and no log. While the
cache does not answer, no code is taken.
"""

import hashlib
import hmac

import structlog
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

#: Failures in an hour. With 100,000 codes in a wave, one guess in 10 million is right: somebody
#: with as many addresses as they like needs more than four years on average.
MOST_BY_ADDRESS, MOST_BY_WAVE = 20, 250
_HOUR = 3600  # seconds

log = structlog.get_logger("miroir.fieldwork")


class TooManyAttemptsError(Exception):
    """No code is taken for a while: too many were wrong, or they cannot be counted."""


def check_attempts(*, wave: int, address: str) -> None:
    """Raises TooManyAttemptsError."""
    try:
        counts = cache.get_many(_keys(wave, address))
    except RedisError as error:
        log.warning("attempts cannot be counted: no code is taken", wave=wave)
        raise TooManyAttemptsError from error
    if any(counts.get(key, 0) >= most for key, most in _keys(wave, address).items()):
        raise TooManyAttemptsError


def count_failure(*, wave: int, address: str) -> None:
    """One more code that was wrong. Raises TooManyAttemptsError when it cannot be counted."""
    try:
        for key in _keys(wave, address):
            cache.add(key, 0, _HOUR)
            cache.incr(key)
    except (RedisError, ValueError) as error:  # ValueError: it was emptied in between
        raise TooManyAttemptsError from error


def _keys(wave: int, address: str) -> dict[str, int]:
    """The counters of an attempt, with the most that each may reach."""
    salt = f"{timezone.localdate()}\0{address}".encode()
    hashed = hmac.digest(settings.SECRET_KEY.encode(), b"attempts" + salt, hashlib.sha256)[:16].hex()
    return {f"code:{wave}:{hashed}": MOST_BY_ADDRESS, f"code:{wave}": MOST_BY_WAVE}
