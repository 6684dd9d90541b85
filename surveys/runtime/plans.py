"""A definition made ready to run: formulas parsed, dependencies known. Immutable, shared by threads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page, Population
from surveys.questionnaire.expressions import Expression
from surveys.questionnaire.types import AnyQuestion


@dataclass(frozen=True, slots=True, eq=False)
class LoopPlan:
    """A loop; `vertex` gives how many passages there are."""

    vertex: int
    loop: Loop
    relevant: Expression | None
    count: Expression
    pages: tuple["PagePlan", ...] = ()


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
    #: The condition for the browser, when answers of the same page decide it.
    live: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class PagePlan:
    """A page, inside a loop or not."""

    page: Page
    loop: int | None
    gate: int | None
    relevant: Expression | None
    visible: tuple[QuestionPlan, ...]
    asked: tuple[QuestionPlan, ...]
    fields: frozenset[str]
    #: Whenever the page itself is relevant, something on it is asked; something is shown.
    always_asks: bool
    never_empty: bool


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
    """

    plan: QuestionPlan | PagePlan | LoopPlan | None
    loop: int | None
    requires: tuple[tuple[int, bool], ...]
    loops: bool  # whether a vertex that it requires stands in a loop


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What `compile_definition` makes."""

    definition: Definition
    lists: Mapping[str, ChoiceList]
    steps: tuple[PagePlan | LoopPlan, ...]
    questions: tuple[QuestionPlan, ...]
    fields: Mapping[str, QuestionPlan]
    loops: Mapping[str, int]  # vertex by name
    vertices: tuple[Vertex, ...]
    population_vertex: int
    populations: tuple[PopulationPlan, ...]
    cells: Mapping[str, tuple[CellPlan, ...]]
    consents: tuple[QuestionPlan, ...]
    #: Questions that populations and quota cells depend on, by index.
    screening: frozenset[int] = field(default=frozenset())
