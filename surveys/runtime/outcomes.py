"""What the runtime answers with: the next step of an interview, and a page to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Page
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types import AnyQuestion, Battery
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.listed import Listed

#: What the quota ledger said when it was asked.
Decision = Literal["admit", "over", "full", "redirect"]

#: No entry, or one under `QUOTA`.
Decisions = Mapping[str, Decision]
QUOTA = "quota"


def row_key(question: AnyQuestion, row: str) -> str:
    """What a browser posts under `:q`, before the loop suffix, for a row that it brought up."""
    return f"{question.name}/{row}"


@dataclass(frozen=True, slots=True)
class QuestionInstance:
    """A question as it stands on a page.

    `shown` says whether it is asked with the answers as they are. A question that is not shown
    may become so by an answer on the same page; then `script` is the condition, as the JSON of
    `expressions.to_javascript` with everything that is not on this page replaced by its value.
    `codes` are the choices that it offers in this respondent's order, `rows` the rows of a battery
    that are asked; `listed` and `listed_rows` are these and those that an answer on the same page
    may bring up, and `choice_scripts` and `row_scripts` their conditions, by name. A `locked`
    question keeps its answer: a quota place was given for it. `default` is what to show in it as
    long as it has no answer; it is no answer until it is posted.
    """

    question: AnyQuestion
    suffix: str
    shown: bool
    codes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    script: str | None = None
    locked: bool = False
    default: Value = None
    listed: tuple[str, ...] = ()
    listed_rows: tuple[str, ...] = ()
    choice_scripts: Mapping[str, str] = field(default_factory=dict)
    row_scripts: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What a browser posts under `:q` for a question that it displayed."""
        return self.question.name + self.suffix

    @property
    def asked_fields(self) -> tuple[str, ...]:
        """The fields that it asks for, without suffix: those of rows that are asked."""
        question = self.question
        if not isinstance(question, Battery):
            return question.keys()
        return tuple(field for row in question.rows if row.name in self.rows for field in question.fields_of(row.name))

    def narrowed(self, lists: Lists) -> tuple[AnyQuestion, Lists]:
        """The question with the rows that are asked only, and the lists with the choices that it offers only."""
        question = self.question
        if isinstance(question, Battery) and len(self.rows) < len(question.rows):
            rows = tuple(row for row in question.rows if row.name in self.rows)
            question = question.model_copy(update={"rows": rows})
        if isinstance(question, Listed) and len(self.codes) < len(lists[question.list].choices):
            whole = lists[question.list]
            offered = tuple(choice for choice in whole.choices if choice.code in self.codes)
            lists = {**lists, question.list: ChoiceList.model_construct(name=whole.name, choices=offered)}
        return question, lists


@dataclass(frozen=True, slots=True)
class PageInstance:
    """A page as one respondent sees it: `part` of `parts`; `passage` counts from 1 in loops."""

    name: str
    page: Page
    passage: int | None
    questions: tuple[QuestionInstance, ...]
    part: int
    parts: int

    @property
    def editable(self) -> bool:
        """Whether it may be answered again: not once a quota place was given for its answers."""
        return not any(question.locked for question in self.questions)


@dataclass(frozen=True, slots=True)
class Show:
    """Show this page."""

    page: PageInstance


@dataclass(frozen=True, slots=True)
class AskQuota:
    """Ask the ledger for a place in every one of `cells`, and come back with its decision."""

    population: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskTask:
    """Ask for one of `codes`, store it as the answer to `field` (`vignette`, `vignette#2`), and come back."""

    field: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """The interview is complete; `over`: it counts apart, beyond the quota."""

    population: str
    over: bool


@dataclass(frozen=True, slots=True)
class ScreenOut:
    """The respondent is in no population."""


@dataclass(frozen=True, slots=True)
class QuotaFull:
    """There is no place left; `redirect`: the respondent goes back to whoever sent them."""

    population: str
    redirect: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """The respondent does not wish to take part."""


Outcome = Show | AskQuota | AskTask | Complete | ScreenOut | QuotaFull | Refused


@dataclass(frozen=True, slots=True)
class Received:
    """What a posted page comes to.

    `answers` are to be stored when there are no `problems`: the fields of this page only.
    `typed` is everything that was typed, to show again when there are. `prompted` are the keys of
    the questions that were asked for once: what is shown again posts them under `:soft`.
    """

    answers: Answers
    problems: tuple[Problem, ...]
    typed: Answers
    prompted: tuple[str, ...] = ()
