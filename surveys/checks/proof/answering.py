"""Questions that nobody can answer, or that some who are asked cannot."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

import z3

from surveys.checks.proof.logic import Term, Truth
from surveys.checks.proof.proof import Proof
from surveys.checks.proof.reading import Site
from surveys.checks.proof.reasons import Reason, Rule
from surveys.checks.proof.solving import Impossible, Possible, Undecided
from surveys.checks.proof.states import Amount, Exact
from surveys.checks.proof.turning import turning_points
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.expressions import parse
from surveys.questionnaire.types import AnyQuestion

#: Numbers that are tried as answers besides those around which a constraint turns.
_MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """No answer to a question is ever accepted, for these reasons, when it is asked at all."""

    question: AnyQuestion
    core: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """With these answers given before, no answer to a question that must be answered is accepted."""

    question: AnyQuestion
    answers: Answers


def unanswerable_in(proof: Proof) -> Iterator[Unanswerable]:
    """Questions asked to which nobody was seen to answer, and nobody can."""
    waiting = list(_unanswered(proof))
    if len(waiting) > 1:
        rules = {rule.reason.key: rule for question in waiting for rule in _rules(proof, question)}
        proof.serve([_given(proof, question) for question in waiting], tuple(rules.values()))
    for question in _unanswered(proof):
        found = proof.prover.ask(_given(proof, question), _rules(proof, question))
        if isinstance(found, Impossible):
            yield Unanswerable(question, found.reasons)
        elif isinstance(found, Possible):
            proof.try_out(found)


def _unanswered(proof: Proof) -> Iterator[AnyQuestion]:
    """Those that interviews met and did not answer, as far as they have come by now."""
    seen = proof.walker.seen
    for question in proof.definition.questions():
        if question.asks and question.name in seen.questions and question.name not in seen.answered:
            yield question


def dead_ends_in(proof: Proof, unanswerable: Container[str]) -> Iterator[DeadEnd]:
    """Questions with a constraint, whose every answer is refused to some: shown by a run, then proved."""
    for question in proof.definition.questions():
        if question.constraint is None or question.name in unanswerable or not _ends_there(question):
            continue
        if question.name not in proof.walker.seen.stuck and not _looks_back(proof, question):
            continue
        if question.name not in proof.walker.seen.stuck:
            refused = _refused(proof, question)
            if proof.prover.excludes(refused, _near(proof, question)):  # whatever else was answered before
                continue
            found = proof.prover.ask(refused, _rules(proof, question)[:-1])
            if isinstance(found, Possible):
                proof.corner(found, question.name)
            elif isinstance(found, Undecided):
                proof.left[question.name] = None
        if question.name in proof.walker.seen.stuck:
            answers = _behind(proof, question, proof.walker.seen.stuck[question.name])
            if _is_proved(proof, question, answers):
                yield DeadEnd(question, answers)


def _ends_there(question: AnyQuestion) -> bool:
    """Whether nobody goes on without an answer to it."""
    return question.mandatory and question.keys() == (question.name,)


def _looks_back(proof: Proof, question: AnyQuestion) -> bool:
    """Whether its constraint reads an earlier page: what stands on the same one can be changed."""
    places = proof.model.places
    rank = places.of_question[question.name].rank
    owners = [places.owner_of(name) for name in _reads(proof, question)]
    return any(owner is None or places.of_question[owner.name].rank < rank for owner in owners)


def _rules(proof: Proof, question: AnyQuestion) -> tuple[Rule, ...]:
    """Everything around the question for someone on its page, its own constraint last."""
    rank = proof.model.places.of_question[question.name].rank
    constraint = question.constraint
    reads = _reads(proof, question) - {question.name}
    rules = proof.rules.needed(reads, (question,), rank)
    return (*rules, *([proof.rules.constraint_of(question, constraint)] if constraint else ()))


def _near(proof: Proof, question: AnyQuestion) -> tuple[Rule, ...]:
    """Of what is around the question, what speaks of the answers that its constraint reads."""
    rank = proof.model.places.of_question[question.name].rank
    return proof.rules.near(_reads(proof, question) - {question.name}, question, rank)


def _reads(proof: Proof, question: AnyQuestion) -> frozenset[str]:
    return proof.rules.constraint_of(question, question.constraint).reads if question.constraint else frozenset()


def _given(proof: Proof, question: AnyQuestion) -> Truth:
    """The question is asked and something is answered."""
    model = proof.model
    keys = question.keys()
    filled = [model.logic.negation(model.domain(key).blank) for key in keys]
    return model.logic.all_of((model.question_asked(question), model.logic.any_of(filled)))


def _refused(proof: Proof, question: AnyQuestion) -> Truth:
    """The question is asked, and its constraint accepts none of its answers; of numbers, none of those that matter."""
    model, logic = proof.model, proof.model.logic
    if question.constraint is None:
        return False
    expression = parse(question.constraint.text, question.constraint.dialect)
    site = Site(question.name, model.places.of_question[question.name].loop_name, question.name)
    met = model.translator.condition(expression, site, failing=True)
    if isinstance(met, bool):
        return not met
    refused = [
        logic.negation(logic.all_of((allowed, logic.with_values(met, case))))
        for case, allowed in _cases(proof, question, met)
    ]
    return logic.all_of((model.question_asked(question), *refused)) if refused else False


#: What an answer makes of the variables of its field, and whether the bounds allow it.
_Case = tuple[list[tuple[Truth, Truth]], Truth]


def _cases(proof: Proof, question: AnyQuestion, met: Truth) -> Iterator[_Case]:
    """Each answer; of numbers and dates, those around which the constraint turns. Nothing for words without end."""
    model, context = proof.model, proof.model.logic.context
    blank, *states = model.domain(question.name).states
    yes, no = z3.BoolVal(val=True, ctx=context), z3.BoolVal(val=False, ctx=context)
    variables = [state.guard for state in (blank, *states) if not z3.is_not(state.guard)]
    for state in states:
        others = [(one, yes if one is state.guard else no) for one in variables]
        match state.content:
            case Exact():
                yield others, True
            case Amount(term=term):
                within = model.domain(question.name).within
                for value in _values(proof, question, state.content, met):
                    yield [(blank.guard, no), (term, value)], model.logic.with_values(within, [(term, value)])


def _values(proof: Proof, question: AnyQuestion, amount: Amount, met: Truth) -> Iterator[Term]:
    """Numbers that are tried as answers: where the constraint turns, and the bounds; else the usual ones."""
    logic, term = proof.model.logic, amount.term
    points = turning_points(logic, met, term) if getattr(question, "step", None) is None else ()
    yield from points
    usual = () if amount.day else proof.walker.drawer.candidates(question, question.name)
    tried = [value for value in usual if isinstance(value, (int, float))]
    bounds = (getattr(question, "least", None), getattr(question, "most", None))
    for value in [value for value in tried if value in bounds] if points else tried[:_MOST_CANDIDATES]:
        if float(value).is_integer() or not z3.is_int(term):
            yield logic.constant(value) if z3.is_int(term) else logic.as_real(value)


def _behind(proof: Proof, question: AnyQuestion, answers: Answers) -> Answers:
    """Of the answers given, those that its constraint reads."""
    reads = _reads(proof, question) - {question.name}
    names = proof.rules.behind((question,), reads) | reads
    return {key: value for key, value in answers.items() if key.partition("#")[0] in names and value is not None}


def _is_proved(proof: Proof, question: AnyQuestion, answers: Answers) -> bool:
    """Whether with these answers nothing is accepted, and not only nothing that was tried."""
    fixed = [proof.model.fixed(name, value) for name, value in answers.items() if "#" not in name]
    goal = proof.model.logic.all_of((_given(proof, question), *fixed))
    return isinstance(proof.prover.ask(goal, _rules(proof, question)), Impossible)
