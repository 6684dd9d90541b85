"""Snapshots: the completed interviews of a wave, frozen in parts."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from analytics.frame import FrameBuilder, Layout, write_part
from analytics.models import SnapshotPart
from analytics.storage import is_stored, store_part
from respondents.api import CompletedInterview, Wave, completed_interviews, membership
from surveys.questionnaire.codebook import encode_answers
from surveys.questionnaire.definition import Definition

#: How many interview numbers a part covers. Only the last one of a wave is shorter: it is written
#: anew until it is full, so that the parts do not depend on when snapshots were taken.
PART_NUMBERS = 100_000

#: How many interviews are read from the database at once.
BATCH = 1_000

#: Told how many interviews were read, of how many. It may raise to stop.
Read = Callable[[int, int], None]


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


def take_snapshot(
    *, wave: Wave, definition: Definition, layout: Layout, completes: int, part_numbers: int = PART_NUMBERS, read: Read
) -> Snapshot:
    """Freeze the interviews numbered 1 to `completes`; full parts that exist are taken as they are.

    A part of which an interview was withdrawn, rejected or accepted again since is written anew.
    The caller holds the lock of the wave.
    """
    digest = wave.version.content_hash
    parts = []
    for first in range(1, completes + 1, part_numbers):
        last = min(first + part_numbers - 1, completes)
        members = membership(wave.pk, first, last)
        part = _known_part(wave, digest, first=first, last=last, members=members)
        if part is None:
            part = _write(
                wave,
                definition,
                layout,
                first=first,
                last=last,
                members=members,
                read=lambda done: read(done, completes),
            )
        parts.append(part)
        read(last, completes)
    return Snapshot(tuple(parts), completes, snapshot_hash(digest, [part.hash for part in parts]))


def snapshot_hash(definition_hash: str, parts: Sequence[str]) -> str:
    """The name of a whole snapshot: its questionnaire and the hashes of its parts, in order."""
    content = json.dumps([definition_hash, list(parts)], separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


def _known_part(wave: Wave, digest: str, *, first: int, last: int, members: str) -> SnapshotPart | None:
    """A part that was written before; one whose files are lost is forgotten."""
    known = SnapshotPart.objects.filter(wave=wave, definition_hash=digest, first=first, last=last, members=members)
    part = known.first()
    if part is not None and not is_stored(wave.pk, part.hash):
        part.delete()
        return None
    return part


def _write(
    wave: Wave,
    definition: Definition,
    layout: Layout,
    *,
    first: int,
    last: int,
    members: str,
    read: Callable[[int], None],
) -> SnapshotPart:
    builder = FrameBuilder(layout, last - first + 1)
    simulated = 0
    for interview in _interviews(wave.pk, first, last, read):
        if interview.over_quota or interview.population not in layout.place_of_population:
            continue
        values = encode_answers(definition, interview.answers)
        builder.add(number=interview.number, population=interview.population, values=values)
        simulated += interview.simulated
    part = write_part(builder.finish())
    store_part(wave.pk, part)
    return SnapshotPart.objects.create(
        wave=wave,
        hash=part.hash,
        definition_hash=wave.version.content_hash,
        first=first,
        last=last,
        members=members,
        rows=part.rows,
        simulated=simulated,
    )


def _interviews(wave_id: int, first: int, last: int, read: Callable[[int], None]) -> Iterator[CompletedInterview]:
    after = first - 1
    while after < last:
        limit = min(BATCH, last - after)
        batch = list(completed_interviews(wave_id, after=after, limit=limit))
        yield from (interview for interview in batch if interview.number <= last)
        if len(batch) < limit:
            return
        after = batch[-1].number
        read(after)
