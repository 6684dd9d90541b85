"""Texts that are missing in a language, that nobody would see, or that name what does not exist."""

import re
from collections.abc import Iterator

from surveys.checks.expressions import Calendar
from surveys.checks.finding import Finding, error, warning
from surveys.checks.names import RESERVED
from surveys.checks.sites import TextSite, texts_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text

_PIPED = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")


def check_texts(definition: Definition) -> Iterator[Finding]:
    """Translations, wording variants, and the answers that texts repeat."""
    audiences = {population.name for population in definition.populations} | {side.name for side in definition.sides}
    calendar = Calendar(definition)
    for site in texts_of(definition):
        yield from _check_languages(site, definition.languages)
        for audience in site.wording.variants:
            if audience not in audiences:
                yield warning(site.subject, "unknown_audience", column=site.attribute, audience=audience)
        for name in sorted(_piped_names(site)):
            if name not in calendar.fields and name not in RESERVED:
                yield error(site.subject, "unknown_piped", column=site.attribute, name=name)


def _check_languages(site: TextSite, languages: tuple[str, ...]) -> Iterator[Finding]:
    if site.needed and not site.wording:
        yield warning(site.subject, "text_missing", column=site.attribute)
        return
    texts: tuple[Text, ...] = (site.wording.text, *site.wording.variants.values())
    for language in languages:
        if any(text and not text.get(language) for text in texts):
            yield warning(site.subject, "translation_missing", column=site.attribute, language=language)


def _piped_names(site: TextSite) -> set[str]:
    texts = (site.wording.text, *site.wording.variants.values())
    return {name for text in texts for written in text.values() for name in _PIPED.findall(written)}
