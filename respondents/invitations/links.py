"""Links of invitations: made of the wave's secret, so that nothing stored ties one to an interview.

token = the first 20 bytes of HMAC-SHA256(secret of the wave, key of the invitation): 160 bits, the
same in every reminder. The invitation keeps SHA-256(token); the interview's key is made of
SHA-256("interview" + token). Whoever has the database and the environment can go from one to the
other while the secret is there; once it is destroyed, only who holds the link itself can.
"""

import hashlib
import hmac
from base64 import b32decode, b32encode
from collections.abc import Collection, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from respondents.clock import ClockTimestamp
from respondents.models import Allotment, Invitation, Wave, WaveKey
from respondents.vault import new_key, unwrap
from surveys.api import Mode

TOKEN_BYTES = 20
_LENGTH = 32  # letters of a token


class LinksDestroyedError(LookupError):
    """The wave closed, and the secret of its links is destroyed."""


def wave_secret(wave: int) -> bytes:
    """The secret of a wave's links, made at need. Raises LinksDestroyedError, SealBroken."""
    key = WaveKey.objects.filter(pk=wave).first()
    if key is None:
        WaveKey.objects.bulk_create([WaveKey(wave=wave, sealed=new_key(_about(wave)))], ignore_conflicts=True)
        key = WaveKey.objects.get(pk=wave)  # another may have been first
    if key.sealed is None:
        raise LinksDestroyedError(wave)
    return unwrap(bytes(key.sealed), _about(wave))


def token_of(secret: bytes, invitation: UUID) -> str:
    """The token of an invitation, in 32 letters and digits."""
    token = hmac.digest(secret, invitation.bytes, hashlib.sha256)[:TOKEN_BYTES]
    return b32encode(token).decode().lower()


def invitation_key(*, panelist: UUID, wave: int) -> UUID:
    """The key of the invitation of a panelist to a wave, whether or not it was written down."""
    return UUID(bytes=hashlib.sha256(b"invitation" + panelist.bytes + wave.to_bytes(8)).digest()[:16], version=4)


def known_secrets(waves: Collection[int]) -> Mapping[int, bytes]:
    """The secrets that these waves have: of those whose links were made, and not destroyed. Raises SealBroken."""
    keys = WaveKey.objects.filter(pk__in=waves, sealed__isnull=False)
    return {key.pk: unwrap(bytes(key.sealed or b""), _about(key.pk)) for key in keys}


def hash_of(token: str) -> bytes:
    """What is stored of a token. What is no token has a hash too, which nothing has."""
    return hashlib.sha256(_bytes_of(token)).digest()


def interview_of(token: str) -> UUID:
    """The interview that a token leads to."""
    return UUID(bytes=hashlib.sha256(b"interview" + _bytes_of(token)).digest()[:16], version=4)


def link_of(token: str) -> str:
    """The address that a message carries."""
    return f"{settings.SITE_URL}{reverse('respondents:invited', args=[token])}"


def stop_link_of(token: str) -> str:
    """The address by which somebody asks never to be written to."""
    return f"{settings.SITE_URL}{reverse('respondents:invited_stop', args=[token])}"


@transaction.atomic
def destroy_closed_secrets() -> int:
    """Destroy the secrets of the waves of anonymous studies that have closed; how many."""
    kept = WaveKey.objects.select_for_update().filter(sealed__isnull=False).values_list("pk", flat=True)
    closed = list(
        Wave.objects.filter(pk__in=list(kept), study__mode=Mode.ANONYMOUS, closes_at__lte=ClockTimestamp()).values_list(
            "pk", flat=True
        )
    )
    _forget_order(closed)
    return WaveKey.objects.filter(pk__in=closed).update(sealed=None, destroyed_on=timezone.localdate())


def _forget_order(waves: Collection[int]) -> None:
    """Write the visits to these waves again, in the order of their keys: it says nothing of when people came."""
    visits = Allotment.objects.filter(wave__in=waves)
    rows = sorted(visits.values_list("visitor", "wave"))
    visits.delete()
    Allotment.objects.bulk_create(Allotment(visitor=visitor, wave_id=wave) for visitor, wave in rows)


def invitation_with(token: str) -> Invitation | None:
    """The invitation that a token opens, with its panelist. One query, whatever is wrong with the token."""
    return Invitation.objects.select_related("panelist").filter(token_hash=hash_of(token)).first()


def _about(wave: int) -> bytes:
    return f"wave:{wave}".encode()


def _bytes_of(token: str) -> bytes:
    if len(token) == _LENGTH and token.isascii() and token.isalnum():
        try:
            return b32decode(token.upper())
        except ValueError:
            return b""
    return b""
