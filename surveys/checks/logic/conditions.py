"""Conditions that are no conditions: an answer alone, a function that does not exist."""

from collections.abc import Iterator

from surveys.checks.finding import Finding, warning
from surveys.checks.logic.comparisons import as_written
from surveys.checks.logic.parsed import Parsed, parsed_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import DIALECTS, Call, Literal, Node, Operation, Reference, Self, walk

#: What gives a value, not a truth.
_VALUES = frozenset({"calculation", "default", "repeat_count"})


def check_conditions(definition: Definition) -> Iterator[Finding]:
    """Warnings: they do what the dialect says, which is not what they look like."""
    for parsed in parsed_of(definition):
        site, expression = parsed.site, parsed.expression
        if expression.dialect == "xlsform":
            for node in _truths(parsed):
                if isinstance(node, Reference | Self):
                    part = as_written(expression, node)
                    yield warning(site.subject, "bare_answer", column=site.attribute, part=part)
                elif isinstance(node, Literal) and isinstance(node.value, str):
                    yield warning(site.subject, "bare_text", column=site.attribute, part=node.value)
        for name in _unknown_functions(parsed):
            yield warning(site.subject, "function_without_value", column=site.attribute, name=name)


def _truths(parsed: Parsed) -> Iterator[Node]:
    """The nodes that are taken for true or false."""
    waiting = [] if parsed.site.attribute in _VALUES else [parsed.expression.tree]
    for node in walk(parsed.expression.tree):
        match node:
            case Operation(operator="and" | "or", operands=operands):
                waiting += operands
            case Call(name="not" | "boolean" | "if", arguments=(first, *_)):
                waiting.append(first)
    seen: list[Node] = []
    for node in waiting:
        if not any(node is other for other in seen):
            seen.append(node)
    return iter(seen)


def _unknown_functions(parsed: Parsed) -> Iterator[str]:
    """Where a dialect takes a function that nobody registered for one that gives nothing."""
    rules = DIALECTS[parsed.expression.dialect]
    if rules.unknown is not None:
        called = (node.name for node in walk(parsed.expression.tree) if isinstance(node, Call))
        yield from dict.fromkeys(name for name in called if name not in rules.functions)
