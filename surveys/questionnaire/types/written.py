"""A stored answer as a browser would post it: the reverse of reading what was posted."""

from decimal import Decimal

from surveys.questionnaire.answers import Value


def written(value: Value) -> list[str]:
    """The texts to post under the field of an answer; none when it was left blank."""
    if value is None:
        return []
    if isinstance(value, list):
        return list(value)
    return [write_number(value) if isinstance(value, float) else str(value)]


def write_number(number: float) -> str:
    """The shortest decimals of a number, without exponent.

    Three decimals are written as four: alone, they would be read as thousands in a whole number.
    """
    plain = f"{Decimal(repr(number)):f}"
    return f"{plain}0" if plain[-4:-3] == "." else plain
