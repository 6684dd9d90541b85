"""A definition that can be run: formulas that read what comes later, or one another in a circle, are dropped."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.reasons import Reason, because, unusable
from surveys.formats.renewed import renewed
from surveys.formats.report import Notes, Place
from surveys.formats.xlsform.pipes import without_unknown_pipes
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Battery, Calculated
from surveys.questionnaire.types.listed import Listed
from surveys.runtime import compile_definition

_EMPTY = Formula(text="''", dialect="limesurvey")
_ROUNDS = 25
_CONDITIONS = ("relevant", "required_if", "constraint", "default_formula", "choice_filter")


def sound(definition: Definition, places: Mapping[str, Place], notes: Notes) -> Definition:
    """The definition without what keeps it from being run, each with a line: formulas, and texts without answers."""

    def tell(name: str, _column: str, reference: str) -> None:
        notes.warning(places.get(name, Place("question", 0, name)), "pipe_unknown", reference=reference)

    answers = frozenset((*definition.question_of_field, *definition.part_named))
    definition = without_unknown_pipes(definition, answers, tell)
    definition = _in_order(definition, places, notes)
    for _ in range(_ROUNDS):
        try:
            compile_definition(definition)
        except DefinitionError as error:
            owners = {}
            for flaw in error.problems:
                owners[flaw.place] = owners[flaw.place.partition("/")[0]] = unusable(flaw)
            definition = _without(definition, owners, places, notes)
        else:
            return definition
    endless = because("reads_itself", names=", ".join(question.name for question in definition.questions()))
    everything = {question.name: endless for question in definition.questions()}
    everything.update((page.name, endless) for page in definition.flat_pages())
    return _without(definition, everything, places, notes)


def _without(
    definition: Definition, owners: Mapping[str, Reason], places: Mapping[str, Place], notes: Notes
) -> Definition:
    """The definition with every formula of some questions, pages and quotas dropped."""

    def bare(question: AnyQuestion) -> AnyQuestion:
        if question.name not in owners:
            return question
        return _changed(question, lambda formula: _said(formula, question.name))

    def _said(formula: Formula, owner: str) -> bool:
        place = places.get(owner, Place("question", 0, owner))
        notes.warning(place, "expression_dropped", reason=owners[owner], expression=formula.text)
        return False

    pages = []
    for page in definition.flat_pages():
        changes: dict[str, Any] = {"questions": tuple(bare(question) for question in page.questions)}
        if page.name in owners and page.relevant:
            _said(page.relevant, page.name)
            changes["relevant"] = None
        pages.append(page.model_copy(update=changes))
    quotas = []
    for cell in definition.quotas:
        if f"{cell.population}/{cell.name}" in owners:
            notes.warning(Place("quota", 0, cell.name), "quota_dropped")
        else:
            quotas.append(cell)
    return renewed(definition, pages=tuple(pages), quotas=tuple(quotas))


def _changed(question: AnyQuestion, kept: Any) -> AnyQuestion:
    """A question with only the formulas that `kept` keeps."""
    changes: dict[str, Any] = {}
    for attribute in _CONDITIONS:
        formula = getattr(question, attribute, None)
        if formula is not None and not kept(formula):
            changes[attribute] = None
    if isinstance(question, Calculated) and not kept(question.formula):
        changes["formula"] = _EMPTY
    if isinstance(question, Battery):
        rows = tuple(
            row.model_copy(update={"relevant": None}) if row.relevant and not kept(row.relevant) else row
            for row in question.rows
        )
        if rows != question.rows:
            changes["rows"] = rows
    return question.model_copy(update=changes) if changes else question


class _Calendar:
    """The page on which each name becomes known; a calculation waits for all that it reads."""

    def __init__(self, definition: Definition) -> None:
        self.pages: dict[str, int] = {}
        self._formulas: dict[str, Formula] = {}
        self._found: dict[str, int] = {}
        lists = definition.choice_lists
        for number, page in enumerate(definition.flat_pages()):
            for question in page.questions:
                parts = question.parts(lists) if isinstance(question, Listed) else ()
                self.pages.update(dict.fromkeys((question.name, *question.fields(lists), *parts), number))
                if isinstance(question, Calculated):
                    self._formulas[question.name] = question.formula

    def latest(self, formula: Formula) -> int:
        return max((self._known(name) for name in _read(formula)), default=-1)

    def _known(self, name: str, depth: int = 0) -> int:
        if name in self._formulas and name not in self._found and depth < 50:
            self._found[name] = -1  # a circle ends here; compiling says so
            later = [self._known(other, depth + 1) for other in _read(self._formulas[name])]
            self._found[name] = max(later, default=-1)
        return self._found.get(name, self.pages.get(name, -1))


def _read(formula: Formula) -> Iterator[str]:
    try:
        yield from references(parse(formula.text, formula.dialect))
    except ExpressionError:
        return


def _in_order(definition: Definition, places: Mapping[str, Place], notes: Notes) -> Definition:
    """Conditions are about what was asked before: on a page, of that page and those before it."""
    calendar = _Calendar(definition)
    pages: list[Page] = []
    for number, page in enumerate(definition.flat_pages()):

        def kept(formula: Formula, owner: str, number: int = number) -> bool:
            if calendar.latest(formula) <= number:
                return True
            notes.warning(places.get(owner, Place("question", 0, owner)), "reads_later", expression=formula.text)
            return False

        questions = tuple(
            question
            if isinstance(question, Calculated)
            else _changed(question, lambda formula, owner=question.name: kept(formula, owner))
            for question in page.questions
        )
        changes: dict[str, Any] = {"questions": questions}
        if page.relevant and not kept(page.relevant, page.name):
            changes["relevant"] = None
        pages.append(page.model_copy(update=changes))
    return renewed(definition, pages=tuple(pages))
