"""Someone who answers: what they are like, what they have said, what was drawn for them. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random

from respondents.simulation.balance import Balance, Draw, Item, Standpoint
from respondents.simulation.draws import choose, leanings
from respondents.simulation.profile import Profile, Rule, Spread
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import MappingScope, evaluate_bool
from surveys.questionnaire.types.drawing import within

#: A rule, with its number from 1, or 0 when it is the only one of its field.
FoundRule = tuple[int, Rule]

#: How often a question that may be left blank, and that no rule speaks of, is.
BLANK_SHARE = 0.1


class Person:
    """One synthetic respondent. `population` is the one they are meant for, "" when nothing says.

    `leaves_at` is the part of the questionnaire (0 to 1) at which they leave, 1 when they stay.
    """

    def __init__(
        self,
        *,
        definition: Definition,
        profile: Profile,
        balance: Balance,
        population: str,
        agrees: bool,
        leaves_at: float,
        chance: Random,
    ) -> None:
        self.lists = definition.choice_lists
        self.population = population
        self.agrees = agrees
        self.leaves_at = leaves_at
        self.chance = chance
        self.known: dict[str, str] = {}  # by field: what conditions read
        self.draws: dict[Item, Draw] = {}
        self.numbers: dict[str, float] = {}  # by field: mean - answer
        self._profile = profile
        self._balance = balance
        self._audience = definition.audience(population) or (population,)
        self._scope = MappingScope(self.known)
        self._standpoint: Standpoint | None = None

    def rule(self, name: str) -> FoundRule | None:
        """The rule that they answer a field by."""
        rules = self._profile.rules_for(self._audience, name)
        for number, rule in enumerate(rules, start=1):
            if rule.when is None or evaluate_bool(rule.when, self._scope):
                return (number if len(rules) > 1 else 0), rule
        return None

    def leaves_blank(self, rule: Rule | None, *, mandatory: bool) -> bool:
        """Whether they pass over a question: by the share of "", or now and then without a rule."""
        share = rule.shares.get("", 0.0) if rule else BLANK_SHARE
        return not mandatory and self.chance.random() < share

    def draw(self, item: Item, rule: int, shares: Sequence[float]) -> int:
        """The place of an option; the draw counts once they complete."""
        total = sum(shares)
        fair = [share / total for share in shares]
        debts = self._balance.debts(self.population, item, rule, self.standpoint)
        readiness = leanings(fair, debts)
        chosen = choose(readiness, self.chance)
        self.draws[item] = Draw(item, rule, fair, readiness, chosen)
        return chosen

    def number(self, field: str, spread: Spread, nearest: Callable[[float], float]) -> float:
        """A number of this spread, pulled to its mean by those of the others who completed.

        `nearest` brings it to what the field takes.
        """
        owed = self._balance.owed_number(self.population, field)
        pull = max(-spread.sd, min(spread.sd, owed)) / 2
        drawn = self.chance.gauss(spread.mean + pull, spread.sd)
        number = nearest(within(drawn, spread.least, spread.most, 2))
        self.numbers[field] = spread.mean - number
        return number

    def forget(self, fields: Iterable[str]) -> None:
        """Count nothing of what was drawn for these fields: they are answered otherwise."""
        gone = set(fields)
        self.draws = {item: draw for item, draw in self.draws.items() if item[0] not in gone}
        self.numbers = {field: owed for field, owed in self.numbers.items() if field not in gone}

    def overrule(self, item: Item, chosen: int) -> None:
        """Take another option than the one drawn: the question does not allow that one."""
        self.draws[item] = replace(self.draws[item], chosen=chosen)

    @property
    def standpoint(self) -> Standpoint | None:
        """Where they stand among those who completed; None until their answers say it."""
        if self._standpoint is None:
            self._standpoint = self._balance.standpoint(self.population, self.known)
        return self._standpoint
