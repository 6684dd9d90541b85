"""Languages as people write them in a column: codes, or names in French or in English."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global


def language_named(text: str) -> str:
    """The code of a language: `fr` for fr, fra, fr-CA, français or French; empty when there is no such language."""
    written = text.strip().lower().replace("_", "-")
    known = _known()
    return known.get(written) or (known.get(written.partition("-")[0], "") if "-" in written else "")


@cache
def _known() -> Mapping[str, str]:
    """Codes by what may be written: languages of two letters, which are those that people are asked in."""
    aliases: Mapping[str, str] = get_global("language_aliases")
    names = {alias: code for alias, code in aliases.items() if len(code) == 2}
    for locale in ("fr", "en"):
        for code, name in Locale(locale).languages.items():
            if len(code) == 2:
                names[code] = code
                names.setdefault(name.lower(), code)
    return names
