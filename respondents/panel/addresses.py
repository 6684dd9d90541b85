"""E-mail addresses: read from what people write, and one normal form for the same mailbox.

Nothing is guessed that only one provider does (dots, `+` and what follows): two addresses are one
when no mail server could tell them apart in practice, that is by case, accents' encoding and the
writing of the domain.
"""

import re
import unicodedata
from typing import NamedTuple

import idna

LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_DISPLAYED = re.compile(r'\s*"?(?P<name>[^<>"]*?)"?\s*<\s*(?P<email>[^<>]+?)\s*>\s*')
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])")


class BadEmailError(ValueError):
    """What was written is no e-mail address."""


class SeveralEmailsError(BadEmailError):
    """More than one address was written where one belongs."""


class WrittenEmail(NamedTuple):
    """An address as it was written, the name beside it, and its normal form."""

    email: str
    name: str
    normal: str


def written_email(text: str) -> WrittenEmail:
    """The address in what somebody wrote; `Anne <anne@example.org>` has a name too. Raises BadEmailError."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if text.count("@") > 1:
        raise SeveralEmailsError
    displayed = _DISPLAYED.fullmatch(text) if text[-1:] == ">" else None
    name, email = (displayed["name"], displayed["email"]) if displayed else ("", text)
    return WrittenEmail(email, name, normal_email(email))


def normal_email(email: str) -> str:
    """The form by which an address is compared: in lower case, composed, its domain in ASCII. Raises BadEmailError."""
    email = unicodedata.normalize("NFC", email.strip())
    local, at, domain = email.rpartition("@")
    if not at or len(email) > LONGEST_EMAIL or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise BadEmailError
    host = domain.lower() if domain.isascii() else _in_ascii(domain)
    if not _HOST.fullmatch(host):
        raise BadEmailError
    return f"{unicodedata.normalize('NFC', local.lower())}@{host}"


def _in_ascii(domain: str) -> str:
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise BadEmailError from error
