"""Expressions that cannot be read, that name what does not exist, or that come too early."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, error, warning
from surveys.checks.logic.calendar import Calendar
from surveys.checks.names import RESERVED
from surveys.checks.sites import FormulaSite, formulas_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Expression, ExpressionError, parse, references

#: What decides whether something is asked: read too early, it is not asked of those who should be.
_DECIDES = frozenset({"relevant", "repeat_count"})


def check_references(definition: Definition) -> Iterator[Finding]:
    """Everything that can be known of names before the first answer. Names must be given once."""
    calendar = Calendar(definition)
    for site in formulas_of(definition):
        try:
            expression = parse(site.formula.text, site.formula.dialect)
        except ExpressionError as problem:
            yield error(
                site.subject,
                "expression_unreadable",
                column=site.attribute,
                reason=problem.message,
                advice=problem.remedy,
                offset=problem.place.offset,
                expression=site.formula.text,
            )
        else:
            yield from _check_names(site, expression, calendar)


def _check_names(site: FormulaSite, expression: Expression, calendar: Calendar) -> Iterator[Finding]:
    for name in sorted(references(expression) - RESERVED):
        if name in calendar.without_value:
            yield warning(site.subject, "reference_without_value", column=site.attribute, name=name)
        elif name not in calendar.fields:
            yield error(site.subject, "unknown_reference", column=site.attribute, name=name)
        elif site.page is not None and calendar.known_at(name) > site.page:
            found = error if site.attribute in _DECIDES else warning
            yield found(site.subject, "used_before_asked", column=site.attribute, name=name)
