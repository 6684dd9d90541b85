"""Which trends a change touches: of which questions, rows and figures, and for whom."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Figure, Loop
from surveys.questionnaire.diff.change import Change
from surveys.questionnaire.diff.edits import Edit
from surveys.questionnaire.diff.words import SAID
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.places import sites_in
from surveys.questionnaire.types import AnyQuestion, Battery, Calculated

#: What is asked of whom depends on these.
_CONDITIONS = ("relevant", "choice_filter")


class Trends:
    """The series of a definition."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition

    def names_of(self, question: AnyQuestion) -> tuple[str, ...]:
        """A question and its fields."""
        return tuple(dict.fromkeys((question.name, *question.keys())))

    def of_question(self, name: str, item: str = "") -> tuple[str, ...]:
        """The series of a question, or of one row of it; every one when the row is not one of its own."""
        question = self._definition.question_named.get(name)
        if question is None:
            return (name,)
        if isinstance(question, Battery) and any(row.name == item for row in question.rows):
            return question.fields_of(item)
        return self.names_of(question)

    def of_page(self, kind: str, name: str) -> tuple[str, ...]:
        """The series of what is asked on a page or in a loop."""
        pages = [
            page
            for item in self._definition.pages
            for page in (item.pages if isinstance(item, Loop) else (item,))
            if name == (item.name if kind == "loop" else page.name)
        ]
        return tuple(one for page in pages for question in page.questions for one in self.names_of(question))

    def of_list(self, name: str, *, several: bool | None = None) -> tuple[str, ...]:
        """The fields that take their answers from a list: one code (`several` False), several (True), any."""
        lists = self._definition.choice_lists
        found = (
            field
            for question in self._definition.questions()
            for field in self.names_of(question)
            if (offered := self._offered(question, field, lists)) is not None and offered.name == name
            if several is None or (question.holds(field) in ("codes", "order")) == several
        )
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _offered(question: AnyQuestion, field: str, lists: Mapping[str, ChoiceList]) -> ChoiceList | None:
        try:
            return question.offered_at(field, lists)
        except KeyError:  # a list that does not exist
            return None

    @cached_property
    def everything(self) -> tuple[str, ...]:
        """Every series."""
        return tuple(one for question in self._definition.questions() for one in self.names_of(question))

    def figures_on(self, fields: Iterable[str], *, means: bool | None = None) -> tuple[str, ...]:
        """The figures counted on these series."""
        wanted = set(fields)
        return tuple(
            figure.name
            for figure in self._definition.figures
            if wanted.intersection(self._counted(figure)) and means in (None, figure.format == "mean")
        )

    def _counted(self, figure: Figure) -> set[str]:
        return {figure.question, figure.mirror} | (names_in(figure.base) if figure.base else set())

    def populations_of(self, audience: str) -> tuple[str, ...]:
        """The populations that a variant is for."""
        known = self._definition.populations
        return tuple(one.name for one in known if audience and audience in (one.name, one.side))

    def reading(self, calculation: str) -> Iterator[tuple[str, str]]:
        """Questions whose condition reads a calculation, through others too, with what they read."""
        tainted, grown = {calculation}, True
        formulas = {one.name: one.formula for one in self._definition.questions() if isinstance(one, Calculated)}
        while grown:
            more = {name for name, formula in formulas.items() if names_in(formula) & tainted} - tainted
            tainted |= more
            grown = bool(more)
        for page in self._definition.flat_pages():
            whole = tainted & names_in(page.relevant) if page.relevant else set()
            for question in page.questions:
                read = set(whole)
                for site in sites_in(question, ()):
                    if isinstance(site.found, Formula) and site.steps[-1] in _CONDITIONS:
                        read |= tainted & names_in(site.found)
                if read:
                    yield question.name, min(read)


def names_in(formula: Formula) -> set[str]:
    """The names that an expression reads."""
    try:
        return set(references(parse(formula.text, formula.dialect)))
    except ExpressionError:
        return set()


def change_of(edit: Edit, questions: tuple[str, ...], figures: tuple[str, ...], populations: tuple[str, ...]) -> Change:
    """The change that an edit is, with the series that it touches."""
    said = SAID[edit.code]
    touched = said.level != "none" or edit.code == "question_renamed"
    return Change(
        code=edit.code,
        kind=edit.key[0],
        name=edit.key[1],
        level=said.level,
        params=edit.params,
        questions=questions if touched else (),
        figures=figures if touched else (),
        populations=populations,
    )
