"""What someone posts for a question: by the profile where it says, at random where it does not. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from respondents.simulation.person import FoundRule, Person
from respondents.simulation.profile import Rule
from respondents.simulation.ticking import tick
from surveys.questionnaire.answers import Raw, Value
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.consent import AGREED, DECLINED, Consent
from surveys.questionnaire.types.ticked import Ticked

#: Refusals of an answer after which someone forgets the profile: it cannot be what the question allows.
_PATIENCE = 20

_OTHER = "Réponse simulée"


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt at a question: how many were refused before, and what the last one posted."""

    refusals: int
    before: Raw


def post(question: AnyQuestion, person: Person, attempt: Try, offered: Lists | None = None) -> Raw:
    """Posted values by control, without loop suffix; `offered` are the lists as they are offered now."""
    lists = person.lists if offered is None else offered
    if isinstance(question, Consent):
        return {question.name: [AGREED if person.agrees else DECLINED]}
    drawn = question.draw(person.chance, lists, attempt.refusals)
    rules = _rules(question, person, attempt)
    if not rules:
        leaves_blank = person.leaves_blank(None, mandatory=question.mandatory)
        return {} if leaves_blank else question.posted(drawn, lists)
    answers = dict(drawn)
    for field, found in rules.items():
        answers[field] = _by_rule(_Asked(question, field, lists, answers[field], attempt), person, found)
    answers.update(_beside(question, person, answers))
    return question.posted(answers, lists)


def _rules(question: AnyQuestion, person: Person, attempt: Try) -> Mapping[str, FoundRule]:
    """The rules of the fields that have one."""
    fields = question.keys()
    if attempt.refusals > _PATIENCE:
        person.forget(fields)
        return {}
    found = {field: person.rule(field) for field in fields}
    return {field: rule for field, rule in found.items() if rule}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field to answer by a rule, and what chance alone would have answered."""

    question: AnyQuestion
    field: str
    lists: Lists
    drawn: Value
    attempt: Try


def _by_rule(asked: _Asked, person: Person, found: FoundRule) -> Value:
    """The answer of a field; None when it is left blank."""
    question, (_, rule) = asked.question, found
    if person.leaves_blank(rule, mandatory=question.mandatory):
        return None
    match question.holds(asked.field):
        case "code":
            return _code(asked, person, found)
        case "codes":
            return _codes(asked, person, found)
        case "order":
            return _order(asked, person, rule)
        case "number":
            return person.number(asked.field, rule.spread, question.nearest) if rule.spread else asked.drawn
        case _:
            return _one_of(rule, person) or asked.drawn


def _code(asked: _Asked, person: Person, found: FoundRule) -> Value:
    choices = asked.question.offered_at(asked.field, person.lists)
    offered = asked.question.offered_at(asked.field, asked.lists)
    if choices is None or offered is None:
        return asked.drawn
    shares = [found[1].shares.get(code, 0.0) if code in offered.by_code else 0.0 for code in choices.codes]
    return choices.codes[person.draw((asked.field, ""), found[0], shares)] if sum(shares) > 0 else asked.drawn


def _codes(asked: _Asked, person: Person, found: FoundRule) -> Value:
    """Several codes; one fewer than what was refused."""
    question = asked.question
    choices = question.offered_at(asked.field, person.lists)
    if choices is None or not isinstance(question, Ticked):
        return asked.drawn
    most = question.most or len(choices.codes)
    if asked.attempt.refusals:
        most = max(len(asked.attempt.before.get(asked.field, ())) - 1, 1)
    least = max(question.least, int(question.mandatory))
    offered = question.offered_at(asked.field, asked.lists) or choices
    ticked = tick(asked.field, choices, person, *found, least=least, most=most)
    return [code for code in ticked if code in offered.by_code] or None


def _order(asked: _Asked, person: Person, rule: Rule) -> Value:
    """Codes, the best first: each place goes to one of those left, by their worths."""
    choices = asked.question.offered_at(asked.field, asked.lists)
    if choices is None or not isinstance(asked.drawn, list):
        return asked.drawn
    worths = {code: rule.shares.get(code, 0.0) for code in choices.codes}
    order: list[str] = []
    while worths and len(order) < len(asked.drawn):
        weights = list(worths.values())
        order += person.chance.choices(list(worths), weights if sum(weights) > 0 else None)
        del worths[order[-1]]
    return order


def _beside(question: AnyQuestion, person: Person, answers: Mapping[str, Value]) -> Mapping[str, Value]:
    """The words that go with what is chosen: "other" is always specified, comments are as they were drawn."""
    given = answers.get(question.name)
    chosen = given if isinstance(given, list) else [str(given)]
    words: dict[str, Value] = {}
    for one in question.beside(person.lists):
        found = person.rule(one.field) if one.counts(chosen) else None
        drawn = _OTHER if one.specifies else answers.get(one.field)
        words[one.field] = (_one_of(found[1], person) if found else drawn) if one.counts(chosen) else None
    return words


def _one_of(rule: Rule, person: Person) -> str | None:
    """One of the sentences of a rule."""
    shares = {sentence: share for sentence, share in rule.shares.items() if sentence}
    return person.chance.choices(list(shares), list(shares.values()))[0] if sum(shares.values()) > 0 else None
