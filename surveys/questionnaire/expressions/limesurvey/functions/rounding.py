"""Rounding as PHP 8.2 does it: first to the 15 digits that a float is sure of, then to the places asked for."""

import math

_SURE_DIGITS = 14
_MOST_PLACES = 60
_PAST_PRECISION = 1e15
_EXACT_POWERS = 23


def rounded(number: float, places: int) -> float:
    """Round halves away from zero."""
    if not math.isfinite(number) or number == 0:
        return number
    places = max(-400, min(places, 400))
    sure = _SURE_DIGITS - math.floor(math.log10(abs(number)))
    if places < sure < places + _SURE_DIGITS + 1:
        sure = max(-_MOST_PLACES, sure)
        scaled = _scaled(_halves_away(_scaled(number, sure)), max(-_MOST_PLACES, places - sure))
    else:
        scaled = _scaled(number, places)
    if not abs(scaled) < _PAST_PRECISION:
        return number
    whole = _halves_away(scaled)
    if abs(places) < _EXACT_POWERS:
        return _scaled(whole, -places)
    written = float(f"{whole:15f}e{-places}")
    return written if math.isfinite(written) else number


def _halves_away(number: float) -> float:
    if not math.isfinite(number):
        return number
    return math.copysign(math.floor(abs(number) + 0.5), number)


def _scaled(number: float, places: int) -> float:
    """Multiply by a power of ten; by division when it is negative, which loses less."""
    power = 10.0 ** min(abs(places), 308)
    return number * power if places >= 0 else number / power
