"""What every question type has: the same few methods, and nothing that another type needs to know."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Literal

from pydantic import SerializerFunctionWrapHandler, model_serializer

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.items import Item
from surveys.questionnaire.types.told import told
from surveys.questionnaire.types.written import written
from surveys.questionnaire.variables import Variable

#: Choice lists by name, as the definition holds them.
Lists = Mapping[str, ChoiceList]

#: What one question's answers become in a data file: a number or a bit mask for closed
#: variables, a float for numbers, a text. Without a key: never asked. None: left blank.
Encoded = Mapping[str, int | float | str | None]

#: A value of a scale, and what it means.
End = tuple[float, Wording]

Required = Literal["required", "soft", "optional"]

#: What the answer of a field is: a code, several, all in order, a number, words; nothing for notes.
Held = Literal["code", "codes", "order", "number", "text", "nothing"]


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that is asked beside an answer: under `field`, with the choice `code` or ("") with the whole answer.

    `specifies`: without it, the choice says nothing.
    """

    field: str
    label: Wording
    code: str = ""
    specifies: bool = False

    def counts(self, chosen: Collection[str]) -> bool:
        """Whether it is asked when these codes are chosen."""
        return not self.code or self.code in chosen


class Question(Frozen):
    """A question of any type. Subclasses fix `type` and implement the abstract methods below.

    Whatever differs from one type to another is asked of the class, here: nothing else tells types
    apart. Field names in `parse`, `validate_answers` and `encode` carry no loop suffix: whoever runs a
    loop strips it before and adds it after.
    """

    #: False: the respondent answers nothing (notes, calculations, hidden values).
    asks: ClassVar[bool] = True
    #: False: it never stands on a page.
    visible: ClassVar[bool] = True
    #: True: a code of its list is given by whoever keeps the interviews, when its page is reached.
    assigned: ClassVar[bool] = False
    #: False: no control of the page bears the name of its field, so a script cannot read it.
    readable: ClassVar[bool] = True
    #: True: its page is posted with files.
    sends_files: ClassVar[bool] = False
    #: What the answers of its `keys` are.
    held: ClassVar[Held] = "text"
    #: The messages of the problems that no other type has, by code, in English and French.
    messages: ClassVar[Mapping[str, Text]] = {}

    type: str
    name: Name
    label: Wording = Wording()
    hint: Wording = Wording()
    required: Required = "optional"
    required_if: Formula | None = None  # required where it holds, whatever `required` says
    required_message: Wording = Wording()
    relevant: Formula | None = None
    constraint: Formula | None = None
    constraint_message: Wording = Wording()
    default: str = ""
    default_formula: Formula | None = None  # evaluated when the question is first shown
    sensitive: bool = False
    anchored: bool = False  # keeps its place when the questions of its page rotate

    @property
    def mandatory(self) -> bool:
        """Whether the interview cannot go on without an answer."""
        return self.required == "required"

    @property
    def grouped(self) -> bool:
        """Whether it is several controls under one legend."""
        return False

    @property
    def blank(self) -> Text:
        """What there is to write on, on paper, where there are no choices."""
        return {"en": "____________________"}

    @abstractmethod
    def fields(self, lists: Lists) -> tuple[str, ...]:
        """The keys of this question in the answers, the main one first."""

    @abstractmethod
    def parse(self, raw: Raw, lists: Lists) -> Answers:
        """Posted values to answers: every field has a key; blank is None.

        What cannot be read (letters for a number) is kept as the text that was typed, for
        `validate_answers` to refuse: parsing never raises and never loses what was typed.
        """

    @abstractmethod
    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        """What is wrong with answers, of whatever type; constraints are the engine's."""

    @abstractmethod
    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        """The columns that the answers become."""

    @abstractmethod
    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        """Valid answers to the values of `variables`. A field without a key was never asked."""

    @abstractmethod
    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        """A valid answer at random to every field; `refused` of them did not meet its constraint."""

    def posted(self, answers: Answers, lists: Lists) -> Raw:
        """What a browser posts for these answers: the reverse of `parse`."""
        given = {field: written(answers.get(field)) for field in self.fields(lists)} if self.asks else {}
        return {field: texts for field, texts in given.items() if texts}

    def prefilled(self, default: Value) -> Value:
        """A default, as it was written or computed, as the answer to show."""
        return default

    def keys(self) -> tuple[str, ...]:
        """The fields that an answer cannot do without; "other, specify" is not one of them."""
        return (self.name,) if self.asks else ()

    def holds(self, field: str) -> Held:
        """What the answer of one of its fields is; words for "other, specify"."""
        return self.held if field in self.keys() else "text"

    def beside(self, lists: Lists) -> tuple[Beside, ...]:
        """The texts that are asked beside its answers."""
        return ()

    def label_of(self, field: str) -> Wording:
        """The label that a respondent reads at one of its fields."""
        return self.label

    def told(self, value: Value, language: str) -> str:
        """The answer of a field inside a text, where it has no choice whose label would tell it."""
        return told(value, language)

    def nearest(self, number: float) -> float:
        """The number nearest to this one that a field takes, where fields hold numbers."""
        return number

    def items(self, lists: Lists) -> tuple[Item, ...]:
        """What is asked one by one under its label: rows, things to rank."""
        return ()

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        """How to answer it."""
        return ()

    def ends(self) -> tuple[End, ...]:
        """The first and the last value of a scale that say what they mean."""
        return ()

    def offered(self, lists: Lists) -> ChoiceList | None:
        """The choices that its answers are taken from, for closed questions.

        Raises KeyError with the name of a list that does not exist.
        """
        return None

    def offered_at(self, field: str, lists: Lists) -> ChoiceList | None:
        """The choices that the answer of one of its fields is taken from; none for "other, specify"."""
        return self.offered(lists) if field in self.keys() else None

    @model_serializer(mode="wrap")
    def _with_type(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`type` is written even when defaults are left out: readers choose the class by it."""
        return {"type": self.type, **write(self)}
