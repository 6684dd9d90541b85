"""JSON as PHP writes it: maps are lists when their keys are numbers, numbers are texts, and none is an empty list."""

import math
from collections.abc import Mapping
from typing import Any

_TRUE = frozenset({"true", "1", "yes", "on"})
_LARGEST = 1e15


def as_map(value: object) -> Mapping[str, Any]:
    """A map; a list is the map of its places from 0, and anything else an empty one."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list):
        return {str(place): item for place, item in enumerate(value)}
    return {}


def as_items(value: object) -> tuple[Any, ...]:
    """The items of a list, or the values of a map in the order of its keys where they are numbers."""
    if isinstance(value, Mapping):
        numbered = all(isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 10 for key in value)
        return tuple(value[key] for key in (sorted(value, key=int) if numbered else value))
    return tuple(value) if isinstance(value, list) else ()


def as_maps(value: object) -> tuple[Mapping[str, Any], ...]:
    """Those of its items that are maps."""
    return tuple(item for item in as_items(value) if isinstance(item, Mapping))


def as_text(value: object) -> str:
    """A text or a number as text; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def as_number(value: object) -> float | None:
    """A finite number, also when it is written as a text."""
    try:
        number = float(as_text(value).replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= _LARGEST else None


def as_whole(value: object) -> int | None:
    """The whole part of a number."""
    number = as_number(value)
    return None if number is None else int(number)


def is_true(value: object) -> bool:
    """Whether something is switched on, as true, "true", 1, "on"..."""
    return value is True or as_text(value).strip().lower() in _TRUE
