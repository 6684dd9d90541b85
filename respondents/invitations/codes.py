"""Codes of eight characters, read aloud or copied from paper: Crockford's base 32, 40 bits.

Without I, L, O and U; small letters, spaces and hyphens do not count, and what is mistaken for a
digit is that digit. https://www.crockford.com/base32.html
"""

import hashlib
import hmac
import secrets
from uuid import UUID

from respondents.vault import fingerprint

LENGTH = 8
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = str.maketrans("OIL", "011")


class BadCodeError(ValueError):
    """What was typed is no code."""


def new_code() -> str:
    """A code by chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def code_of(secret: bytes, invitation: UUID, turn: int = 0) -> str:
    """The code of an invitation, made of the wave's secret; the next `turn` is for when another has it."""
    number = int.from_bytes(hmac.digest(secret, b"code%d" % turn + invitation.bytes, hashlib.sha256)[:5])
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))


def read_code(typed: str) -> str:
    """The code in what somebody typed. Raises BadCodeError."""
    plain = "".join(typed[:40].split()).replace("-", "").replace("\u2011", "").upper()
    code = plain.translate(_READ)
    if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
        raise BadCodeError
    return code


def shown_code(code: str) -> str:
    """A code as people read it: in two halves."""
    return f"{code[:4]}-{code[4:]}"


def hash_of_code(wave: int, code: str) -> bytes:
    """What is stored of a code: a keyed hash, since 40 bits could be tried one by one."""
    return fingerprint("code", f"{wave}:{code}")
