"""Comparisons that come out the same whatever is answered: a code of another list, a word for a number."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from surveys.checks.finding import Finding, warning
from surveys.checks.logic.comparisons import Comparison, as_written, comparisons_of, number_of
from surveys.checks.logic.parsed import Parsed, parsed_of
from surveys.checks.logic.samples import Field, Sampled, codes_of, fields_of, samples_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import DIALECTS, Expression, ExpressionError, Node, Value
from surveys.questionnaire.expressions.compilation import coerced, compile_tree
from surveys.questionnaire.expressions.rules import Run

#: Combinations of answers that are tried for one comparison.
_MOST_TRIED = 3000


def check_constants(definition: Definition) -> Iterator[Finding]:
    """Each comparison is evaluated on every answer that its fields may hold, by the rules of its dialect."""
    fields = fields_of(definition)
    for parsed in parsed_of(definition):
        for comparison in comparisons_of(parsed.expression, parsed.site.owner):
            yield from _check(comparison, parsed, fields, definition)


def _check(
    comparison: Comparison, parsed: Parsed, fields: Mapping[str, Field], definition: Definition
) -> Iterator[Finding]:
    if not comparison.fields or any(literal.value in ("", None) for literal in comparison.literals):
        return
    known = [fields[name] for name in comparison.fields if name in fields]
    if len(known) < len(comparison.fields):
        return
    expression, site = parsed.expression, parsed.site
    result = _outcome(comparison, parsed, known, definition, bounded=site.attribute != "constraint")
    if result and _outcome(comparison, parsed, known, definition, bounded=False) is None:
        return  # true because of the bounds of the question: no harm
    if result is None:
        return
    name, part = comparison.fields[0], as_written(expression, comparison.node)
    strange = [one for one in comparison.literals if _is_no_code(one.value, known, definition)]
    if strange:
        code = str(strange[0].text or strange[0].value)
        yield warning(site.subject, "code_not_in_list", column=site.attribute, name=name, value=code, part=part)
    else:
        found = "always_true" if result else "never_true"
        yield warning(site.subject, found, column=site.attribute, name=name, part=part)


def _is_no_code(value: Value, fields: Sequence[Field], definition: Definition) -> bool:
    codes = {code for field in fields for code in codes_of(field, definition)}
    return bool(codes) and isinstance(value, str) and value not in codes


def _outcome(
    comparison: Comparison, parsed: Parsed, fields: Sequence[Field], definition: Definition, *, bounded: bool
) -> bool | None:
    """What it gives on all answers; None when that depends, or cannot be told."""
    near = [number for literal in comparison.literals if (number := number_of(literal)) is not None]
    near += [-number for number in near]
    samples = [samples_of(field, definition, near, bounded=bounded) for field in fields]
    if not all(samples) or _spaced(comparison, fields):
        return None
    names = [field.name for field in fields]
    run = _runner(comparison.node, parsed.expression)
    cases = list(islice(product(*samples), _MOST_TRIED + 1))
    if len(cases) > _MOST_TRIED:
        return None
    try:
        found = {bool(run(Sampled(dict(zip(names, values, strict=True)), owner=parsed.site.owner))) for values in cases}
    except ExpressionError:  # it depends on more than these answers
        return None
    return found.pop() if len(found) == 1 else None


def _spaced(comparison: Comparison, fields: Sequence[Field]) -> bool:
    """Several codes written as one text: not every set of codes is tried."""
    several = any(field.held == "codes" for field in fields)
    return several and any(isinstance(one.value, str) and " " in one.value.strip() for one in comparison.literals)


def _runner(node: Node, expression: Expression) -> Run:
    rules = DIALECTS[expression.dialect]
    return coerced(compile_tree(node, rules), "any", rules)
