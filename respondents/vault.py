"""What keeps identities secret: a key for each person, wrapped by a key from the environment.

To forget somebody is to destroy their key: what it sealed is noise then, in backups too once the
erasure is replayed. AES-256-GCM throughout; what is sealed is bound to whom it is about, so that
one row's secret cannot be put in another's place.

Whoever holds the database alone reads nobody; whoever holds the environment too reads everybody.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE, _NAME = 12, 4  # bytes


class SealBroken(Exception):  # noqa: N818 - it says what happened
    """What was sealed cannot be opened: it was altered, moved, or its key is not in IDENTITY_KEYS."""


def new_key(about: bytes) -> bytes:
    """A fresh key for what `about` names, wrapped: what the database keeps."""
    name, master = _newest()
    return name + _encrypt(master, AESGCM.generate_key(bit_length=256), about)


def seal(wrapped: bytes, content: bytes, about: bytes) -> bytes:
    """Encrypt `content` under a wrapped key. Raises SealBroken for a key that cannot be opened."""
    return _encrypt(unwrap(wrapped, about), content, about)


def unseal(wrapped: bytes, sealed: bytes, about: bytes) -> bytes:
    """The content of what `seal` returned. Raises SealBroken."""
    return _decrypt(unwrap(wrapped, about), sealed, about)


def unwrap(wrapped: bytes, about: bytes) -> bytes:
    """The 32 bytes of a key. Raises SealBroken."""
    master = _masters().get(bytes(wrapped[:_NAME]))
    if master is None:
        raise SealBroken
    return _decrypt(master, wrapped[_NAME:], about)


def rewrap(wrapped: bytes, about: bytes) -> bytes:
    """The same key, wrapped by the newest of IDENTITY_KEYS. Raises SealBroken."""
    name, master = _newest()
    return name + _encrypt(master, unwrap(wrapped, about), about)


def fingerprint(purpose: str, text: str) -> bytes:
    """32 bytes that stand for a text where it must be found again and not be read: a keyed hash."""
    return hmac.digest(settings.IDENTITY_INDEX_KEY, f"{purpose}\0{text}".encode(), hashlib.sha256)


def _encrypt(key: bytes, content: bytes, about: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about)


def _decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def _masters() -> Mapping[bytes, bytes]:
    """By name, the keys of the environment, the newest first. A name is the head of the key's hash."""
    return {hashlib.sha256(key).digest()[:_NAME]: key for key in settings.IDENTITY_KEYS}


def _newest() -> tuple[bytes, bytes]:
    return next(iter(_masters().items()))
