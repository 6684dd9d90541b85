"""The standing link of a panelist: to whichever wave needs them. Made of their own key, and stored nowhere.

token = key of the panelist, then the first 20 bytes of HMAC-SHA256(the person's key, "entrance").
Who is erased has no link any more, for their key is destroyed. The visits made by a link are
kept under a hash of it: without the link, or the environment and the person's key, nobody can say
whose they are.
"""

import hashlib
import hmac
from base64 import b32decode, b32encode
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from respondents.invitations.entering import UnknownLinkError
from respondents.invitations.links import TOKEN_BYTES
from respondents.models import Panelist
from respondents.vault import unwrap

_LETTERS, _PADDING = 58, "=" * 6
_NOBODY = UUID(int=0)


def standing_token(panelist: Panelist) -> str:
    """The token of somebody who was not erased, in 58 letters and digits. Raises SealBroken."""
    return b32encode(panelist.pk.bytes + _proof(panelist)).decode().lower().rstrip("=")


def standing_link(panelist: Panelist) -> str:
    """The address that a message carries."""
    return f"{settings.SITE_URL}{reverse('respondents:panel_entrance', args=[standing_token(panelist)])}"


def panelist_with(token: str) -> Panelist:
    """Who a standing link belongs to. One query, whatever is wrong with the token. Raises UnknownLinkError."""
    content = _bytes_of(token)
    panelist = Panelist.objects.filter(pk=UUID(bytes=content[:16]) if content else _NOBODY).first()
    if panelist is None or panelist.key is None or not hmac.compare_digest(content[16:], _proof(panelist)):
        raise UnknownLinkError
    return panelist


def visitor_of(token: str) -> UUID:
    """What visits made by a link are kept under."""
    return UUID(bytes=hashlib.sha256(b"entrance" + _bytes_of(token)).digest()[:16], version=4)


def _proof(panelist: Panelist) -> bytes:
    key = unwrap(bytes(panelist.key or b""), panelist.pk.bytes)
    return hmac.digest(key, b"entrance", hashlib.sha256)[:TOKEN_BYTES]


def _bytes_of(token: str) -> bytes:
    if len(token) == _LETTERS and token.isascii() and token.isalnum():
        try:
            return b32decode(token.upper() + _PADDING)
        except ValueError:
            return b""
    return b""
