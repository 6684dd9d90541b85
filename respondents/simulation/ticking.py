"""Several answers by the shares of a rule: each code on its own, or one that goes alone. Pure."""

from collections.abc import Sequence

from respondents.simulation.person import Person
from respondents.simulation.profile import Rule
from surveys.questionnaire.types.multiple import Multiple

#: The places of a code's two options.
_TICKED, _NOT_TICKED = 0, 1


def tick(question: Multiple, person: Person, number: int, rule: Rule, *, most: int) -> list[str]:
    """The codes that someone ticks, in list order; `most` of them at most."""
    choices = person.lists[question.list].choices
    alone = [choice.code for choice in choices if choice.alone]
    together = [choice.code for choice in choices if not choice.alone]
    shares = [rule.shares.get(code, 0.0) for code in alone]
    several = max(1 - sum(shares), 0.0)
    drawn = person.draw((question.name, ""), number, [several, *shares])
    if drawn:
        return [alone[drawn - 1]]
    odds = {code: min(rule.shares.get(code, 0.0) / several, 1.0) for code in together}
    ticked = {
        code: person.draw((question.name, code), number, [share, 1 - share]) == _TICKED for code, share in odds.items()
    }
    least = max(question.least, int(question.mandatory))
    _bring_between(ticked, odds, least=least, most=max(most, least, 1), person=person)
    for code in together:
        person.overrule((question.name, code), _TICKED if ticked[code] else _NOT_TICKED)
    return [code for code in together if ticked[code]]


def _bring_between(ticked: dict[str, bool], odds: dict[str, float], *, least: int, most: int, person: Person) -> None:
    """Tick more codes, the likeliest more often, or fewer, until the question allows it."""
    while sum(ticked.values()) < least:
        free = [code for code, is_ticked in ticked.items() if not is_ticked]
        if not free:
            return
        ticked[_one_of(free, [odds[code] for code in free], person)] = True
    while sum(ticked.values()) > most:
        taken = [code for code, is_ticked in ticked.items() if is_ticked]
        ticked[_one_of(taken, [1 - odds[code] for code in taken], person)] = False


def _one_of(codes: Sequence[str], weights: Sequence[float], person: Person) -> str:
    return person.chance.choices(codes, weights if sum(weights) > 0 else None)[0]
