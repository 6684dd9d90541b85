"""Every expression that can be read, with what it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.checks.sites import FormulaSite, formulas_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Expression, ExpressionError, parse


@dataclass(frozen=True)
class Parsed:
    """An expression at its place."""

    site: FormulaSite
    expression: Expression


def parsed_of(definition: Definition) -> Iterator[Parsed]:
    """Those that cannot be read are another finding."""
    for site in formulas_of(definition):
        try:
            yield Parsed(site, parse(site.formula.text, site.formula.dialect))
        except ExpressionError:
            continue
