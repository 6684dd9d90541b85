"""Reading what a browser posted, whatever it posted."""

import unicodedata

from surveys.questionnaire.answers import LONGEST_TEXT, Raw


def clean_text(text: str) -> str | None:
    """Composed Unicode without control characters and outer blanks; None when nothing is left.

    A tab, and any other control character that separates words, becomes a blank.
    Text over the limit keeps one character too many, so that validation sees it.
    """
    kept = "".join(_printed(char) for char in text[: LONGEST_TEXT * 2].replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", kept).strip()[: LONGEST_TEXT + 1] or None


def _printed(char: str) -> str:
    if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"):
        return char
    return " " if char.isspace() else ""


def one_text(raw: Raw, name: str) -> str | None:
    """The last value posted under a name, cleaned; None when there is none."""
    values = raw.get(name)
    return clean_text(values[-1]) if values else None


def one_line(raw: Raw, name: str) -> str | None:
    """The same on one line, whatever was pasted."""
    typed = one_text(raw, name)
    return " ".join(typed.splitlines()) if typed else None


def many_texts(raw: Raw, name: str) -> list[str]:
    """Every distinct value posted under a name, cleaned, in order; at most 500."""
    cleaned = (clean_text(value) for value in list(raw.get(name, ()))[:500])
    return list(dict.fromkeys(value for value in cleaned if value))
