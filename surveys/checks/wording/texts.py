"""Texts that are missing, that nobody would see, or that name what does not exist."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, Subject, error, warning
from surveys.checks.logic.calendar import Calendar
from surveys.checks.names import RESERVED
from surveys.checks.sites import pages_of, texts_of
from surveys.checks.wording.piping import piped_names
from surveys.questionnaire.definition import Definition

#: Texts that stand on no page are read when everything is known.
_LAST = 1_000_000


def check_texts(definition: Definition) -> Iterator[Finding]:
    """Wording variants, and the answers that texts repeat."""
    audiences = {population.name for population in definition.populations} | {side.name for side in definition.sides}
    calendar, pages = Calendar(definition), pages_of(definition)
    unknown: dict[Subject, dict[str, None]] = {}
    for site in texts_of(definition):
        if site.needed and not site.wording:
            yield warning(site.subject, "text_missing", column=site.attribute)
        for audience in site.wording.variants.keys() - audiences:
            unknown.setdefault(site.subject, {})[audience] = None
        for name in sorted(piped_names(site.wording)):
            if name not in calendar.fields and name not in RESERVED:
                yield error(site.subject, "unknown_piped", column=site.attribute, name=name)
            elif calendar.known_at(name) > pages.get((site.subject.kind, site.subject.name), _LAST):
                yield warning(site.subject, "piped_too_early", column=site.attribute, name=name)
    for subject, names in unknown.items():  # once, however many texts the place has
        yield warning(subject, "unknown_audience", audiences=", ".join(sorted(names)))
