"""What keeps a definition from running is taken out of it: conditions that read later answers, and circles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Hidden
from surveys.runtime import compile_definition

_ROUNDS = 60
_EMPTY = Formula(text="''")

#: Whether a formula has to go: the name of what it belongs to, the number of its page, and itself.
Guilty = Callable[[str, int, Formula], bool]


def settled(definition: Definition, notes: Notes) -> Definition:
    """The definition, able to run; a line for each formula that was taken out."""
    definition = _Sieve(_Calendar(definition).is_early, ("relevant",), "read_too_early", notes).of(definition)
    for _ in range(_ROUNDS):
        try:
            compile_definition(definition)
        except DefinitionError as error:
            definition = _Sieve(_named(_circle(error, definition)), _LOGIC, "circular", notes).of(definition)
        else:
            return definition
    return _Sieve(lambda *_: True, _LOGIC, "circular", notes).of(definition)


_LOGIC = ("relevant", "constraint", "choice_filter", "formula")


def _circle(error: DefinitionError, definition: Definition) -> set[str]:
    """The names of what cannot run: those told, and those on the way round to itself."""
    told = {problem.place.partition("/")[0] for problem in error.problems}
    chain = {name for problem in error.problems for name in problem.detail.split(" -> ")}
    return told | (chain & definition.question_named.keys() if len(chain) > 1 else set())


def _named(names: set[str]) -> Guilty:
    return lambda name, _page, _formula: name in names


class _Calendar:
    """On which page each value becomes known."""

    def __init__(self, definition: Definition) -> None:
        lists = definition.choice_lists
        self._pages: dict[str, int] = {}
        self._formulas: dict[str, Formula] = {}
        for number, page in enumerate(definition.flat_pages()):
            for question in page.questions:
                if isinstance(question, Calculated):
                    self._formulas[question.name] = question.formula
                elif not isinstance(question, Hidden):
                    self._pages.update(dict.fromkeys(question.fields(lists), number))
        self._known: dict[str, int] = {}

    def known_at(self, name: str) -> int:
        """The last page of what it reads, through calculations, each of which is looked at once."""
        if name not in self._known:
            waiting, seen = [name], {name}
            while waiting:
                formula = self._formulas.get(waiting.pop())
                more = _read(formula) - seen if formula else frozenset()
                seen |= more
                waiting += more
            self._known[name] = max(self._pages.get(one, -1) for one in seen)
        return self._known[name]

    def is_early(self, _name: str, page: int, formula: Formula) -> bool:
        return any(self.known_at(read) > page for read in _read(formula))


def _read(formula: Formula) -> frozenset[str]:
    try:
        return references(parse(formula.text, formula.dialect))
    except ExpressionError:
        return frozenset()


@dataclass(frozen=True)
class _Sieve:
    """Takes the guilty formulas out of a definition, those of the `attributes` told."""

    guilty: Guilty
    attributes: tuple[str, ...]
    code: str
    notes: Notes

    def of(self, definition: Definition) -> Definition:
        number = 0
        items: list[Page | Loop] = []
        for item in definition.pages:
            changes = self._bare(item, number)
            pages = []
            for page in item.pages if isinstance(item, Loop) else (item,):
                questions = tuple(
                    question.model_copy(update=self._bare(question, number)) for question in page.questions
                )
                pages.append(page.model_copy(update={"questions": questions, **self._bare(page, number)}))
                number += 1
            loop = isinstance(item, Loop)
            items.append(item.model_copy(update={"pages": tuple(pages), **changes}) if loop else pages[0])
        return definition.model_copy(update={"pages": tuple(items)})

    def _bare(self, owner: Any, page: int) -> dict[str, Any]:
        """What has to be taken from the logic of a question, a page or a loop."""
        changes: dict[str, Any] = {}
        place = Place("page" if isinstance(owner, Page | Loop) else "question", 0, owner.name)
        for attribute in self.attributes:
            formula = getattr(owner, attribute, None)
            if formula is not None and formula != _EMPTY and self.guilty(owner.name, page, formula):
                self.notes.warning(place, self.code, expression=formula.text)
                changes[attribute] = _EMPTY if attribute == "formula" else None
        rows = getattr(owner, "rows", ())
        bad = [row for row in rows if row.relevant and self.guilty(owner.name, page, row.relevant)]
        if bad:
            self.notes.warning(place, self.code, expression=bad[0].relevant.text)
            changes["rows"] = tuple(row.model_copy(update={"relevant": None}) if row in bad else row for row in rows)
        return changes
