"""What is wrong with a definition. Pure.

`check` looks at everything; a definition without an error can be compiled and run.
"""

from collections.abc import Iterator

from surveys.checks.expressions import check_expressions
from surveys.checks.finding import FORM, Finding, Subject, error
from surveys.checks.length import check_length
from surveys.checks.names import check_lists, check_names
from surveys.checks.plan import check_plan
from surveys.checks.screening import check_screening
from surveys.checks.texts import check_texts
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError
from surveys.runtime import compile_definition

__all__ = ["Finding", "Subject", "check", "has_errors"]


def check(definition: Definition) -> tuple[Finding, ...]:
    """Every finding, errors first. What needs lists to exist is checked once they do."""
    findings = list(check_lists(definition))
    if not has_errors(findings, "unknown_list"):
        findings += _check_with_lists(definition)
    if not has_errors(findings):
        findings += _check_runs(definition)
    return tuple(sorted(findings, key=lambda finding: finding.severity != "error"))


def has_errors(findings: list[Finding] | tuple[Finding, ...], code: str = "") -> bool:
    """Whether there is an error, of one code or of any."""
    return any(finding.severity == "error" and code in ("", finding.code) for finding in findings)


def _check_with_lists(definition: Definition) -> Iterator[Finding]:
    yield from check_names(definition)
    yield from check_expressions(definition)
    yield from check_texts(definition)
    yield from check_plan(definition)
    yield from check_screening(definition)
    yield from check_length(definition)


def _check_runs(definition: Definition) -> Iterator[Finding]:
    """What the runtime refuses besides: formulas that depend on their own result."""
    try:
        compile_definition(definition)
    except DefinitionError as refused:
        for flaw in refused.problems:
            yield error(FORM, "cannot_run", name=flaw.place, reason=flaw.code, detail=flaw.detail)
