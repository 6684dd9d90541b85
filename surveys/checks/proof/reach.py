"""For each question: answers that reach it, or the filters that contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from surveys.checks.proof.proof import Proof
from surveys.checks.proof.reasons import Reason
from surveys.checks.proof.solving import Impossible, Possible, Verdict
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.types import AnyQuestion

ReachState = Literal["reached", "unreachable", "switched_off", "not_proven"]

NO_ANSWERS: Answers = {}


@dataclass(frozen=True, slots=True)
class Reach:
    """What was found for a question.

    `witness`: of the answers that reached it in a run of the questionnaire, those that its filters
    read; `core`: the filters and rules that contradict each other. `switched_off`: by a filter that
    reads no answer.
    """

    question: str
    state: ReachState
    witness: Answers
    core: tuple[Reason, ...] = ()


def reach_of(proof: Proof) -> tuple[Reach, ...]:
    """Every question that stands on a page, in order."""
    asked = [question for question in proof.definition.questions() if question.visible]
    seen = proof.walker.seen.questions
    proof.explore()
    proof.explore_chance({question.name for question in asked})
    never: dict[str, Impossible] = {}
    waiting = asked
    while waiting := [question for question in waiting if question.name not in seen]:
        first = waiting.pop(0)
        found = _asked(proof, first, ())
        blocked = proof.not_passed(first)
        if blocked and isinstance(found, Possible):  # perhaps nobody gets past what stands before it
            found = _asked(proof, first, blocked)
        if isinstance(found, Possible):
            proof.go_after([first, *waiting])
        if isinstance(found, Impossible):
            never[first.name] = found
    return tuple(_reach(proof, question, never) for question in asked)


def _reach(proof: Proof, question: AnyQuestion, never: Mapping[str, Impossible]) -> Reach:
    name, seen = question.name, proof.walker.seen.questions
    if name in seen:
        return Reach(name, "reached", witness(proof, question, seen[name]))
    if name in never:
        return Reach(name, _why(never[name], proof), NO_ANSWERS, never[name].reasons)
    return Reach(name, "not_proven", NO_ANSWERS)


def _asked(proof: Proof, question: AnyQuestion, also: tuple[str, ...]) -> Verdict:
    """Whether it can be asked, by its filters and what they depend on, and by the rules of the questions named."""
    rank = proof.model.places.of_question[question.name].rank
    rules = proof.rules.needed(also, (question,), rank)
    return proof.prover.ask(proof.model.question_asked(question), rules)


def _why(found: Impossible, proof: Proof) -> ReachState:
    """A filter that reads nothing was meant to be false."""
    reads = [proof.rules.reads_of(reason) or reason.kind == "constraint" for reason in found.reasons]
    return "switched_off" if reads and not any(reads) else "unreachable"


def witness(proof: Proof, question: AnyQuestion, answers: Answers) -> Answers:
    """The answers that its filters depend on, those in the first passage of loops."""
    names = proof.rules.behind((question,))
    return _only(names, answers)


def _only(names: frozenset[str], answers: Answers) -> Answers:
    return {key: value for key, value in answers.items() if key.partition("#")[0] in names and value is not None}
