"""Names as a definition takes them: XLSForm allows letters of every alphabet, definitions ASCII alone."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 64
#: What expressions know of a respondent without asking: no question is called so.
RESERVED = frozenset({"population", "side"})
_LEGAL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_ENDING = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9_.-]+")
_REFERENCE = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")


def is_legal(name: str) -> bool:
    return bool(_LEGAL.fullmatch(name))


def is_ending(name: str) -> bool:
    """Whether a column or a scale may be called so: its name only ends those of fields."""
    return bool(_ENDING.fullmatch(name))


def legal_name(written: str) -> str:
    """The nearest legal name: "größe (cm)" is "grosse_cm"; equal names stay equal."""
    if is_legal(written):
        return written
    spelled = unicodedata.normalize("NFKD", written.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae"))
    plain = _FORBIDDEN.sub("_", "".join(char for char in spelled if not unicodedata.combining(char)))
    plain = plain.strip("_") or "name"
    return (plain if plain[0].isalpha() else f"_{plain}")[:LONGEST]


def legal_names(written: Iterable[str]) -> Mapping[str, str]:
    """Every name that has to change, with its new form, which no other name has."""
    names = list(dict.fromkeys(written))
    taken = {*(name for name in names if is_legal(name)), *RESERVED}
    changed = {}
    for name in names:
        if not is_legal(name) or name in RESERVED:
            changed[name] = free_name(legal_name(name), taken)
            taken.add(changed[name])
    return changed


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name, or the name with the first number that makes it free."""
    used = set(taken)
    number, free = 1, name[:LONGEST]
    while free in used:
        number += 1
        free = f"{name[: LONGEST - len(str(number)) - 1]}_{number}"
    return free


def rename_references(text: str, changed: Mapping[str, str]) -> str:
    """A text with every `${name}` that changed."""
    if not changed or "${" not in text:
        return text
    return _REFERENCE.sub(lambda found: f"${{{changed.get(found[1], found[1])}}}", text)
