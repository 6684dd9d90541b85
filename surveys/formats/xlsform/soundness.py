"""A definition that runs: names told apart, and no expression that cannot be evaluated.

What is taken out is told with its text, where it was written.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from surveys.formats.imported import PlanPlaces
from surveys.formats.reasons import Reason, because, unusable
from surveys.formats.renewed import Model, own_fields, renewed
from surveys.formats.report import Notes, Param, Place
from surveys.formats.xlsform.expressions import reason_unreadable
from surveys.formats.xlsform.names import free_name
from surveys.formats.xlsform.pipes import without_unknown_pipes
from surveys.questionnaire.definition import Definition, Figure, Loop, Page, Population, QuotaCell
from surveys.questionnaire.expressions import parse, references
from surveys.questionnaire.flaws import DefinitionError, Flaw
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Question, Row
from surveys.questionnaire.types.base import Lists
from surveys.runtime import compile_definition
from surveys.runtime.naming import known_names
from surveys.runtime.parsing import RESERVED

#: Why an expression of a name and a field is not kept; None where it is.
Judge = Callable[[str, str, Formula], Reason | None]

#: What stands for an expression that something cannot do without.
_NEEDED: Mapping[str, Formula] = {"formula": Formula(text="''"), "count": Formula(text="1")}
_COLUMNS: Mapping[str, str] = {
    "formula": "calculation",
    "count": "repeat_count",
    "default_formula": "default",
    "required_if": "required",
}
#: What decides of one thing by way of another, and so may go round in a circle.
_DECISIVE = frozenset({"relevant", "formula", "count", "choice_filter", "screen"})
_MOST_CIRCLES = 100


@dataclass(frozen=True)
class Surroundings:
    """Where names were written, and what is no question; whether the form comes from elsewhere."""

    places: Mapping[str, Place]
    plan: PlanPlaces
    notes: Notes
    foreign: bool

    def tell(self, name: str, column: str, code: str, **params: Param) -> None:
        """A line at a name: a question's, a page's, else that of a list, a population, a figure."""
        planned = (place for (_, one), place in self.plan.items() if one == name)
        self.tell_at(self.places.get(name) or next(planned, Place("survey")), column, code, **params)

    def tell_at(self, place: Place, column: str, code: str, **params: Param) -> None:
        self.notes.error(replace(place, column=_COLUMNS.get(column, column)), code, **params)

    def place_of(self, model: BaseModel) -> Place | None:
        """Where a part of a definition was written."""
        if isinstance(model, Population | Figure):
            return self.plan.get((type(model).__name__.lower(), model.name))
        if isinstance(model, QuotaCell):
            return self.plan.get(("quota", f"{model.population}/{model.name}"))
        return self.places.get(model.name) if isinstance(model, Question | Row | Page | Loop) else None


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
    return _foreign(kept, names, around) if around.foreign else kept


def _foreign(definition: Definition, names: frozenset[str], around: Surroundings) -> Definition:
    """A form from elsewhere without what its author would be told to mend: late references, empty pipes."""
    asked = _pages_of_fields(definition)

    def late(name: str, field: str, formula: Formula) -> Reason | None:
        here = asked.get(name)
        if here is None or field in ("formula", "screen", "when", "base"):
            return None
        later = sorted(one for one in references(parse(formula.text, formula.dialect)) if asked.get(one, 0) > here)
        return because("asked_later", names=", ".join(later)) if later else None

    def tell(name: str, column: str, reference: str) -> None:
        around.tell(name, column, "pipe_unknown", reference=reference)

    return without_unknown_pipes(_without(definition, late, around), names, tell)


def _pages_of_fields(definition: Definition) -> Mapping[str, int]:
    """The page of each field that is asked, and of each question, page and loop; the first page of a loop."""
    lists = definition.choice_lists
    pages: dict[str, int] = {}
    for number, page in enumerate(definition.flat_pages()):
        pages.setdefault(page.name, number)
        for question in page.questions:
            asked = question.fields(lists) if question.asks else ()
            pages |= {name: number for name in (question.name, *asked) if question.asks or name not in pages}
    for item in definition.pages:
        if isinstance(item, Loop) and item.pages:
            pages.setdefault(item.name, pages[item.pages[0].name])
    return pages


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
    circular = flaw.code == "circular"
    reason = unusable(flaw)
    for place in flaw.detail.split(" -> ") if circular else [flaw.place]:

        def judge(name: str, field: str, _formula: Formula, wanted: str = place) -> Reason | None:
            return reason if name == wanted and (not circular or field in _DECISIVE) else None

        mended = _without(definition, judge, around)
        if mended != definition:
            return mended
    return definition


def _counted(definition: Definition, name: str, around: Surroundings) -> Definition:
    """A loop that cannot go over what it names is asked once."""

    def once(item: Page | Loop) -> Page | Loop:
        if not isinstance(item, Loop) or item.name != name or not item.over:
            return item
        around.tell(name, "parameters", "loop_over_refused", question=item.over)
        return renewed(item, over="", count=Formula(text="1"))

    return renewed(definition, pages=tuple(once(item) for item in definition.pages))


def _fault(formula: Formula, names: frozenset[str]) -> Reason | None:
    """Why an expression cannot be kept; None when it can."""
    reason = reason_unreadable(formula.text, formula.dialect)
    if reason:
        return reason
    unknown = sorted(references(parse(formula.text, formula.dialect)) - names)
    return because("reads_unknown", names=", ".join(unknown)) if unknown else None


def _without(definition: Definition, judge: Judge, around: Surroundings) -> Definition:
    """The definition without the expressions that `judge` gives a reason against."""

    def visit(model: Model, name: str, place: Place) -> Model:
        name = model.name if isinstance(model, _NAMED) else name
        place = around.place_of(model) or place
        changed: dict[str, Any] = {}
        for field, value in own_fields(model):
            if isinstance(value, Formula):
                reason = judge(name, field, value)
                if reason:
                    around.tell_at(place, field, "expression_dropped", reason=reason, expression=value.text)
                    changed[field] = _NEEDED.get(field)
            elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                inner = tuple(visit(one, name, place) for one in value)
                changed |= {field: inner} if any(new is not old for new, old in zip(inner, value, strict=True)) else {}
        return renewed(model, **changed) if changed else model

    return visit(definition, "", Place("survey"))


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
            question = renewed(question, name=new)
        seen.update(_own(question, lists))
        return question

    def paged(page: Page) -> Page:
        return renewed(page, questions=tuple(named(question) for question in page.questions))

    def told(item: Page | Loop) -> Page | Loop:
        if isinstance(item, Page):
            return paged(item)
        return renewed(item, pages=tuple(paged(page) for page in item.pages))

    if max(fields.values(), default=1) == 1 and not RESERVED & fields.keys():
        return definition
    return renewed(definition, pages=tuple(told(item) for item in definition.pages))


def _own(question: AnyQuestion, lists: Lists) -> set[str]:
    return {question.name, *question.fields(lists)}
