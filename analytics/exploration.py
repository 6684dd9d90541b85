"""Tables that someone asks for, from the snapshot that a wave's current results were computed from."""

from dataclasses import dataclass

import numpy as np

from analytics.computation.weights import count_cells, weigh
from analytics.exploring import Shown, TableRequest, count, shield
from analytics.frame import join, layout_of
from analytics.models import Aggregation
from analytics.storage import open_part
from analytics.tabulation.disclosure import THRESHOLD
from surveys.api import load_definition


@dataclass(frozen=True)
class Explored:
    """A table as it may be shown; `weighted` when targets made the weights."""

    shown: Shown
    threshold: int
    weighted: bool


def explore(aggregation: Aggregation, request: TableRequest) -> Explored | None:
    """Count, weigh and shield a table; None where nobody was interviewed. Raises `TooWideError`, `OSError`."""
    definition = load_definition(aggregation.wave.version)
    layout = layout_of(definition)
    parts = [open_part(layout, aggregation.wave_id, part) for part in aggregation.parts]
    if not parts:
        return None
    frame = join(parts)
    weights = np.ones(frame.rows)
    if request.weighted:
        weights = weigh(definition, layout, count_cells(layout, [frame])).side[frame.cell]
    shown = shield(count(request, frame, weights), threshold=THRESHOLD)
    return Explored(shown, THRESHOLD, request.weighted)
