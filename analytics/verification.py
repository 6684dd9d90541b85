"""Verification: every current figure, computed again from the frozen snapshot."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose, isfinite

from analytics.computation import Estimate, Stage, add_up, compute, count_rows
from analytics.frame import DamagedPartError, joined, layout_of
from analytics.models import Aggregation, FigureResult, SnapshotPart
from analytics.snapshots import snapshot_hash
from analytics.storage import check_stored_part, open_part
from respondents.api import Wave
from surveys.api import load_definition

#: Relative: sums of the same numbers in another version of numpy differ by less.
TOLERANCE = 1e-12

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that does not compute to what was stored, and why; population "" is the whole side."""

    wave: str
    figure: str
    side: str
    population: str
    stored: float | None
    computed: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many values were compared, and those that differ."""

    compared: int
    differences: tuple[Difference, ...]


def verify(*, wave: Wave | None = None, figure: str = "") -> Verified:
    """Compute the current figures again: of one wave or of all, of one name or of all."""
    current = Aggregation.objects.filter(is_current=True).select_related("wave__version")
    compared, differences = 0, []
    for aggregation in current.filter(wave=wave) if wave else current:
        stored = {_key(row): row for row in aggregation.figures.all() if figure in ("", row.name)}
        compared += len(stored)
        differences += list(_compare(aggregation, stored, figure))
    return Verified(compared, tuple(differences))


def _compare(aggregation: Aggregation, stored: dict[Key, FigureResult], figure: str) -> Iterator[Difference]:
    damage = _damage(aggregation)
    if damage:
        yield from (_difference(aggregation, key, row.value, None, damage) for key, row in stored.items())
        return
    computed = {(each.figure.name, each.group.side, each.group.population): each for each in _estimates(aggregation)}
    for key, row in stored.items():
        found = computed.get(key)
        if found is None:
            yield _difference(aggregation, key, row.value, None, "not computed any more")
        elif not _same(row, found):
            yield _difference(aggregation, key, row.value, found.value, "another value")
    for key, found in computed.items():
        if figure in ("", key[0]) and key not in stored:
            yield _difference(aggregation, key, None, found.value, "not stored")


def _damage(aggregation: Aggregation) -> str:
    """What is wrong with the snapshot itself; '' when it is whole."""
    kept = SnapshotPart.objects.filter(wave=aggregation.wave_id, hash__in=aggregation.parts)
    definition_hash = aggregation.wave.version.content_hash
    if set(kept.values_list("hash", flat=True)) != set(aggregation.parts):
        return "parts of the snapshot are missing"
    if definition_hash != aggregation.definition_hash:
        return "the questionnaire is another"
    if snapshot_hash(definition_hash, aggregation.parts) != aggregation.snapshot_hash:
        return "the snapshot is another"
    try:
        for part in aggregation.parts:
            check_stored_part(aggregation.wave_id, part)
    except (DamagedPartError, OSError) as error:
        return str(error)
    return ""


def _estimates(aggregation: Aggregation) -> tuple[Estimate, ...]:
    definition = load_definition(aggregation.wave.version)
    layout = layout_of(definition)

    frames = (open_part(layout, aggregation.wave_id, part) for part in aggregation.parts)
    counts = add_up(layout, (count_rows(definition, frame) for frame, _ in joined(frames)))
    return compute(definition, layout, counts, tick=_ignore).estimates


def _ignore(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody follows a verification."""


def _same(row: FigureResult, found: Estimate) -> bool:
    if (row.n, row.blank, row.missing) != (found.n, found.blank, found.missing):
        return False
    pairs = (
        (row.value, found.value),
        (row.low, found.low),
        (row.high, found.high),
        (row.weighted_n, found.weighted_n),
        (row.effective_n, found.effective_n),
    )
    return all(_is(stored, again) for stored, again in pairs)


def _is(stored: float | None, again: float) -> bool:
    """What cannot be computed is stored as nothing."""
    if stored is None:
        return not isfinite(again)
    return isclose(stored, again, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _key(row: FigureResult) -> Key:
    return row.name, row.side, row.population


def _difference(
    aggregation: Aggregation, key: Key, stored: float | None, computed: float | None, reason: str
) -> Difference:
    return Difference(aggregation.wave.slug, *key, stored, computed, reason)
