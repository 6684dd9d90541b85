"""Several answers by the shares of a rule: each code on its own, or one that goes alone. Pure."""

from collections.abc import Sequence

from respondents.simulation.draws import choose
from respondents.simulation.person import Person
from respondents.simulation.profile import Rule
from surveys.questionnaire.choices import ChoiceList

#: The places of a code's two options.
_TICKED, _NOT_TICKED = 0, 1
#: The readiness, in logarithms, of what has no share.
_NEVER = -1e9


def tick(
    field: str, choices: ChoiceList, person: Person, number: int, rule: Rule, *, least: int, most: int
) -> list[str]:
    """The codes that someone ticks, in list order: from `least` to `most` of them."""
    alone = [choice.code for choice in choices.choices if choice.alone]
    together = [choice.code for choice in choices.choices if not choice.alone]
    shares = [rule.shares.get(code, 0.0) for code in alone]
    several = max(1 - sum(shares), 0.0)
    drawn = person.draw((field, ""), number, [several, *shares])
    if drawn:
        return [alone[drawn - 1]]
    odds = {code: min(rule.shares.get(code, 0.0) / several, 1.0) for code in together}
    ticked = {code: person.draw((field, code), number, [share, 1 - share]) == _TICKED for code, share in odds.items()}
    _bring_between(ticked, least, max(most, least, 1), field, person)
    for code in together:
        person.overrule((field, code), _TICKED if ticked[code] else _NOT_TICKED)
    return [code for code in together if ticked[code]]


def _bring_between(ticked: dict[str, bool], least: int, most: int, field: str, person: Person) -> None:
    """Tick more codes or fewer until the question allows it: those that were the nearest to it."""
    while sum(ticked.values()) < min(least, len(ticked)):
        ticked[_nearest(field, person, [code for code in ticked if not ticked[code]], _TICKED)] = True
    while sum(ticked.values()) > most:
        ticked[_nearest(field, person, [code for code in ticked if ticked[code]], _NOT_TICKED)] = False


def _nearest(field: str, person: Person, codes: Sequence[str], wanted: int) -> str:
    """The code to change the option of, with odds of how near the draw was to it."""
    readiness = [person.draws[field, code].readiness for code in codes]
    gains = [max(ready[wanted], _NEVER) - max(ready[1 - wanted], _NEVER) for ready in readiness]
    return codes[choose(gains, person.chance)]
