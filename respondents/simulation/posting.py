"""What someone posts for a question: the controls of its type, filled. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from respondents.simulation.chance import any_moment, any_number, any_text, some_codes
from respondents.simulation.person import Person
from respondents.simulation.profile import Rule
from respondents.simulation.ticking import tick
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.consent import AGREED, DECLINED, Consent
from surveys.questionnaire.types.matrix import Matrix
from surveys.questionnaire.types.moment import Moment
from surveys.questionnaire.types.multiple import Multiple
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.open_text import OpenText
from surveys.questionnaire.types.other import other_field
from surveys.questionnaire.types.ranking import Ranking, rank_control
from surveys.questionnaire.types.single import Single

#: Posted values by control, without loop suffix.
Posted = Mapping[str, list[str]]

_OTHER = "Réponse simulée"


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt at a question: how many were refused before, and what the last one posted."""

    now: datetime
    refusals: int
    before: Posted


def post(question: AnyQuestion, person: Person, attempt: Try) -> Posted:
    """Fill a question in."""
    posted: Posted = {}
    match question:
        case Consent():
            posted = {question.name: [AGREED if person.agrees else DECLINED]}
        case Single():
            code = person.code(question.name, person.lists[question.list], mandatory=question.mandatory)
            posted = _with_other(question, [code] if code else [], person)
        case Matrix():
            posted = _rows(question, person)
        case Multiple():
            posted = _with_other(question, _codes(question, person, attempt), person)
        case Ranking():
            ranks = enumerate(_order(question, person), start=1)
            posted = {rank_control(question.name, code): [str(rank)] for rank, code in ranks}
        case Number() | OpenText() | Moment():
            written = _written(question, person, attempt)
            posted = {question.name: [written]} if written else {}
    return posted


def _rows(question: Matrix, person: Person) -> Posted:
    choices = person.lists[question.list]
    codes = {row.name: person.code(row.name, choices, mandatory=question.mandatory) for row in question.rows}
    return {name: [code] for name, code in codes.items() if code}


def _with_other(question: Single | Multiple, codes: list[str], person: Person) -> Posted:
    """The codes, and the words that go with "other"."""
    if not codes:
        return {}
    other = person.lists[question.list].other
    if other is None or other.code not in codes:
        return {question.name: codes}
    found = person.rule(other_field(question.name))
    words = _one_of(found[1], person) if found else _OTHER
    return {question.name: codes, other_field(question.name): [words]}


def _codes(question: Multiple, person: Person, attempt: Try) -> list[str]:
    """Several codes; one fewer than what was refused."""
    found = person.rule(question.name)
    if person.leaves_blank(found[1] if found else None, mandatory=question.mandatory):
        return []
    choices = person.lists[question.list]
    most = question.most or len(choices.codes)
    if attempt.refusals:
        most = max(len(attempt.before.get(question.name, ())) - 1, 1)
    if found:
        return tick(question, person, *found, most=most)
    together = [choice.code for choice in choices.choices if not choice.alone]
    return some_codes(together or choices.codes[:1], max(question.least, 1), most, person.chance)


def _order(question: Ranking, person: Person) -> list[str]:
    """Codes, the best first: each place goes to one of those left, by their worths."""
    found = person.rule(question.name)
    if person.leaves_blank(found[1] if found else None, mandatory=question.mandatory):
        return []
    worths = {code: found[1].shares.get(code, 0.0) if found else 1.0 for code in person.lists[question.list].codes}
    order: list[str] = []
    while worths and len(order) < question.places(person.lists):
        weights = list(worths.values())
        order += person.chance.choices(list(worths), weights if sum(weights) > 0 else None)
        del worths[order[-1]]
    return order


def _written(question: Number | OpenText | Moment, person: Person, attempt: Try) -> str:
    """What is typed; "" when the question is left blank."""
    found = person.rule(question.name)
    if person.leaves_blank(found[1] if found else None, mandatory=question.mandatory):
        return ""
    match question:
        case Number():
            if found and found[1].spread:
                return str(person.number(question, found[1].spread))
            return str(any_number(question, person.chance, attempt.refusals))
        case OpenText():
            return _one_of(found[1], person) if found else any_text(question, person.chance, attempt.refusals)
        case Moment():
            return any_moment(question, person.chance, attempt.now)


def _one_of(rule: Rule, person: Person) -> str:
    """One of the sentences of a rule."""
    shares = {sentence: share for sentence, share in rule.shares.items() if sentence}
    return person.chance.choices(list(shares), list(shares.values()))[0] if sum(shares.values()) > 0 else ""
