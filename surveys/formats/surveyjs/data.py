"""The data of a survey as its expressions see them: what was given, and what the survey calculates from it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from surveys.formats.imported import Logic
from surveys.questionnaire.expressions import ExpressionError, MappingScope, evaluate, evaluate_bool, parse
from surveys.questionnaire.expressions.values import Value

#: How many calculations may be made for one another.
_DEEPEST = 40


class SurveyData(Mapping[str, Value]):
    """Values by name, in any case. What is not given and is calculated by the survey is calculated when it is read."""

    def __init__(self, given: Mapping[str, Value], logic: Logic, now: datetime) -> None:
        self._values = dict(given)
        self._spelled = {name.lower(): name for name in given}
        self._formulas = {name: formula for (name, kind), formula in logic.items() if kind == "calculate"}
        self._now = now
        self._depth = 0

    def __getitem__(self, name: str) -> Value:
        if name not in self._values:
            if name.lower() in self._spelled:
                return self._values[self._spelled[name.lower()]]
            if name not in self._formulas:
                raise KeyError(name)
            self._values[name] = self._calculated(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def _calculated(self, name: str) -> Value:
        """The value of a calculation: nothing for one that cannot be read or that needs itself."""
        if self._depth >= _DEEPEST:
            return None
        self._values[name] = None
        self._depth += 1
        formula = self._formulas[name]
        try:
            return evaluate(parse(formula.text, formula.dialect), MappingScope(self, now=self._now))
        except ExpressionError:
            return None
        finally:
            self._depth -= 1


class HiddenQuestions(Collection[str]):
    """The names of what does not show with some data; conditions are taken to show what they ask about themselves."""

    def __init__(self, data: SurveyData, logic: Logic, now: datetime) -> None:
        self._data, self._now = data, now
        self._formulas = {name: formula for (name, kind), formula in logic.items() if kind == "relevant"}

    def __contains__(self, name: object) -> bool:
        formula = self._formulas.get(name) if isinstance(name, str) else None
        if formula is None:
            return False
        try:
            return not evaluate_bool(parse(formula.text, formula.dialect), MappingScope(self._data, now=self._now))
        except ExpressionError:
            return True

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._formulas if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
