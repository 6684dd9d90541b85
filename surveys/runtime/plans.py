"""A definition made ready to run: formulas parsed, dependencies known. Shared by threads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.questionnaire.answers import Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page, Population
from surveys.questionnaire.expressions import Expression
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.part import Part
from surveys.runtime.memory import Memory
from surveys.runtime.readers import Readers
from surveys.runtime.script import Script

#: Values are kept by vertex and passage, under vertex * PASSAGES + passage: no list has as many choices.
PASSAGES = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class LoopPlan:
    """A loop; `vertex` gives its passages: `count` of them, or one for each of `chosen` that was ticked."""

    vertex: int
    loop: Loop
    relevant: Expression | None
    count: Expression | None
    chosen: ChoiceList | None
    pages: tuple["PagePlan", ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RowPlan:
    """A row of a battery that is not always asked."""

    name: str
    fields: tuple[str, ...]
    relevant: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """Things that change places, each respondent's in an order of their own, for ever.

    `moves` says which do; `needs`, for each, the places of those that must come before it.
    """

    purpose: str  # what the order is drawn for, and recorded under
    names: tuple[str, ...]
    moves: tuple[bool, ...]
    needs: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class QuestionPlan:
    """A question. `gate` is the vertex that says whether it is relevant; None: always."""

    index: int
    question: AnyQuestion
    loop: int | None  # the vertex of its loop
    page_gate: int | None
    gate: int | None
    fields: tuple[str, ...]
    keys: tuple[str, ...]
    mandatory: bool
    relevant: Expression | None
    constraint: Expression | None
    #: The constraint speaks of earlier pages, whose answers may change after this one was given.
    rechecked: bool
    formula: Expression | None
    choices: ChoiceList | None
    #: The choices that the answer of each of its fields is taken from.
    choices_at: Mapping[str, ChoiceList]
    #: The choice that what is typed in a field goes with; "" where it goes with the whole answer.
    beside: Mapping[str, str]
    #: Which choices are offered, and which rows are asked: the others do not count.
    filter: Expression | None
    columns: Mapping[str, Mapping[str, str]]  # what the filter may read of each choice
    rows: tuple[RowPlan, ...]  # those with a condition of their own
    row_names: tuple[str, ...]
    steady: bool  # nothing decides about it or its answer: it is always asked, outside loops
    narrows: bool  # whether some choices or rows may be left out
    required_if: Expression | None
    default: Expression | None
    prefilled: Value  # what is shown without an answer where no formula says it
    #: Whether later answers may call for another one than was given here.
    revisited: bool
    #: The same question, required: where `required_if` holds, and for what is asked for once.
    strict: AnyQuestion
    #: The order of its choices, or of its rows, where they rotate.
    rotation: Rotation | None
    #: The condition for the browser, when answers of the same page decide it.
    live: Script | None
    #: The same for its choices, all of them or none, and for its rows.
    live_choices: Mapping[str, Script]
    live_rows: Mapping[str, Script]


@dataclass(frozen=True, slots=True, eq=False)
class PagePlan:
    """A page, inside a loop or not."""

    vertex: int
    page: Page
    loop: int | None
    gate: int | None
    relevant: Expression | None
    visible: tuple[QuestionPlan, ...]
    asked: tuple[QuestionPlan, ...]
    fields: frozenset[str]
    #: Of the questions that the page always asks: every key, and those that cannot be blank.
    keys: frozenset[str]
    mandatory_keys: tuple[str, ...]
    #: The questions whose code is given, once the page is reached.
    assigned: tuple[QuestionPlan, ...]
    #: The questions that other answers decide about.
    dependent: tuple[QuestionPlan, ...]
    #: Whenever the page itself is relevant, something on it is asked; something is shown.
    always_asks: bool
    never_empty: bool
    #: The order of its questions, by place in `visible`, where they rotate.
    rotation: Rotation | None
    #: Everything that may change what is to be done on it, as bits of `Readers`.
    reads: int


@dataclass(frozen=True, slots=True, eq=False)
class ShufflePlan:
    """Pages and loops that stand side by side and change places."""

    rotation: Rotation
    items: tuple[PagePlan | LoopPlan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PopulationPlan:
    """A population, and every question whose answer its screen may depend on."""

    population: Population
    screen: Expression | None
    behind: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CellPlan:
    """A quota cell, and every question whose answer `when` may depend on."""

    name: str
    when: Expression | None
    behind: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vertex:
    """One thing to evaluate: a question, page or loop, or (`plan` None) the population.

    `requires` are the vertices to evaluate before; with True, in every passage of their loop.
    Where none of them stands in a loop (`loops`), `keys` are what they are evaluated under.
    """

    plan: QuestionPlan | PagePlan | LoopPlan | None
    loop: int | None
    requires: tuple[tuple[int, bool], ...]
    loops: bool
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What `compile_definition` makes."""

    definition: Definition
    lists: Mapping[str, ChoiceList]
    steps: tuple[PagePlan | LoopPlan | ShufflePlan, ...]
    questions: tuple[QuestionPlan, ...]
    fields: Mapping[str, QuestionPlan]
    #: Names for parts of answers: the plan of their question, and which part.
    parts: Mapping[str, tuple[QuestionPlan, Part]]
    loops: Mapping[str, LoopPlan]
    pages: Mapping[str, PagePlan]
    #: The shuffle that a page, or the loop around it, takes part in, by the name of the page.
    shuffles: Mapping[str, ShufflePlan]
    vertices: tuple[Vertex, ...]
    population_vertex: int
    populations: tuple[PopulationPlan, ...]
    cells: Mapping[str, tuple[CellPlan, ...]]
    consents: tuple[QuestionPlan, ...]
    #: Questions that populations and quota cells depend on, by index.
    screening: frozenset[int]
    #: The vertices that formulas belong to, by the name of what they are written at.
    owners: Mapping[str, tuple[int, ...]]
    readers: Readers
    #: The states of the interviews that were evaluated last.
    recent: Memory[Any] = field(default_factory=Memory)

    def bits_of(self, owners: Iterable[str]) -> int:
        """What evaluates the formulas of these questions, pages, loops or populations, as bits of `Readers`."""
        vertices = [vertex for owner in owners for vertex in self.owners.get(owner, ())]
        return self.readers.bits(vertices)
