"""What synthetic respondents answer: shares per audience and field. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.questionnaire.expressions import Expression

#: Those who arrive and are in no population, and those who decline to take part.
SCREENED_OUT = "screened_out"
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Spread:
    """A number: normal, of this mean and standard deviation, within limits where they are given."""

    mean: float
    sd: float
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is answered by those for whom `when` is true.

    `shares` (0 to 1) are those of codes: exclusive and summing to 1 for one answer, each on its
    own for several, worths of a first place for a ranking; for words, those of whole sentences.
    The share of "" is that of leaving a question blank. A number has a `spread` instead.
    """

    when: Expression | None
    shares: Mapping[str, float]
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who arrives, who leaves before the end, and what the others answer.

    `arrivals`: shares of populations, of `SCREENED_OUT` and of `REFUSED`, summing to 1.
    `dropouts`: the share of an audience that leaves before the end. `rules`: by audience and
    field, the first whose condition holds. An audience is a population, a side, or "" (everyone).
    """

    arrivals: Mapping[str, float] = field(default_factory=dict)
    dropouts: Mapping[str, float] = field(default_factory=dict)
    rules: Mapping[tuple[str, str], tuple[Rule, ...]] = field(default_factory=dict)

    def rules_for(self, audience: tuple[str, ...], name: str) -> tuple[Rule, ...]:
        """The rules of a field for the most precise audience that has any."""
        return next((self.rules[key, name] for key in (*audience, "") if (key, name) in self.rules), ())

    def dropout_share(self, audience: tuple[str, ...]) -> float:
        """How many of an audience leave before the end."""
        return next((self.dropouts[key] for key in (*audience, "") if key in self.dropouts), 0.0)
