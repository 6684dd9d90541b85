"""What a sample is weighted to: the shares of each margin."""

from dataclasses import dataclass

from surveys.questionnaire.definition import Definition


class SchemeError(ValueError):
    """Raised for targets that mean nothing; the message names the margin."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The shares (0 to 1) of the values of one variable in the universe.

    Level k of the variable (1-based) is `values[k - 1]`. Level 0 is a case without a value that
    has a target: it takes no part in this margin, and keeps its running share of the total.
    """

    variable: str
    values: tuple[str, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.values) != len(self.shares) or not self.values:
            raise SchemeError(f"margin {self.variable}: one share per value is needed")
        if min(self.shares) < 0 or sum(self.shares) <= 0:
            raise SchemeError(f"margin {self.variable}: shares must be positive, and not all 0")


@dataclass(frozen=True, slots=True)
class Miss:
    """A target that the weights do not meet. Shares are of the margin's weighted total."""

    variable: str
    value: str
    target: float
    reached: float
    empty: bool  # nobody in the sample has this value


def margins_of(definition: Definition, population: str) -> tuple[Margin, ...]:
    """The margins of a population, in the order of its targets; a value given twice keeps its last share."""
    shares: dict[str, dict[str, float]] = {}
    for target in definition.targets:
        if target.population == population:
            shares.setdefault(target.variable, {})[target.value] = target.share
    return tuple(Margin(variable, tuple(found), tuple(found.values())) for variable, found in shares.items())
