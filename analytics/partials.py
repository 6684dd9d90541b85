"""What was counted of each part, kept beside it: a part is counted once, whichever worker does it."""

from analytics.computation import Counts, DamagedCountsError, count_rows, counts_from_bytes, counts_to_bytes
from analytics.frame import Layout
from analytics.models import SnapshotPart
from analytics.provenance import counting_version
from analytics.storage import open_part, read_beside, store_beside
from surveys.questionnaire.definition import Definition


def counts_of(definition: Definition, layout: Layout, part: SnapshotPart) -> Counts:
    """The counts of a part, taken as they are when they were made. Raises `OSError`."""
    name = _name(part)
    kept = read_beside(part.wave_id, part.hash, name)
    if kept is not None:
        try:
            return counts_from_bytes(kept)
        except DamagedCountsError:  # a worker was killed while it wrote them
            pass
    counts = count_rows(definition, open_part(layout, part.wave_id, part.hash))
    store_beside(part.wave_id, part.hash, name, counts_to_bytes(counts))
    return counts


def _name(part: SnapshotPart) -> str:
    return f"counts-{part.definition_hash[:16]}-{counting_version()}.npz"
