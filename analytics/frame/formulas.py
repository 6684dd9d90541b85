"""Expressions of a definition, evaluated on a frame."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NoReturn

from analytics.frame.frame import Frame, Rows
from analytics.frame.matching import NotInSnapshotError, Value, matching
from surveys.questionnaire import expressions
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import in_language
from surveys.questionnaire.types.calculated import Calculated
from surveys.questionnaire.types.part import TICKED, Part


def rows_where(definition: Definition, formula: Formula, frame: Frame) -> Rows:
    """The rows for which a formula is true.

    It may refer to closed and numeric questions, to calculations on these, to `${population}`
    and `${side}`; raises `NotInSnapshotError` for anything else, and for the clock and chance, which
    would give another figure tomorrow. Raises `ExpressionError` where it cannot be computed.
    """
    condition = _parsed(formula)
    names = sorted(_stored_names(definition, condition, frozenset()))

    def test(values: Mapping[str, Value]) -> bool:
        return expressions.evaluate_bool(condition, _RowScope(definition, values))

    return matching(names, test, frame)


def _parsed(formula: Formula) -> expressions.Expression:
    return expressions.parse(formula.text, formula.dialect)


def _calculation(definition: Definition, name: str) -> Calculated | None:
    question = definition.question_named.get(name)
    return question if isinstance(question, Calculated) else None


def _stored_names(definition: Definition, expression: expressions.Expression, above: frozenset[str]) -> set[str]:
    """What an expression reads, calculations replaced by what they are made of."""
    found: set[str] = set()
    for name in expressions.references(expression):
        calculation, box = _calculation(definition, name), _part(definition, name)
        if box is not None:
            found.add(box.field)
        elif calculation is None:
            found.add(name)
        elif name in above:
            raise NotInSnapshotError([name])
        else:
            found |= _stored_names(definition, _parsed(calculation.formula), above | {name})
    return found


def _part(definition: Definition, name: str) -> Part | None:
    """The box that a name stands for; the ranks of a ranking are kept by what was ranked only."""
    _, part = definition.part_named.get(name, (None, None))
    if part is not None and part.rank:
        raise NotInSnapshotError([name])
    return part


class _RowScope:
    """What an expression sees of one row."""

    def __init__(self, definition: Definition, values: Mapping[str, Value]) -> None:
        self._definition = definition
        self._values = values

    def value(self, name: str) -> expressions.Value:
        part = _part(self._definition, name)
        if part is not None:
            return TICKED if part.code in str(self.value(part.field)).split() else ""
        if name in self._values:
            return self._values[name]
        calculation = _calculation(self._definition, name)
        return expressions.evaluate(_parsed(calculation.formula), self) if calculation else ""

    def values(self, name: str) -> Sequence[expressions.Value]:
        return (self.value(name),)

    def column(self, name: str) -> expressions.Value:
        """No choice is being filtered."""
        return None

    def data(self, name: str) -> expressions.Value:
        value = self.value(name)
        if value == "":
            return None
        question = self._definition.question_of_field.get(name)
        several = question is not None and question.holds(name) == "codes"
        return value.split() if several and isinstance(value, str) else value

    def relevant(self, name: str) -> bool:
        self._refuse(f"relevant({name})")

    def wording(self, name: str) -> str:
        question = self._definition.question_of_field.get(name)
        return in_language(question.label.text, self._definition.default_language) if question else ""

    def self_value(self) -> expressions.Value:
        return ""

    def position(self) -> int:
        return 1

    def choice_label(self, name: str, code: str) -> str:
        """The label in the questionnaire's first language: a figure is the same for all readers."""
        question = self._definition.question_of_field.get(name)
        choices = question.offered_at(name, self._definition.choice_lists) if question else None
        choice = choices.by_code.get(code) if choices else None
        return in_language(choice.label.text, self._definition.default_language) if choice else code

    def now(self) -> datetime:
        self._refuse("now()")

    def random(self) -> float:
        self._refuse("random()")

    def _refuse(self, name: str) -> NoReturn:
        raise NotInSnapshotError([name])
