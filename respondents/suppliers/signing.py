"""Signatures that we share with a supplier.

What is signed is lines of text: a word that says what it is for, the wave, the supplier, the
respondent's id, then `name=value` for each further value of a link, in the order of the names. A
signature is HMAC-SHA256 of them under the secret, in 64 hexadecimal digits.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping

from respondents.models import Supplier
from respondents.vault import new_key, unwrap

#: The first line of what is signed in a link.
ENTRY = "entry"


def new_secret(wave: int, slug: str) -> bytes:
    """A secret by chance, wrapped: what the database keeps."""
    return new_key(_about(wave, slug))


def secret_of(supplier: Supplier) -> str:
    """The secret as the supplier has it: 64 characters, which are the key of its signatures. Raises SealBroken."""
    return unwrap(bytes(supplier.secret), _about(supplier.wave_id, supplier.slug)).hex()


def signature(
    secret: str, what: str, *, wave: str, supplier: str, rid: str, further: Mapping[str, str] | None = None
) -> str:
    """The signature of a link (`what` is `entry`), or of an outcome (`what` is its name)."""
    values = [f"{name}={value}" for name, value in sorted((further or {}).items())]
    return sign(secret, "\n".join([what, wave, supplier, rid, *values]).encode())


def sign(secret: str, content: bytes) -> str:
    """HMAC-SHA256 of a content, in hexadecimal."""
    return hmac.digest(secret.encode(), content, hashlib.sha256).hex()


def is_right(expected: str, given: str) -> bool:
    """Whether a signature is the expected one, in a time that does not tell where they differ."""
    return secrets.compare_digest(expected.encode(), given.lower().encode())


def _about(wave: int, slug: str) -> bytes:
    return f"supplier:{wave}:{slug}".encode()
