"""Questions as the templates show them: texts in one language for one population, as HTML."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from respondents.pages import markup
from respondents.pages.pieces import Marks, without_marks
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Consent,
    Matrix,
    Multiple,
    Note,
    Number,
    Ranking,
    Single,
)
from surveys.questionnaire.types.other import other_field
from surveys.questionnaire.types.ranking import rank_control

_REFERENCE = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]{0,63})\s*\}")

#: Labels up to this length fit side by side on a phone.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on offer. `alone`: it goes with no other; `aside`: it says nothing on the subject."""

    code: str
    label: SafeString
    alone: bool
    aside: bool
    other: bool
    control: str = ""  # of its own, for a ranking


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a battery; `control` is the name that it is posted under."""

    name: str
    control: str
    label: SafeString


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with all that its template needs."""

    question: AnyQuestion
    template: str
    grouped: bool  # several controls under one legend
    optional: bool
    label: SafeString
    hint: SafeString
    guide: str  # how to answer, where the questionnaire gives no hint of its own
    unit: SafeString
    options: tuple[Option, ...]
    items: tuple[Item, ...]
    other: str  # the control beside "other", by its two names
    other_control: str
    short: bool
    ranks: tuple[int, ...]

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def hinted(self) -> str:
        """What the slot `described` is told."""
        return "hint" if self.hint else ""


class Presenter:
    """Reads a definition's texts for one population in one language; answers inside them are slots."""

    def __init__(self, definition: Definition, population: str, language: str, marks: Marks) -> None:
        self.definition = definition
        self.language = language
        self.marks = marks
        self.suffix = marks.slot("suffix")
        self._audience = definition.audience(population)

    def text(self, wording: Wording) -> str:
        """A wording as it was written, its answers as slots."""
        fallback = self.definition.default_language
        written = without_marks(wording.read(self.language, audience=self._audience, fallback=fallback))
        return _REFERENCE.sub(lambda reference: self.marks.slot("pipe", reference[1]), written)

    def inline(self, wording: Wording) -> SafeString:
        """A wording as a label."""
        return markup.inline(self.text(wording), self.language)

    def titled(self, text: Text) -> SafeString:
        """A text that is the same for everyone."""
        return self.inline(Wording(text=text))

    def control(self, field: str) -> str:
        """The name that a field is posted under."""
        return field + self.suffix

    def shown(self, question: AnyQuestion) -> Shown:
        """A question, ready for its template."""
        options = self._options(question)
        ranks = self._ranks(question)
        note = isinstance(question, Note)
        return Shown(
            question=question,
            template=f"miroir/{question.type}.html",
            grouped=isinstance(question, Consent | Matrix | Multiple | Ranking)
            or (isinstance(question, Single) and question.type != "dropdown"),
            optional=not note and not question.mandatory,
            label=markup.block(self.text(question.label), self.language) if note else self.inline(question.label),
            hint=self.inline(question.hint),
            guide="" if question.hint else _guide(question, len(ranks)),
            unit=self.inline(question.unit) if isinstance(question, Number) else SafeString(),
            options=options,
            items=self._items(question),
            other=other_field(question.name),
            other_control=self.control(other_field(question.name)),
            short=all(len(option.label) <= _SHORT for option in options if not option.aside),
            ranks=ranks,
        )

    def _options(self, question: AnyQuestion) -> tuple[Option, ...]:
        offered = question.offered(self.definition.choice_lists)
        return tuple(self._option(choice, question) for choice in offered.choices) if offered else ()

    def _option(self, choice: Choice, question: AnyQuestion) -> Option:
        return Option(
            code=choice.code,
            label=self.inline(choice.label),
            alone=choice.alone,
            aside=bool(choice.missing),
            other=choice.other and other_field(question.name) in question.fields(self.definition.choice_lists),
            control=self.control(rank_control(question.name, choice.code)) if isinstance(question, Ranking) else "",
        )

    def _items(self, question: AnyQuestion) -> tuple[Item, ...]:
        if not isinstance(question, Matrix):
            return ()
        return tuple(Item(row.name, self.control(row.name), self.inline(row.label)) for row in question.rows)

    def _ranks(self, question: AnyQuestion) -> tuple[int, ...]:
        if not isinstance(question, Ranking):
            return ()
        return tuple(range(1, question.places(self.definition.choice_lists) + 1))


def _guide(question: AnyQuestion, places: int) -> str:
    if isinstance(question, Ranking):
        return gettext("Give each rank from 1 to %(places)s once: 1 is the first.") % {"places": places}
    if not isinstance(question, Multiple):
        return ""
    if question.most is None:
        return gettext("Several answers are possible.")
    return ngettext("%(most)s answer at most.", "%(most)s answers at most.", question.most) % {"most": question.most}
