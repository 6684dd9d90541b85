"""The proof that the logic of a questionnaire holds: everyone asked can answer, every question can be asked.

Pure. Interviews through the real runtime show what can be reached; z3 shows what cannot, and why.
docs/proof.md says what is exact and what is not.
"""

from dataclasses import dataclass
from datetime import date

from surveys.checks.finding import Finding
from surveys.checks.proof.answering import unanswerable_in
from surveys.checks.proof.proof import proof_of
from surveys.checks.proof.reach import Reach, ReachState, reach_of
from surveys.checks.proof.reasons import Reason
from surveys.checks.proof.reporting import dead_ends, fieldwork, unanswered, undecided, unoffered, unreachable
from surveys.questionnaire.definition import Definition
from surveys.runtime import Compiled, compile_definition

__all__ = ["TODAY", "Proved", "Reach", "ReachState", "Reason", "prove", "reach_table"]

#: The day on which interviews are tried out where none is given: the same findings every day.
TODAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Proved:
    """What can be proved wrong, and what was found for each question on a page, in order."""

    findings: tuple[Finding, ...]
    reach: tuple[Reach, ...]


def prove(definition: Definition, compiled: Compiled, *, today: date = TODAY) -> Proved:
    """Questions that are never shown or never answered, dead ends, empty cells; and what reaches each question."""
    proof = proof_of(definition, compiled, today)
    table = reach_of(proof)
    unanswerable = tuple(unanswerable_in(proof))
    hopeless = frozenset(found.question.name for found in unanswerable)
    findings = (
        *unreachable(proof, table, hopeless),
        *unanswered(unanswerable),
        *unoffered(proof),
        *dead_ends(proof, hopeless),
        *fieldwork(proof),
    )
    # what comes after a question that nobody can answer is not looked into
    return Proved((*findings, *undecided(() if hopeless else table, proof.left)), table)


def reach_table(definition: Definition, *, today: date = TODAY) -> tuple[Reach, ...]:
    """For each question on a page, in order, answers that reach it or the filters that contradict each other.

    Raises `DefinitionError` for a definition that cannot run.
    """
    return reach_of(proof_of(definition, compile_definition(definition), today))
