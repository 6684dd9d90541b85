"""Texts that a language does not have, or has from an older text."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, warning
from surveys.checks.sites import texts_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.translations import missing, stale


def check_translations(definition: Definition) -> Iterator[Finding]:
    """One finding for each text and language."""
    sites = {site.place: site for site in texts_of(definition)}
    for code, found in (("translation_missing", missing(definition)), ("translation_stale", stale(definition))):
        said: set[tuple[str, str]] = set()
        for one in found:
            place = one.place.rpartition("@")[0] if one.place not in sites else one.place
            if (place, one.language) not in said:  # the variants of a text are one finding
                said.add((place, one.language))
                site = sites[place]
                yield warning(site.subject, code, column=site.attribute, language=one.language)
