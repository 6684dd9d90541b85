"""Parsing every formula of a definition once, collecting what is wrong with them."""

from dataclasses import dataclass, field

from surveys.questionnaire.expressions import Expression, ExpressionError, parse, references
from surveys.questionnaire.flaws import Flaw
from surveys.questionnaire.formula import Formula

#: Names that formulas may use and that no question may have.
POPULATION, SIDE = "population", "side"
RESERVED = frozenset({POPULATION, SIDE})


@dataclass(slots=True)
class Parser:
    """Parses formulas against the names that exist; `flaws` fills up as it goes."""

    names: frozenset[str]
    flaws: list[Flaw] = field(default_factory=list)

    def parse(self, formula: Formula | None, place: str) -> Expression | None:
        """The expression of an optional formula; None too when it cannot be read."""
        if formula is None:
            return None
        try:
            expression = parse(formula.text, formula.dialect)
        except ExpressionError as error:
            self.flaws.append(Flaw(place, error.code, str(error)))
            return None
        unknown = references(expression) - self.names - RESERVED
        self.flaws += [Flaw(place, "unknown_reference", name) for name in sorted(unknown)]
        return expression
