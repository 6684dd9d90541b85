"""By which attributes people of a panel may be chosen. To know it everybody is read: it is kept a while, sealed."""

import json
from collections.abc import Mapping, Sequence

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from respondents.models import Panelist
from respondents.panel.forgetting import name_of_attributes
from respondents.panel.people import read_person
from respondents.panel.selectors import is_small, people_in
from respondents.progress import Stride, Teller, Told, how_far, nothing_told, tell
from respondents.vault import SealBroken, new_key, seal, unseal

Attributes = Mapping[str, Sequence[str]]

#: Attributes with more values than these tell people apart rather than groups: they are not offered.
MOST_VALUES = 30
_KEPT_FOR = 3600  # seconds

log = structlog.get_logger("miroir.panel")


def attributes_of(study: int, told: Told = nothing_told) -> Attributes:
    """The values of each attribute by which people of a panel may be chosen. Raises SealBroken."""
    values: dict[str, set[str]] = {}
    active = Panelist.objects.filter(study=study, state=Panelist.State.ACTIVE)
    for place, panelist in enumerate(active.only("key", "sealed").iterator()):
        told(place)
        for name, value in read_person(panelist).attributes.items():
            values.setdefault(name, set()).add(value)
    return {name: sorted(those) for name, those in sorted(values.items()) if 1 < len(those) <= MOST_VALUES}


def known_attributes(study: int) -> Attributes | None:
    """The same, read anew where the panel is small, else as it was kept; None where a worker must read it."""
    if is_small(study):
        return attributes_of(study)
    try:
        kept: tuple[bytes, bytes] | None = cache.get(name_of_attributes(study))
        return json.loads(unseal(*kept, _about(study))) if kept else None
    except (RedisError, SealBroken):
        return None


def read_attributes(study: int) -> int:
    """Read a large panel, and keep what was found; how many attributes."""
    found = attributes_of(study, Teller(name_of_attributes(study), "reading", people_in(study)))
    key = new_key(_about(study))
    try:
        cache.set(name_of_attributes(study), (key, seal(key, json.dumps(found).encode(), _about(study))), _KEPT_FOR)
    except RedisError:
        log.info("the cache does not answer")
    return len(found)


def expect_attributes(study: int) -> Stride:
    """Say that a worker will read the panel: nobody else is asked to for some seconds."""
    stride = Stride("reading", 0, people_in(study))
    tell(name_of_attributes(study), stride)
    return stride


def reading_attributes(study: int) -> Stride | None:
    """How far the worker is that reads the panel; None when none does."""
    return how_far(name_of_attributes(study))


def _about(study: int) -> bytes:
    return f"attributes:{study}".encode()
