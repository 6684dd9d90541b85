"""Choices that nobody is offered and rows that nobody is shown, of questions that are asked."""

from collections.abc import Iterator

from surveys.checks.proof.logic import Truth
from surveys.checks.proof.offering import Offering
from surveys.checks.proof.proof import Proof
from surveys.checks.proof.reasons import Reason
from surveys.checks.proof.solving import Impossible, Verdict
from surveys.questionnaire.types import AnyQuestion, Battery


def unoffered_choices(proof: Proof) -> Iterator[tuple[AnyQuestion, tuple[str, ...]]]:
    """For each question, the codes that its filter never lets through for those who are asked it."""
    seen = proof.walker.seen
    for question in _asked(proof):
        offering = Offering(proof.model, question)
        unseen = [choice for choice in offering.choices() if (question.name, choice.code) not in seen.choices]
        never = [
            choice.code
            for choice in unseen
            if isinstance(_verdict(proof, question, offering.is_offered(choice), ()), Impossible)
        ]
        if never:
            yield question, tuple(never)


def unshown_rows(proof: Proof) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """The rows, by name, with what contradicts what."""
    for question in _asked(proof):
        if not isinstance(question, Battery):
            continue
        for row in question.rows:
            if row.relevant is not None and row.name not in proof.walker.seen.rows:
                field = question.fields_of(row.name)[0]
                found = _verdict(proof, question, proof.model.field_asked(field), (field,))
                if isinstance(found, Impossible):
                    yield row.name, found.reasons


def _asked(proof: Proof) -> Iterator[AnyQuestion]:
    """Those that interviews met."""
    return (question for question in proof.definition.questions() if question.name in proof.walker.seen.questions)


def _verdict(proof: Proof, question: AnyQuestion, goal: Truth, names: tuple[str, ...]) -> Verdict:
    """Whether the goal can be met by someone who is asked the question."""
    model = proof.model
    filters = Offering(model, question).reads
    rules = proof.rules.needed((*names, *filters), (question,), model.places.of_question[question.name].rank)
    return proof.prover.ask(model.logic.all_of((model.question_asked(question), goal)), rules)
