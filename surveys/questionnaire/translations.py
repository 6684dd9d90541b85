"""Translations: which are missing, and which were made from a text that has changed since.

A translation bears the stamp of the text that it was made from, that of the default language.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.places import sites_of
from surveys.questionnaire.text import Text, Wording

_STAMP_LENGTH = 12


@dataclass(frozen=True, order=True)
class Untranslated:
    """A text that is not, or no longer, rightly said in a language."""

    place: str
    language: str


def stamp(text: str) -> str:
    """The first 12 hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_STAMP_LENGTH]


def places_of(definition: Definition) -> Mapping[str, Text]:
    """Every text of the questionnaire's own by its place: `question/q1/label`, `question/q1/label@gp`."""
    return {
        place: text
        for site in sites_of(definition)
        if isinstance(site.found, Wording) and site.own
        for place, text in texts_in(site.place, site.found)
    }


def texts_in(place: str, wording: Wording) -> Iterator[tuple[str, Text]]:
    """The texts of a wording with their places, those that say something."""
    variants = ((f"{place}@{audience}", text) for audience, text in wording.variants.items())
    return ((where, text) for where, text in ((place, wording.text), *variants) if any(text.values()))


def stamped(definition: Definition, *, earlier: Definition | None = None) -> Definition:
    """The definition with a stamp on every translation, and none on what is gone.

    A translation keeps the stamp that it bears. One that says the same as in the `earlier` version
    keeps that version's: it was not made again. Any other was made from the text as it is now.
    """
    places = places_of(definition)
    kept = _kept(definition, places, earlier) if earlier else {}
    translated: dict[str, dict[str, str]] = {}
    for language in definition.languages[1:]:
        known = {**kept.get(language, {}), **definition.translated.get(language, {})}
        stamps = {
            place: known.get(place) or stamp(text[definition.default_language])
            for place, text in places.items()
            if text.get(language) and text.get(definition.default_language)
        }
        if stamps:
            translated[language] = stamps
    if translated == definition.translated:
        return definition
    return definition.model_copy(update={"translated": translated})


def _kept(definition: Definition, places: Mapping[str, Text], earlier: Definition) -> dict[str, dict[str, str]]:
    """The stamps of translations that have not changed since an earlier version."""
    source = definition.default_language
    if earlier.default_language != source:
        return {}
    before = places_of(earlier)
    return {
        language: {
            place: earlier.translated.get(language, {}).get(place) or stamp(before[place].get(source, ""))
            for place, text in places.items()
            if place in before and text.get(language) and text.get(language) == before[place].get(language)
        }
        for language in definition.languages[1:]
    }


def stale(definition: Definition) -> tuple[Untranslated, ...]:
    """Translations made from a text that is not the one there is now."""
    places, source = places_of(definition), definition.default_language
    return tuple(
        Untranslated(place, language)
        for language, stamps in definition.translated.items()
        for place, made_from in stamps.items()
        if place in places and places[place].get(language) and made_from != stamp(places[place].get(source, ""))
    )


def missing(definition: Definition) -> tuple[Untranslated, ...]:
    """Texts that are not said in one of the languages of the questionnaire."""
    return tuple(
        Untranslated(place, language)
        for place, text in places_of(definition).items()
        for language in definition.languages
        if not text.get(language)
    )
