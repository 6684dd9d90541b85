"""A definition as numbered vertices: questions first, in order, then pages, loops, the population."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.expressions import Expression
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Battery, Calculated
from surveys.questionnaire.types.listed import Listed
from surveys.runtime.dependencies import Source
from surveys.runtime.parsing import POPULATION, SIDE, Parser


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question and its formulas; `page` and `loop` are vertices."""

    question: AnyQuestion
    page: int
    loop: int | None
    relevant: Expression | None
    constraint: Expression | None
    formula: Expression | None
    filter: Expression | None
    rows: tuple[tuple[str, Expression], ...]  # those with a condition of their own
    required_if: Expression | None
    default: Expression | None

    @property
    def decisive(self) -> tuple[Expression, ...]:
        """What decides whether it is asked, what it offers, and what it is worth."""
        return (*_present(self.relevant, self.formula, self.filter), *(relevant for _, relevant in self.rows))

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """Every one."""
        return (*self.decisive, *_present(self.constraint, self.required_if, self.default))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page, the vertex of its loop, and the questions from `first` to before `last`."""

    page: Page
    loop: int | None
    relevant: Expression | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ParsedLoop:
    """A loop and its formulas: its count, or the answer that it goes over; None when it could not be read."""

    loop: Loop
    relevant: Expression | None
    count: Expression | None
    over: Expression | None


@dataclass(frozen=True, slots=True)
class Outline:
    """All the parts of a definition, with the numbers of their vertices."""

    questions: tuple[ParsedQuestion, ...]
    pages: tuple[ParsedPage, ...]
    loops: tuple[ParsedLoop, ...]
    screens: tuple[Expression | None, ...]

    @property
    def first_page(self) -> int:
        return len(self.questions)

    @property
    def first_loop(self) -> int:
        return self.first_page + len(self.pages)

    @property
    def population(self) -> int:
        return self.first_loop + len(self.loops)

    def gates(self) -> tuple[int | None, ...]:
        """For each vertex, the one that says whether it counts; None: it always does.

        Pages of loops always have one: there may be fewer passages.
        """
        pages = [
            vertex if one.relevant is not None or one.loop is not None else None
            for vertex, one in enumerate(self.pages, start=self.first_page)
        ]
        questions = [
            vertex if one.decisive else pages[one.page - self.first_page] for vertex, one in enumerate(self.questions)
        ]
        return (*questions, *pages, *range(self.first_loop, self.population + 1))

    def sources(self) -> tuple[Source, ...]:
        """What every vertex reads."""
        return (
            *(Source(one.question.name, one.loop, one.decisive, one.page) for one in self.questions),
            *(Source(one.page.name, one.loop, _present(one.relevant), one.loop) for one in self.pages),
            *(Source(one.loop.name, None, _present(one.relevant, one.count, one.over)) for one in self.loops),
            Source(POPULATION, None, _present(*self.screens)),
        )

    def names(self, definition: Definition) -> dict[str, int]:
        """The vertex that a formula reads under each name: fields, parts, loops and the reserved names."""
        lists = definition.choice_lists
        numbers = {one.question.name: place for place, one in enumerate(self.questions)}
        parts = {name: numbers[question.name] for name, (question, _) in definition.part_named.items()}
        loops = {one.loop.name: self.first_loop + place for place, one in enumerate(self.loops)}
        fields = {field: place for place, one in enumerate(self.questions) for field in one.question.fields(lists)}
        return {**parts, **loops, **fields, POPULATION: self.population, SIDE: self.population}


def outline_of(definition: Definition, parser: Parser) -> Outline:
    """Number and parse everything; what cannot be parsed is in the parser's flaws."""
    pages = tuple(definition.flat_pages())
    first_page = sum(len(page.questions) for page in pages)
    first_loop = first_page + len(pages)
    loop_of = {page.name: first_loop + place for place, loop in enumerate(_loops(definition)) for page in loop.pages}
    questions: list[ParsedQuestion] = []
    parsed_pages: list[ParsedPage] = []
    for place, page in enumerate(pages):
        loop = loop_of.get(page.name)
        first = len(questions)
        questions += [_question(question, first_page + place, loop, parser) for question in page.questions]
        relevant = parser.parse(page.relevant, page.name)
        parsed_pages.append(ParsedPage(page, loop, relevant, first, len(questions)))
    return Outline(
        questions=tuple(questions),
        pages=tuple(parsed_pages),
        loops=tuple(
            ParsedLoop(
                loop=loop,
                relevant=parser.parse(loop.relevant, loop.name),
                count=parser.parse(loop.count, loop.name),
                over=parser.parse(_answer_of(loop.over), loop.name),
            )
            for loop in _loops(definition)
        ),
        screens=tuple(parser.parse(one.screen, one.name) for one in definition.populations),
    )


def _loops(definition: Definition) -> Iterator[Loop]:
    return (item for item in definition.pages if isinstance(item, Loop))


def _question(question: AnyQuestion, page: int, loop: int | None, parser: Parser) -> ParsedQuestion:
    return ParsedQuestion(
        question=question,
        page=page,
        loop=loop,
        relevant=parser.parse(question.relevant, question.name),
        constraint=parser.parse(question.constraint, question.name),
        formula=parser.parse(question.formula, question.name) if isinstance(question, Calculated) else None,
        filter=parser.parse(question.choice_filter, question.name) if isinstance(question, Listed) else None,
        rows=tuple(_rows(question, parser)) if isinstance(question, Battery) else (),
        required_if=parser.parse(question.required_if, question.name),
        default=parser.parse(question.default_formula, question.name),
    )


def _rows(question: Battery, parser: Parser) -> Iterator[tuple[str, Expression]]:
    for row in question.rows:
        relevant = parser.parse(row.relevant, f"{question.name}/{row.name}")
        if relevant is not None:
            yield row.name, relevant


def _answer_of(name: str) -> Formula | None:
    return Formula(text=f"${{{name}}}") if name else None


def _present(*formulas: Expression | None) -> tuple[Expression, ...]:
    return tuple(formula for formula in formulas if formula is not None)
