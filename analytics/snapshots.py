"""Snapshots: the completed interviews of a wave, frozen in parts."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from analytics.frame import FrameBuilder, Layout, layout_of, write_part
from analytics.locks import storing
from analytics.models import SnapshotPart
from analytics.storage import is_stored, store_part
from respondents.api import CompletedInterview, Wave, completed_interviews, membership
from surveys.api import load_definition
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.definition import Definition

#: No part is cut smaller than this.
SMALLEST = 1_000

#: How many interviews are read from the database at once.
BATCH = 1_000

#: Told how many interviews were read, of how many. It may raise to stop.
Read = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The interviews numbered `first` to `last`."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Source:
    """What the parts of a wave are made from."""

    wave: Wave
    definition: Definition
    layout: Layout

    @classmethod
    def of(cls, wave_id: int) -> "Source":
        wave = Wave.objects.select_related("version").get(pk=wave_id)
        definition = load_definition(wave.version)
        return cls(wave, definition, layout_of(definition))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The parts that hold the interviews numbered 1 to `completes`, in order."""

    parts: tuple[SnapshotPart, ...]
    completes: int
    hash: str

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def simulated(self) -> int:
        return sum(part.simulated for part in self.parts)


def ranges(last: int, part_numbers: int) -> Iterator[Numbers]:
    """Where the parts of the interviews numbered 1 to `last` begin and end: each covers `part_numbers`.

    What is left at the end is cut in parts ten times smaller, then smaller again: new interviews
    make a small part, and where parts end depends on how many interviews there are, not on when
    snapshots were taken.
    """
    size, first = part_numbers, 1
    while first <= last:
        while size > SMALLEST and last - first + 1 < size:
            size = max(SMALLEST, size // 10)
        yield Numbers(first, min(first + size - 1, last))
        first += size


def take_snapshot(source: Source, *, last: int, part_numbers: int, read: Read) -> Snapshot:
    """Freeze the interviews numbered 1 to `last`; parts that exist are taken as they are.

    A part of which an interview was withdrawn, rejected or accepted again since is written anew.
    The caller holds the lock of the wave.
    """
    parts = []
    for numbers in ranges(last, part_numbers):
        parts.append(take_part(source, numbers, read=lambda done: read(done, last)))
        read(numbers.last, last)
    digest = source.wave.version.content_hash
    return Snapshot(tuple(parts), last, snapshot_hash(digest, [part.hash for part in parts]))


def take_part(source: Source, numbers: Numbers, *, read: Callable[[int], None]) -> SnapshotPart:
    """The part of some interviews, written when it is not there. `read` is told the last number read."""
    return known_part(source.wave, numbers) or _write(source, numbers, read)


def known_part(wave: Wave, numbers: Numbers) -> SnapshotPart | None:
    """The part of the interviews as they count now; one whose files are lost is forgotten."""
    part = SnapshotPart.objects.filter(
        **_named(wave, numbers, membership(wave.pk, numbers.first, numbers.last))
    ).first()
    if part is not None and not is_stored(wave.pk, part.hash):
        part.delete()
        return None
    return part


def snapshot_hash(definition_hash: str, parts: Sequence[str]) -> str:
    """The name of a whole snapshot: its questionnaire and the hashes of its parts, in order."""
    content = json.dumps([definition_hash, list(parts)], separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def _named(wave: Wave, numbers: Numbers, members: str) -> dict[str, Any]:
    """What there is one part of."""
    digest = wave.version.content_hash
    return {"wave": wave, "definition_hash": digest, "first": numbers.first, "last": numbers.last, "members": members}


def _write(source: Source, numbers: Numbers, read: Callable[[int], None]) -> SnapshotPart:
    wave, layout = source.wave, source.layout
    members = membership(wave.pk, numbers.first, numbers.last)
    builder = FrameBuilder(layout, len(numbers))
    simulated = 0
    for interview in _interviews(wave.pk, numbers, read):
        if interview.over_quota or interview.population not in layout.place_of_population:
            continue
        values = encode_answers(source.definition, interview.answers)
        builder.add(number=interview.number, population=interview.population, values=values)
        simulated += interview.simulated
    part = write_part(builder.finish())
    with storing(part.hash):
        if not is_stored(wave.pk, part.hash):
            store_part(wave.pk, part)
    found = {"hash": part.hash, "rows": part.rows, "simulated": simulated}
    written, _ = SnapshotPart.objects.update_or_create(**_named(wave, numbers, members), defaults=found)
    return written


def _interviews(wave_id: int, numbers: Numbers, read: Callable[[int], None]) -> Iterator[CompletedInterview]:
    after, last = numbers.first - 1, numbers.last
    while after < last:
        limit = min(BATCH, last - after)
        batch = list(completed_interviews(wave_id, after=after, limit=limit))
        yield from (interview for interview in batch if interview.number <= last)
        if len(batch) < limit:
            return
        after = batch[-1].number
        read(after)
