"""Languages as headers write them: `label::French (fr)`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

from surveys.formats.report import Notes, Place
from surveys.formats.xlsform.columns import TRANSLATED, Column

_BRACKETED = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

#: What a form in which nothing says its language is taken to be written in.
ASSUMED = "en"

#: Languages that are understood by their own name too, besides their English name and their tag.
_OWN_NAMES = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ro", "ru", "tr", "uk", "zh")


def tag_of(written: str) -> str | None:
    """The tag in a header's language part: "French (fr)", "French", "fr"; None when unknown."""
    bracketed = _BRACKETED.search(written)
    if bracketed:
        return _tidy(bracketed[1])
    name = written.strip()
    if _TAG.fullmatch(name) and re.split("[-_]", name)[0].lower() in _english():
        return _tidy(name)
    lower = name.lower()
    return next((tag for tag, english in _english().items() if english.lower() == lower), None) or _own_names().get(
        lower
    )


def written_as(tag: str) -> str:
    """How a header writes a language: "French (fr)"."""
    return f"{_english().get(tag.partition('-')[0], tag)} ({tag})"


def language_tags(columns: Iterable[Column], default: str, notes: Notes) -> Mapping[str, str]:
    """The tag of every language that headers name, in their order, and of the default one under "" first.

    `default` is what the settings say. Columns without a language are in the default one.
    """
    translated = [column for column in columns if column.base in TRANSLATED]
    tags = {column.language: _tag(column.language, notes) for column in translated if column.language}
    bare = [column for column in translated if not column.language]
    first = _tag(default, notes) if default else ""
    if first and tags and not bare and first not in tags.values():
        notes.warning(Place("settings", 2, "default_language"), "default_language_unused", language=default)
        first = ""
    if not first and tags and not any(column.base == "label" for column in bare):
        first = next(iter(tags.values()))
    if not first:
        first = ASSUMED
        notes.info(Place("survey", 1), "language_assumed", language=ASSUMED)
    return {"": first, **tags}


def _tag(language: str, notes: Notes) -> str:
    tag = tag_of(language)
    if tag is None:
        letters = "".join(char for char in language.lower() if char.isascii() and char.isalnum())
        tag = f"und-xxx{letters[:5]}"
        notes.warning(Place("survey", 1), "language_unknown", language=language, tag=tag)
    return tag


def _tidy(tag: str) -> str:
    base, *rest = tag.replace("_", "-").split("-")
    return "-".join([base.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


@cache
def _english() -> Mapping[str, str]:
    """The English name of each language that has a tag of two letters."""
    return {tag: str(name) for tag, name in Locale("en").languages.items() if len(tag) == 2}


@cache
def _own_names() -> Mapping[str, str]:
    return {str(Locale(tag).get_display_name(tag)).lower(): tag for tag in _OWN_NAMES}
