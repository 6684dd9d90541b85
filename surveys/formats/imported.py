"""What reading a file gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from surveys.formats.report import Place, Report
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated

#: The kinds of expression that a row of a questionnaire may carry.
LogicKind = Literal["relevant", "constraint", "calculate"]

#: The expressions of a file as its rows carry them, before groups lend theirs to what is in them.
Logic = Mapping[tuple[str, LogicKind], Formula]

#: Where what is no question was written, by kind ("quota") and name ("gp/women").
PlanPlaces = Mapping[tuple[str, str], Place]


@dataclass(frozen=True)
class Counts:
    """Pages, those without a question among them, and questions, as the product that a file is for counts them."""

    pages: int
    questions: int
    empty_pages: int = 0


@dataclass(frozen=True)
class Spoken:
    """What expressions may tell besides answers, as the origin's first language has it.

    `labels`: words of choices, by question and value; `wordings`: texts of questions, by name; `language`: what
    expressions call the language, in files where they may, which is the first one unless another is asked for.
    """

    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wordings: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True)
class Imported:
    """A definition, and the report of what changed on the way to it.

    `places`: where each question, row of a battery and page was written; `names`: every name that
    was written, with the one that it has in the definition. `as_written`, where it is not empty:
    what each question's logic means in the origin, by the names and with the values of the origin;
    `unanswered`: what that reads as nothing when it has no value. `foreign`: it was written for
    another product, so that the nearest thing may be published with the errors that the report tells.
    `plan`: where each list, population, quota, target and figure was written. `origin`: what the file
    counts by itself, where that need not be what the definition counts. `spoken`: what `as_written`
    may tell of questions besides their answers.
    """

    definition: Definition
    report: Report = field(default_factory=Report)
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    logic: Logic = field(default_factory=dict)
    as_written: Logic = field(default_factory=dict)
    unanswered: frozenset[str] = frozenset()
    foreign: bool = False
    plan: PlanPlaces = field(default_factory=dict)
    origin: Counts | None = None
    spoken: Spoken = field(default_factory=Spoken)


def logic_of(definition: Definition) -> Logic:
    """The expressions of a definition's questions, pages and loops."""
    logic: dict[tuple[str, LogicKind], Formula | None] = {}
    for item in definition.pages:
        logic[item.name, "relevant"] = item.relevant
        for page in item.pages if isinstance(item, Loop) else ():
            logic[page.name, "relevant"] = page.relevant
    for question in definition.questions():
        logic[question.name, "relevant"] = question.relevant
        logic[question.name, "constraint"] = question.constraint
        if isinstance(question, Calculated):
            logic[question.name, "calculate"] = question.formula
    return {key: formula for key, formula in logic.items() if formula is not None}


def names_of(definition: Definition) -> Mapping[str, str]:
    """Every name of a definition, which is written as it is."""
    names = [item.name for item in definition.pages] + [page.name for page in definition.flat_pages()]
    names += [name for question in definition.questions() for name in (question.name, *question.keys())]
    return {name: name for name in names}
