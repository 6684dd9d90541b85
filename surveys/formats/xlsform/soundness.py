"""A definition that runs: names told apart, and no expression that cannot be evaluated.

What is taken out is told with its text, where it was written.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from surveys.formats.report import Notes, Place, Severity
from surveys.formats.xlsform.expressions import reason_unreadable
from surveys.formats.xlsform.names import free_name
from surveys.questionnaire.definition import Definition, Loop, Page, Population, QuotaCell
from surveys.questionnaire.expressions import parse, references
from surveys.questionnaire.flaws import DefinitionError, Flaw
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Question
from surveys.questionnaire.types.base import Lists
from surveys.runtime import compile_definition
from surveys.runtime.naming import known_names
from surveys.runtime.parsing import RESERVED

Model = TypeVar("Model", bound=BaseModel)
Judge = Callable[[str, str, Formula], str]

#: What stands for an expression that something cannot do without.
_NEEDED: Mapping[str, Formula] = {"formula": Formula(text="''"), "count": Formula(text="1")}
_COLUMNS: Mapping[str, str] = {"formula": "calculation", "count": "repeat_count"}
#: What decides of one thing by way of another, and so may go round in a circle.
_DECISIVE = frozenset({"relevant", "formula", "count", "choice_filter", "screen"})
_MOST_CIRCLES = 100


@dataclass(frozen=True)
class Surroundings:
    """Where names were written, and how grave it is that something there cannot be kept."""

    places: Mapping[str, Place]
    notes: Notes
    severity: Severity

    def tell(self, name: str, column: str, code: str, **params: str) -> None:
        place = replace(self.places.get(name, Place("survey")), column=_COLUMNS.get(column, column))
        self.notes.add(place, code, self.severity, **params)


def sound(definition: Definition, around: Surroundings) -> Definition:
    """The definition, or the nearest one that `compile_definition` takes."""
    named = _told_apart(definition, around)
    names = known_names(named) | RESERVED
    kept = _without(named, lambda _name, _field, formula: _fault(formula, names), around)
    for _ in range(_MOST_CIRCLES):
        flaw = _flaw(kept)
        if flaw is None:
            break
        mended = _mended(kept, flaw, around)
        if mended == kept:
            break
        kept = mended
    return kept


def _flaw(definition: Definition) -> Flaw | None:
    try:
        compile_definition(definition)
    except DefinitionError as error:
        return error.problems[0]
    return None


def _mended(definition: Definition, flaw: Flaw, around: Surroundings) -> Definition:
    """The definition without what makes one flaw."""
    if flaw.code in ("no_choices", "loop_over_loop", "unknown_reference"):
        counted = _counted(definition, flaw.place, around)
        if counted != definition:
            return counted
    if flaw.code == "duplicate_name":
        return definition

    def judge(name: str, field: str, _formula: Formula) -> str:
        circular = flaw.code == "circular" and field not in _DECISIVE
        return "" if name != flaw.place or circular else f"{flaw.code} {flaw.detail}".rstrip()

    return _without(definition, judge, around)


def _counted(definition: Definition, name: str, around: Surroundings) -> Definition:
    """A loop that cannot go over what it names is asked once."""

    def once(item: Page | Loop) -> Page | Loop:
        if not isinstance(item, Loop) or item.name != name or not item.over:
            return item
        around.tell(name, "parameters", "loop_over_refused", question=item.over)
        return item.model_copy(update={"over": "", "count": Formula(text="1")})

    return definition.model_copy(update={"pages": tuple(once(item) for item in definition.pages)})


def _fault(formula: Formula, names: frozenset[str]) -> str:
    """Why an expression cannot be kept; "" when it can."""
    reason = reason_unreadable(formula.text, formula.dialect)
    if reason:
        return reason
    unknown = sorted(references(parse(formula.text, formula.dialect)) - names)
    return f"unknown: {', '.join(unknown)}" if unknown else ""


def _without(definition: Definition, judge: Judge, around: Surroundings) -> Definition:
    """The definition without the expressions that `judge` gives a reason against."""

    def visit(model: Model, name: str) -> Model:
        own = getattr(model, "name", "") if isinstance(model, _NAMED) else ""
        name = own or name
        changed: dict[str, Any] = {}
        for field, value in model:
            if isinstance(value, Formula):
                reason = judge(name, field, value)
                if reason:
                    around.tell(name, field, "expression_dropped", reason=reason, expression=value.text)
                    changed[field] = _NEEDED.get(field)
            elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                inner = tuple(visit(one, name) for one in value)
                changed |= {field: inner} if any(new is not old for new, old in zip(inner, value, strict=True)) else {}
        return model.model_copy(update=changed) if changed else model

    return visit(definition, "")


_NAMED = (Question, Page, Loop, Population, QuotaCell)


def _told_apart(definition: Definition, around: Surroundings) -> Definition:
    """The definition with every question under a name that is no field of an earlier one."""
    lists = definition.choice_lists
    fields = Counter(name for question in definition.questions() for name in _own(question, lists))
    taken = {*fields, *RESERVED}
    seen = set(RESERVED)

    def named(question: AnyQuestion) -> AnyQuestion:
        if _own(question, lists) & seen:
            new = free_name(question.name, taken)
            taken.add(new)
            around.tell(question.name, "name", "name_taken", old=question.name, new=new)
            question = question.model_copy(update={"name": new})
        seen.update(_own(question, lists))
        return question

    def paged(page: Page) -> Page:
        return page.model_copy(update={"questions": tuple(named(question) for question in page.questions)})

    def told(item: Page | Loop) -> Page | Loop:
        if isinstance(item, Page):
            return paged(item)
        return item.model_copy(update={"pages": tuple(paged(page) for page in item.pages)})

    if max(fields.values(), default=1) == 1 and not RESERVED & fields.keys():
        return definition
    return definition.model_copy(update={"pages": tuple(told(item) for item in definition.pages)})


def _own(question: AnyQuestion, lists: Lists) -> set[str]:
    return {question.name, *question.fields(lists)}
