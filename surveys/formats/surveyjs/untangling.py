"""Formulas that depend on their own result: surveys may have them, definitions may not."""

from collections.abc import Mapping
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.flaws import DefinitionError, Flaw
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen
from surveys.runtime import compile_definition

_ROUNDS = 40
_EMPTY = Formula(text="''", dialect="surveyjs")


def untangled(definition: Definition, notes: Notes, places: Mapping[str, Place]) -> Definition:
    """The definition without the formulas that keep it from running; each circle is said in the report."""
    for number in range(_ROUNDS):
        try:
            compile_definition(definition)
        except DefinitionError as error:
            flaw = error.problems[0]
            place = places.get(flaw.place, Place("question", 0, flaw.place))
            notes.warning(place, "depends_on_itself", chain=flaw.detail or flaw.code)
            definition = _Cutter(definition, flaw, everything=number >= _ROUNDS - 2).cut()
        else:
            break
    return definition


class _Cutter:
    """Takes out of the members of a circle the formulas that read other members."""

    def __init__(self, definition: Definition, flaw: Flaw, *, everything: bool) -> None:
        self._definition = definition
        self._everything = everything
        self._members = {flaw.place, *flaw.detail.split(" -> ")} if flaw.code == "circular" else {flaw.place}
        self._fields = set(self._members) if flaw.code == "circular" else set()
        for question in definition.questions():
            if question.name in self._members and self._fields:
                self._fields.update(question.fields(definition.choice_lists))

    def cut(self) -> Definition:
        """The definition without them."""
        kept = {name: getattr(self._definition, name) for name in Definition.model_fields}
        # Made anew: a copy would keep what the old one had looked up.
        return Definition(**{**kept, "pages": self._inside(self._definition.pages, "")})

    def _inside(self, value: Any, owner: str) -> Any:
        """A part of the definition; `owner`: the question, page or loop that it belongs to."""
        if isinstance(value, tuple):
            return tuple(self._inside(item, owner) for item in value)
        if not isinstance(value, Frozen) or isinstance(value, Formula):
            return value
        named = owner if owner in self._members else getattr(value, "name", owner)
        changes: dict[str, Any] = {}
        for name, field in type(value).model_fields.items():
            held = getattr(value, name)
            if isinstance(held, Formula) and self._guilty(named, held):
                changes[name] = _EMPTY if field.is_required() else None
            elif isinstance(held, tuple) and (inner := self._inside(held, named)) != held:
                changes[name] = inner
        return value.model_copy(update=changes) if changes else value

    def _guilty(self, owner: str, formula: Formula) -> bool:
        if self._everything:
            return True
        if owner not in self._members:
            return False
        try:
            read = references(parse(formula.text, formula.dialect))
        except ExpressionError:
            return True
        return bool(read & self._fields) if self._fields else bool(read)
