"""The definition: everything that a wave needs, in one immutable document."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Base64Bytes, Discriminator, Field, StringConstraints, Tag, model_validator

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen, Language, Name
from surveys.questionnaire.text import NO_TEXT, Text, Wording
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.part import Part


class Page(Frozen):
    """A topic: what a respondent sees at once. Pages with one `shuffle` name, side by side, change places."""

    name: Name
    title: Wording = Wording()
    text: Wording = Wording()  # to read under the title
    relevant: Formula | None = None
    questions: tuple[AnyQuestion, ...]
    rotate: bool = False  # its questions, those that are anchored apart
    shuffle: str = Field(default="", max_length=64)


class Loop(Frozen):
    """Pages asked once per passage: `count` times, or once for each choice ticked in `over`.

    `count` is evaluated before the first passage and bounded by `limit`. `over` is a question with
    choices, asked before and outside loops; a passage is then numbered by the place of its choice in
    the list, so that it keeps its answers whatever else is ticked, and the loop's name is the code.
    """

    name: Name
    title: Wording = Wording()
    relevant: Formula | None = None
    count: Formula | None = None
    over: str = ""
    limit: int = Field(default=20, ge=1, le=50)
    pages: tuple[Page, ...]
    rotate: bool = False  # its passages
    shuffle: str = Field(default="", max_length=64)

    @model_validator(mode="after")
    def _counts_or_goes_over(self) -> "Loop":
        if (self.count is None) == (not self.over):
            raise ValueError("a loop has a count, or a question that it goes over")
        return self


def _page_or_loop(value: Any) -> str:
    """Only a loop counts; told apart first, so that errors speak of what was meant."""
    loops = {"count", "over"} & value.keys() if isinstance(value, Mapping) else isinstance(value, Loop)
    return "loop" if loops else "page"


PageOrLoop = Annotated[
    Annotated[Page, Tag("page")] | Annotated[Loop, Tag("loop")],
    Discriminator(_page_or_loop),
]


class Side(Frozen):
    """One side of the mirror."""

    name: Name
    label: Text = NO_TEXT


class Population(Frozen):
    """A group sampled and reported apart. The first whose `screen` is true takes the respondent."""

    name: Name
    side: Name
    label: Text = NO_TEXT
    screen: Formula | None = None  # None: everyone
    universe: int | None = Field(default=None, ge=1)  # people in it; combines populations of a side


class QuotaCell(Frozen):
    """A count to reach and not to pass, for those of a population for whom `when` is true."""

    population: Name
    name: Name
    label: Text = NO_TEXT
    when: Formula | None = None
    target: int = Field(ge=0)
    limit: int = Field(ge=0)
    full: Literal["close", "redirect", "continue"] = "close"
    priority: int = 0


class Target(Frozen):
    """The share (0 to 1) of a population that has `value` for `variable` in the universe."""

    population: Name
    variable: str
    value: str
    share: float = Field(ge=0, le=1)


class Figure(Frozen):
    """A number to publish: the share of `net` in `question`, or its mean, on `base`, for each side asked.

    Without `base`, the base is everyone who was asked the question. `true()` makes it everyone.
    """

    name: Name
    label: Wording
    question: str
    net: tuple[str, ...] = ()
    base: Formula | None = None
    base_label: Wording = Wording()
    mirror: str = ""  # the figure that stands opposite on the other side
    format: Literal["percent", "mean"] = "percent"


class Endings(Frozen):
    """What the last page says, for each way of ending; empty: the product's own words."""

    complete: Text = NO_TEXT
    screened_out: Text = NO_TEXT
    quota_full: Text = NO_TEXT
    refused: Text = NO_TEXT


class Image(Frozen):
    """A picture of the questionnaire, inside it so that a version has all that it shows."""

    name: str = Field(min_length=1, max_length=128, pattern=r"^[^/\\\x00-\x1f]+$")
    media_type: Literal["image/png", "image/jpeg", "image/webp"]
    data: Base64Bytes = Field(max_length=400_000)


#: A stamp of the text that a translation was made from: see `surveys.questionnaire.translations`.
Stamp = Annotated[str, StringConstraints(pattern="^[0-9a-f]{12}$")]
NO_STAMPS: Mapping[Language, Mapping[str, Stamp]] = {}


class Definition(Frozen):
    """A questionnaire with its populations, quotas, targets and figures."""

    format: Literal["miroir/1"] = "miroir/1"
    name: Name
    title: Text
    languages: tuple[Language, ...] = Field(min_length=1)
    contact: Text = NO_TEXT
    welcome: Text = NO_TEXT
    minutes: int | None = Field(default=None, ge=1, le=120)
    endings: Endings = Endings()
    lists: tuple[ChoiceList, ...] = ()
    images: tuple[Image, ...] = ()
    pages: tuple[PageOrLoop, ...]
    sides: tuple[Side, ...] = Field(min_length=1)
    populations: tuple[Population, ...] = Field(min_length=1)
    quotas: tuple[QuotaCell, ...] = ()
    targets: tuple[Target, ...] = ()
    figures: tuple[Figure, ...] = ()
    #: By language, then by the place of a text: what it was translated from.
    translated: Mapping[Language, Mapping[str, Stamp]] = NO_STAMPS

    @property
    def default_language(self) -> str:
        return self.languages[0]

    @cached_property
    def choice_lists(self) -> Mapping[str, ChoiceList]:
        return {choices.name: choices for choices in self.lists}

    @cached_property
    def population_named(self) -> Mapping[str, Population]:
        return {population.name: population for population in self.populations}

    @cached_property
    def question_named(self) -> Mapping[str, AnyQuestion]:
        return {question.name: question for question in self.questions()}

    @cached_property
    def question_of_field(self) -> Mapping[str, AnyQuestion]:
        """Every answer key, without loop suffix, to the question that it belongs to."""
        lists = self.choice_lists
        return {field: question for question in self.questions() for field in question.fields(lists)}

    @cached_property
    def part_named(self) -> Mapping[str, tuple[AnyQuestion, Part]]:
        """Names for parts of answers (one box, one rank), where no field has that name."""
        fields, lists = self.question_of_field, self.choice_lists
        return {
            name: (question, part)
            for question in self.questions()
            if isinstance(question, Listed)
            for name, part in question.parts(lists).items()
            if name not in fields
        }

    def chosen_in(self, loop: Loop) -> ChoiceList | None:
        """The choices that a loop may go over; None when it counts, or goes over no choices."""
        question = self.question_of_field.get(loop.over)
        return question.offered_at(loop.over, self.choice_lists) if question else None

    def flat_pages(self) -> Iterator[Page]:
        """Every page in order, those of loops once."""
        for item in self.pages:
            yield from item.pages if isinstance(item, Loop) else (item,)

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question in order, those of loops once."""
        for page in self.flat_pages():
            yield from page.questions

    def audience(self, population: str) -> tuple[str, ...]:
        """The keys to try in a wording's variants: the population, then its side."""
        found = self.population_named.get(population)
        return (found.name, found.side) if found else ()
