"""What someone posts for a question: the controls of its type, filled. Pure."""

from datetime import datetime

from respondents.simulation.chance import some_codes
from respondents.simulation.person import Person
from respondents.simulation.profile import Rule
from surveys.questionnaire.choices import ChoiceList
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
Posted = dict[str, list[str]]

_OTHER = "Réponse simulée"


def post(question: AnyQuestion, person: Person, *, attempt: int, now: datetime) -> Posted:
    """Fill a question in; `attempt` counts how often the answer was refused before."""
    match question:
        case Consent():
            return {question.name: [AGREED if person.agrees else DECLINED]}
        case Single():
            code = person.code(question.name, person.lists[question.list], mandatory=question.mandatory)
            return _with_other(question, [code] if code else [], person)
        case Matrix():
            choices = person.lists[question.list]
            codes = {name: person.code(name, choices, mandatory=question.mandatory) for name in question.keys()}
            return {name: [code] for name, code in codes.items() if code}
        case Multiple():
            return _with_other(question, _ticked(question, person, attempt), person)
        case Ranking():
            ranked = _ranked(question, person)
            return {rank_control(question.name, code): [str(rank)] for rank, code in enumerate(ranked, start=1)}
        case Number() | OpenText() | Moment():
            written = _written(question, person, attempt, now)
            return {question.name: [written]} if written else {}
    return {}


def _with_other(question: Single | Multiple, codes: list[str], person: Person) -> Posted:
    """The codes, and the words that go with "other"."""
    other = person.lists[question.list].other
    if other is None or other.code not in codes:
        return {question.name: codes} if codes else {}
    name = other_field(question.name)
    found = person.rule(name)
    return {question.name: codes, name: [_sentence(found[1], person) if found else _OTHER]}


def _ticked(question: Multiple, person: Person, attempt: int) -> list[str]:
    """Several codes, or one that goes alone; one fewer at each refusal."""
    choices = person.lists[question.list]
    found = person.rule(question.name)
    if person.leaves_blank(found[1] if found else None, mandatory=question.mandatory):
        return []
    most = min(question.most or len(choices.codes), max(question.least, len(choices.codes) - attempt, 1))
    together = [choice.code for choice in choices.choices if not choice.alone]
    if found is None:
        return some_codes(together or choices.codes[:1], max(question.least, 1), most, person.chance)
    return _ticked_by_rule(question, person, *found, choices=choices, most=most - attempt if attempt else most)


def _ticked_by_rule(
    question: Multiple, person: Person, number: int, rule: Rule, *, choices: ChoiceList, most: int
) -> list[str]:
    """A code that goes alone, or each of the others by its share; whoever must answer ticks one at least."""
    alone = [choice.code for choice in choices.choices if choice.alone]
    shares = [rule.shares.get(code, 0.0) for code in alone]
    several = max(1 - sum(shares), 0.0)
    drawn = person.draw((question.name, ""), number, [several, *shares])
    if drawn:
        return [alone[drawn - 1]]
    together = [code for code in choices.codes if code not in alone]
    ticked = [code for code in together if _ticks(question, person, code, number, rule, several)]
    if len(ticked) < max(question.least, int(question.mandatory)):
        ticked = _completed(ticked, together, rule, max(question.least, 1), person)
    return [code for code in together if code in _kept(ticked, max(most, 1), person)]
