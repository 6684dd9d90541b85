"""What a restored copy of the database would forget: who was erased, and who left. Kept outside of it.

One small file each, in the storage of the installation, written before any row changes. They name
random ids and keyed hashes, never anybody.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

ERASURES, DEPARTURES = "erasures", "departures"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Somebody who was erased: whether their address is refused from then on, and the interviews withdrawn."""

    panelist: UUID
    day: date
    refuse: bool
    withdrawn: bool
    interviews: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Departure:
    """An address of a study that is never written to again, as its keyed hash."""

    study: int
    contact: bytes
    day: date


def write_tombstone(tombstone: Tombstone) -> None:
    """Keep the erasure outside the database."""
    content = {
        "panelist": str(tombstone.panelist),
        "day": tombstone.day.isoformat(),
        "refuse": tombstone.refuse,
        "withdrawn": tombstone.withdrawn,
        "interviews": [str(interview) for interview in tombstone.interviews],
    }
    _write(f"{ERASURES}/{tombstone.panelist}-{uuid4().hex[:8]}.json", content)


def write_departure(departure: Departure) -> None:
    """Keep the opt-out outside the database; once for an address."""
    name = f"{DEPARTURES}/{departure.study}-{departure.contact.hex()}.json"
    if not default_storage.exists(name):
        content = {"study": departure.study, "contact": departure.contact.hex(), "day": departure.day.isoformat()}
        _write(name, content)


def tombstones() -> Iterator[Tombstone]:
    """Every erasure that was kept."""
    for content in _read(ERASURES):
        yield Tombstone(
            UUID(content["panelist"]),
            date.fromisoformat(content["day"]),
            content["refuse"],
            content["withdrawn"],
            tuple(map(UUID, content["interviews"])),
        )


def departures() -> Iterator[Departure]:
    """Every opt-out that was kept."""
    for content in _read(DEPARTURES):
        yield Departure(content["study"], bytes.fromhex(content["contact"]), date.fromisoformat(content["day"]))


def _write(name: str, content: dict[str, Any]) -> None:
    default_storage.save(name, ContentFile(json.dumps(content).encode()))


def _read(folder: str) -> Iterator[dict[str, Any]]:
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        with default_storage.open(f"{folder}/{name}") as file:
            yield json.loads(file.read())
