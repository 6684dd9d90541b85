"""A person as the panel knows them, and the bytes that are sealed of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from respondents.panel.addresses import normal_email
from respondents.vault import fingerprint


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is. `address` is the lines of a letter; `attributes` is what the study wants to know of them."""

    email: str = ""
    name: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    language: str = ""
    reference: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def contact(self) -> bytes:
        """The keyed hash by which the person is found again. Raises NoContactError, BadEmailError."""
        if self.email:
            return contact_of(self.email)
        if self.reference:
            return contact_of_reference(self.reference)
        raise NoContactError


class NoContactError(ValueError):
    """A person with neither an e-mail address nor a reference: nobody could find them again."""


def contact_of(email: str) -> bytes:
    """The keyed hash of an address, the same however it is written. Raises BadEmailError."""
    return contact_of_normal(normal_email(email))


def contact_of_normal(email: str) -> bytes:
    """The keyed hash of an address in its normal form."""
    return fingerprint("mail", email)


def contact_of_reference(reference: str) -> bytes:
    """The keyed hash of the reference of somebody without an e-mail address."""
    return fingerprint("reference", reference)


def encode(person: Person) -> bytes:
    """The bytes to seal; what is empty takes no room."""
    known = {name: value for name in person.__slots__ if (value := getattr(person, name))}
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def decode(content: bytes) -> Person:
    """The person of `encode`."""
    known: dict[str, Any] = json.loads(content)
    return Person(**known | {"address": tuple(known.get("address", ()))})


def merged(old: Person, new: Person) -> Person:
    """What is known once `new` was told: what it leaves empty stays as it was."""
    return Person(
        email=new.email or old.email,
        name=new.name or old.name,
        phone=new.phone or old.phone,
        address=new.address or old.address,
        language=new.language or old.language,
        reference=new.reference or old.reference,
        attributes={**old.attributes, **new.attributes},
    )
