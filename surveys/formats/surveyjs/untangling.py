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

#: A round mends up to 20 circles, and takes half a second where there are thousands of questions.
_ROUNDS = 8
_EMPTY = Formula(text="''", dialect="surveyjs")
_ONCE = Formula(text="1", dialect="surveyjs")


def untangled(definition: Definition, notes: Notes, places: Mapping[str, Place]) -> Definition:
    """The definition without the formulas that keep it from running; each circle is said in the report."""
    for number in range(_ROUNDS):
        try:
            compile_definition(definition)
        except DefinitionError as error:
            for flaw in error.problems:
                place = places.get(flaw.place, Place("question", 0, flaw.place))
                notes.warning(place, "depends_on_itself", chain=flaw.detail or flaw.code)
            hopeless = number >= _ROUNDS - 2
            if hopeless:
                notes.warning(Place("survey"), "too_tangled")
            definition = _Cutter(definition, error.problems, everything=hopeless).cut()
        else:
            break
    return definition


class _Cutter:
    """Takes out of the members of circles the formulas that read other members of the same one."""

    def __init__(self, definition: Definition, flaws: tuple[Flaw, ...], *, everything: bool) -> None:
        self._definition = definition
        self._everything = everything
        #: By member, the fields of its circle; none for what has another flaw.
        self._circle: dict[str, set[str]] = {}
        for flaw in flaws:
            fields = set(flaw.detail.split(" -> ")) if flaw.code == "circular" else set()
            self._circle.update(dict.fromkeys({flaw.place, *fields}, fields))
        for question in definition.questions():
            if self._circle.get(question.name):
                self._circle[question.name].update(question.fields(definition.choice_lists))

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
        named = owner if owner in self._circle else getattr(value, "name", owner)
        changes: dict[str, Any] = {}
        for name, field in type(value).model_fields.items():
            held = getattr(value, name)
            if isinstance(held, Formula) and self._guilty(named, held):
                changes[name] = _EMPTY if field.is_required() else _instead(name)
            elif isinstance(held, tuple) and (inner := self._inside(held, named)) != held:
                changes[name] = inner
        return value.model_copy(update=changes) if changes else value

    def _guilty(self, owner: str, formula: Formula) -> bool:
        if self._everything:
            return True
        if owner not in self._circle:
            return False
        try:
            read = references(parse(formula.text, formula.dialect))
        except ExpressionError:
            return True
        fields = self._circle[owner]
        return bool(read & fields) if fields else bool(read)


def _instead(name: str) -> Formula | None:
    """What takes the place of a formula that a part can do without; a loop cannot do without its count."""
    return _ONCE if name == "count" else None
