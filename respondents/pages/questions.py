"""Questions as the templates show them: texts in one language for one population, as HTML.

Nothing here tells types apart: what differs from one to another, its class says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from respondents.pages import markup
from respondents.pages.pieces import Marks, without_marks
from respondents.pages.tongues import marked
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.phrases import in_words
from surveys.questionnaire.text import Text, Wording, language_of
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Beside, Lists
from surveys.questionnaire.types.items import Cell, Item
from surveys.questionnaire.types.listed import Listed

_REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}")

#: Labels up to this length fit side by side on a phone.
_SHORT = 3

NO_PICTURES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """A text that is asked beside an answer; `specifies`: "other, please specify"."""

    name: str
    control: str
    label: SafeString
    specifies: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on offer. `alone`: it goes with no other; `aside`: it says nothing on the subject."""

    code: str
    label: SafeString
    alone: bool
    aside: bool
    beside: tuple[Words, ...]
    picture: str  # the address of its image


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A control of a row: the field it answers, the name that it is posted under."""

    name: str
    control: str
    label: SafeString
    options: tuple[Option, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A row of a battery, or a thing to rank; `opposite` is the other end of a pair."""

    name: str
    label: SafeString
    opposite: SafeString
    cells: tuple[ShownCell, ...]

    @property
    def control(self) -> str:
        return self.cells[0].control


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with all that its template needs."""

    question: AnyQuestion
    template: str
    optional: bool
    label: SafeString
    hint: SafeString
    guide: str  # how to answer
    ends: tuple[tuple[str, SafeString], ...]  # of a scale: each value, what it means
    words: Mapping[str, SafeString]  # the type's own texts, by name: `unit`, for one
    options: tuple[Option, ...]
    items: tuple[ShownItem, ...]
    beside: tuple[Words, ...]  # comments on the whole answer
    short: bool

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def described(self) -> str:
        """What the slot `described` is told: the ends of the ids of what describes the question."""
        parts = {"hint": self.hint, "guide": self.guide, "ends": self.ends}
        return " ".join(name for name, told in parts.items() if told)


class Presenter:
    """Reads a definition's texts for one population in one language; answers inside them are slots.

    `pictures` are the addresses of the definition's images, by name.
    """

    def __init__(
        self,
        definition: Definition,
        population: str,
        language: str,
        marks: Marks,
        pictures: Mapping[str, str] = NO_PICTURES,
    ) -> None:
        self.definition = definition
        self.language = language
        self.marks = marks
        self.suffix = marks.slot("suffix")
        self._audience = definition.audience(population)
        self._pictures = pictures

    def text(self, wording: Wording) -> str:
        """A wording as it was written, its answers as slots."""
        fallback = self.definition.default_language
        written = without_marks(wording.read(self.language, audience=self._audience, fallback=fallback))
        return _REFERENCE.sub(lambda reference: self.marks.slot("pipe", reference[1]), written)

    def inline(self, wording: Wording) -> SafeString:
        """A wording as a label."""
        language = self._language_of(wording)
        return marked(markup.inline(self.text(wording), language or self.language), language, self.language)

    def block(self, wording: Wording) -> SafeString:
        """A wording as paragraphs; empty when there is none."""
        written, language = self.text(wording), self._language_of(wording)
        return (
            marked(markup.block(written, language), language, self.language, element="div") if written else SafeString()
        )

    def _language_of(self, wording: Wording) -> str:
        """The language that a wording is read in."""
        return language_of(wording.heard_by(self._audience), self.language, self.definition.default_language)

    def titled(self, text: Text) -> SafeString:
        """A text that is the same for everyone."""
        return self.inline(Wording(text=text))

    def control(self, field: str) -> str:
        """The name that a field is posted under."""
        return field + self.suffix

    def shown(self, question: AnyQuestion) -> Shown:
        """A question, ready for its template."""
        lists = self.definition.choice_lists
        beside = question.beside(lists)
        options = self._options(question.offered(lists), beside)
        return Shown(
            question=question,
            template=f"miroir/{question.type}.html",
            optional=_is_optional(question),
            label=self.inline(question.label) if question.asks else self.block(question.label),
            hint=self.inline(question.hint),
            guide=self._guide(question),
            ends=tuple(
                (in_words(value, self.language), self.inline(means)) for value, means in question.ends() if means
            ),
            words={name: self.inline(value) for name, value in question if isinstance(value, Wording)},
            options=options,
            items=tuple(self._item(item) for item in question.items(lists)),
            beside=self._words(beside, ""),
            short=_are_short(options),
        )

    def _guide(self, question: AnyQuestion) -> str:
        """How to answer it; a slot where that depends on the choices that are offered."""
        told = guide_of(question, self.definition.choice_lists, self.language)
        filtered = isinstance(question, Listed) and question.choice_filter
        return self.marks.slot("guide", question.name) if told and filtered else told

    def _words(self, beside: Sequence[Beside], code: str) -> tuple[Words, ...]:
        """What is asked beside a choice; "": beside the whole answer."""
        return tuple(
            Words(one.field, self.control(one.field), self.inline(one.label), one.specifies)
            for one in beside
            if one.code == code
        )

    def _options(self, offered: ChoiceList | None, beside: Sequence[Beside] = ()) -> tuple[Option, ...]:
        return tuple(self._option(choice, beside) for choice in offered.choices) if offered else ()

    def _option(self, choice: Choice, beside: Sequence[Beside]) -> Option:
        return Option(
            code=choice.code,
            label=self.inline(choice.label),
            alone=choice.alone,
            aside=bool(choice.missing),
            beside=self._words(beside, choice.code),
            picture=self._pictures.get(choice.image, ""),
        )

    def _item(self, item: Item) -> ShownItem:
        return ShownItem(
            name=item.name,
            label=self.inline(item.label),
            opposite=self.inline(item.opposite),
            cells=tuple(self._cell(cell) for cell in item.cells),
        )

    def _cell(self, cell: Cell) -> ShownCell:
        options = self._options(cell.choices)
        return ShownCell(
            name=cell.control,
            control=self.control(cell.control),
            label=self.inline(cell.label),
            options=options,
            short=_are_short(options),
        )


def guide_of(question: AnyQuestion, lists: Lists, language: str) -> str:
    """How to answer a question: what is always said, and where there is no hint of its own, all of it."""
    told = [guide.read(language) for guide in question.guides(lists) if guide.always or not question.hint]
    return markup.typeset(" ".join(told), language)


def _are_short(options: tuple[Option, ...]) -> bool:
    return all(len(strip_tags(option.label)) <= _SHORT for option in options if not option.aside)


def _is_optional(question: AnyQuestion) -> bool:
    """Whether to say so: not of what is asked for once, or may be required by an answer."""
    return question.asks and not question.mandatory and question.required == "optional" and not question.required_if
