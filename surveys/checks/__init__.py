"""What is wrong with a definition. Pure.

`check` looks at everything; a definition without an error can be compiled and run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from surveys.checks.finding import FORM, Finding, Subject, error
from surveys.checks.knock_on import is_known
from surveys.checks.length import check_length
from surveys.checks.logic.conditions import check_conditions
from surveys.checks.logic.constants import check_constants
from surveys.checks.logic.filters import check_filters, check_unused_lists
from surveys.checks.logic.mismatches import check_mismatches
from surveys.checks.logic.references import check_references
from surveys.checks.names import check_lists, check_names
from surveys.checks.plan import check_plan
from surveys.checks.proof import Proved, Reach, prove
from surveys.checks.screening import check_screening
from surveys.checks.structure.bounds import check_bounds
from surveys.checks.structure.defaults import check_defaults
from surveys.checks.structure.loops import check_loops
from surveys.checks.structure.order import check_order
from surveys.checks.structure.pages import check_images, check_pages
from surveys.checks.wording.double import check_double_questions
from surveys.checks.wording.negation import check_negations
from surveys.checks.wording.scales import check_scales
from surveys.checks.wording.texts import check_texts
from surveys.checks.wording.translated import check_translations
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError, Flaw
from surveys.runtime import compile_definition

__all__ = ["Examined", "Finding", "Subject", "check", "examine", "has_errors"]

Check = Callable[[Definition], Iterator[Finding]]

#: What can be looked at once every list exists.
_CHECKS: tuple[Check, ...] = (
    check_names,
    check_references,
    check_texts,
    check_plan,
    check_pages,
    check_loops,
    check_bounds,
    check_screening,
    check_conditions,
    check_mismatches,
    check_constants,
    check_filters,
    check_unused_lists,
    check_defaults,
    check_order,
    check_images,
    check_length,
    check_scales,
    check_negations,
    check_double_questions,
    check_translations,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, errors first; what reaches each question, when there was no error before that could be told."""

    findings: tuple[Finding, ...]
    reach: tuple[Reach, ...] = ()


def check(definition: Definition) -> tuple[Finding, ...]:
    """Every finding, errors first."""
    return examine(definition).findings


def examine(definition: Definition) -> Examined:
    """Look at everything. What needs lists to exist is looked at once they do, and logic proved once it runs."""
    findings = list(check_lists(definition))
    if not has_errors(findings, "unknown_list"):
        for look in _CHECKS:
            findings += look(definition)
    proved = Proved((), ()) if has_errors(findings) else _prove(definition)
    findings += [found for found in proved.findings if not is_known(found, findings)]
    return Examined(tuple(sorted(findings, key=lambda finding: finding.severity != "error")), proved.reach)


def has_errors(findings: list[Finding] | tuple[Finding, ...], code: str = "") -> bool:
    """Whether there is an error, of one code or of any."""
    return any(finding.severity == "error" and code in ("", finding.code) for finding in findings)


def _prove(definition: Definition) -> Proved:
    """What the runtime refuses besides: formulas that depend on their own result; else what can be proved."""
    try:
        compiled = compile_definition(definition)
    except DefinitionError as refused:
        return Proved(tuple(_refused(flaw) for flaw in refused.problems), ())
    return prove(definition, compiled)


def _refused(flaw: Flaw) -> Finding:
    code = "circular" if flaw.code == "circular" else "cannot_run"
    return error(FORM, code, name=flaw.place, reason=flaw.code, detail=flaw.detail)
