"""Choice filters: choices that they never let through, and answers that come too late for them."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from surveys.checks.finding import Finding, Subject, warning
from surveys.checks.logic.calendar import Calendar
from surveys.checks.logic.comparisons import number_of
from surveys.checks.logic.parsed import Parsed, parsed_of
from surveys.checks.logic.samples import Field, Sampled, fields_of, samples_of
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import (
    Call,
    Column,
    Expression,
    ExpressionError,
    Literal,
    Self,
    Value,
    evaluate_bool,
    references,
    walk,
)

#: Combinations of answers that are tried for one choice.
_MOST_TRIED = 600
#: What the clock, chance and repeats decide cannot be told from answers.
_UNFORESEEN = frozenset({"today", "now", "random", "position", "indexed-repeat", "once"})


def check_filters(definition: Definition) -> Iterator[Finding]:
    """Warnings, for each question with a filter."""
    fields, calendar = fields_of(definition), Calendar(definition)
    for parsed in parsed_of(definition):
        if parsed.site.attribute != "choice_filter":
            continue
        for name in sorted(references(parsed.expression)):
            if calendar.fields.get(name, -1) == parsed.site.page:
                yield warning(parsed.site.subject, "filter_on_same_page", name=name)
        unknown = _unknown_columns(parsed, definition)
        if unknown:
            known = ", ".join(_columns_of(parsed, definition))
            part = parsed.expression.text
            yield warning(parsed.site.subject, "unknown_column", names=", ".join(unknown), known=known, part=part)
        never = [] if unknown else _never_offered(parsed, fields, definition)
        if never:
            codes = ", ".join(never[:5]) + (", …" if len(never) > 5 else "")
            yield warning(parsed.site.subject, "never_offered", codes=codes, count=len(never))


def _unknown_columns(parsed: Parsed, definition: Definition) -> list[str]:
    """The plain names of a filter that are no column of its list: they read as nothing."""
    names = {node.name for node in walk(parsed.expression.tree) if isinstance(node, Column)}
    return sorted(names - set(_columns_of(parsed, definition)))


def _columns_of(parsed: Parsed, definition: Definition) -> tuple[str, ...]:
    """What every choice has, then the columns that some have."""
    offered = definition.question_named[parsed.site.owner].offered(definition.choice_lists)
    choices = offered.choices if offered else ()
    return tuple(dict.fromkeys(("name", "label", *(column for choice in choices for column in choice.columns))))


def _never_offered(parsed: Parsed, fields: Mapping[str, Field], definition: Definition) -> list[str]:
    """Codes that no answer lets through; none when that cannot be told."""
    question = definition.question_named[parsed.site.owner]
    offered = question.offered(definition.choice_lists)
    cases = _cases(parsed.expression, fields, definition)
    if offered is None or cases is None:
        return []
    expression = parsed.expression
    return [choice.code for choice in offered.choices if not any(_lets(expression, choice, case) for case in cases)]


def _cases(
    expression: Expression, fields: Mapping[str, Field], definition: Definition
) -> list[dict[str, Value]] | None:
    """All answers that the filter may read, blank ones too."""
    nodes = list(walk(expression.tree))
    names = sorted(references(expression))
    if any(isinstance(node, Self) or (isinstance(node, Call) and node.name in _UNFORESEEN) for node in nodes):
        return None
    near = [number for node in nodes if isinstance(node, Literal) and (number := number_of(node)) is not None]
    samples = [samples_of(fields[name], definition, near) if name in fields else () for name in names]
    if not all(samples):
        return None
    combined = list(islice(product(*(("", *values) for values in samples)), _MOST_TRIED + 1))
    return [dict(zip(names, values, strict=True)) for values in combined] if len(combined) <= _MOST_TRIED else None


def _lets(expression: Expression, choice: Choice, case: Mapping[str, Value]) -> bool:
    try:
        return evaluate_bool(expression, Sampled(case, columns={**choice.columns, "name": choice.code}))
    except ExpressionError:  # what cannot be told is let through
        return True


def check_unused_lists(definition: Definition) -> Iterator[Finding]:
    """Lists that no question offers: by identity, for lists that types bring along are not among them."""
    lists = definition.choice_lists
    used = {
        id(offered)
        for question in definition.questions()
        for field in (question.name, *question.keys())
        if (offered := question.offered_at(field, lists) or question.offered(lists))
    }
    for choices in definition.lists:
        if id(choices) not in used:
            yield warning(Subject("list", choices.name), "list_unused")
