"""Expressions that cannot be read, that name what does not exist, or that come too early."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from surveys.checks.finding import Finding, error, warning
from surveys.checks.names import RESERVED
from surveys.checks.sites import FormulaSite, formulas_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Expression, ExpressionError, parse, references
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Hidden

#: A value that is there from the start.
_ALWAYS = -1


def check_expressions(definition: Definition) -> Iterator[Finding]:
    """Everything that can be known of expressions before the first answer. Names must be given once."""
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
            yield from _check_references(site, expression, calendar)


def _check_references(site: FormulaSite, expression: Expression, calendar: "Calendar") -> Iterator[Finding]:
    for name in sorted(references(expression) - RESERVED):
        if name in calendar.without_value:
            yield warning(site.subject, "reference_without_value", column=site.attribute, name=name)
        elif name not in calendar.fields:
            yield error(site.subject, "unknown_reference", column=site.attribute, name=name)
        elif site.page is not None and calendar.known_at(name) > site.page:
            yield error(site.subject, "used_before_asked", column=site.attribute, name=name)


class Calendar:
    """On which page each value becomes known."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._computing: set[str] = set()

    @cached_property
    def fields(self) -> Mapping[str, int]:
        """Every field with the number of its page; hidden values are there from the start."""
        lists = self._definition.choice_lists
        return {
            field: _ALWAYS if isinstance(question, Hidden) else number
            for number, page in enumerate(self._definition.flat_pages())
            for question in page.questions
            for field in question.fields(lists)
        }

    @cached_property
    def without_value(self) -> frozenset[str]:
        """Names of notes, batteries, pages and loops: they exist, and hold nothing."""
        names = {question.name for question in self._definition.questions()}
        names.update(page.name for page in self._definition.flat_pages())
        names.update(item.name for item in self._definition.pages)
        return frozenset(names - self.fields.keys())

    @cached_property
    def _formulas(self) -> Mapping[str, Formula]:
        questions = self._definition.questions()
        return {question.name: question.formula for question in questions if isinstance(question, Calculated)}

    def known_at(self, name: str) -> int:
        """The page after which a field is known: for a calculation, that of the last field that it reads."""
        formula = self._formulas.get(name)
        if formula is None:
            return self.fields.get(name, _ALWAYS)
        if name in self._computing:  # it depends on itself, which is another finding
            return _ALWAYS
        self._computing.add(name)
        try:
            read = references(parse(formula.text, formula.dialect))
        except ExpressionError:
            read = frozenset()
        known = max((self.known_at(other) for other in read), default=_ALWAYS)
        self._computing.discard(name)
        return known
