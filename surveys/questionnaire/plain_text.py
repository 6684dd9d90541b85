"""A questionnaire as text alone, to read, to send and to compare: what is asked, how, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen
from surveys.questionnaire.phrases import in_words, phrase
from surveys.questionnaire.text import Text, Wording, in_language
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Beside
from surveys.questionnaire.types.items import Cell, Item

_INDENT = "   "
_FILL_IN = "____________________"
#: Labels up to this length stand side by side.
_SHORT = 3

_NAMED: Text = {"en": "{label}: {blank}", "fr": "{label} : {blank}"}
_OPTIONAL: Text = {"en": "(optional)", "fr": "(facultatif)"}
_NOT_SHOWN: Text = {"en": "Not shown to respondents.", "fr": "N’est pas montré aux répondants."}
_ROTATES: Text = {"en": "In random order.", "fr": "Dans un ordre aléatoire."}
_PAGE_ROTATES: Text = {"en": "Questions in random order.", "fr": "Questions dans un ordre aléatoire."}
_LOOP_ROTATES: Text = {"en": "Repetitions in random order.", "fr": "Répétitions dans un ordre aléatoire."}
_SHUFFLED: Text = {
    "en": "Changes places at random with its neighbours of the group: {name}",
    "fr": "Change de place au hasard avec ses voisines du groupe : {name}",
}
_OVER: Text = {"en": "Repeated for each answer to: {name}", "fr": "Répété pour chaque réponse à : {name}"}
#: What the formulas of questions, rows, pages and loops are for, by the name of their field.
_FORMULAS: dict[str, Text] = {
    "relevant": {"en": "Asked if: {formula}", "fr": "Posé si : {formula}"},
    "required_if": {"en": "Required if: {formula}", "fr": "Obligatoire si : {formula}"},
    "constraint": {"en": "Accepted if: {formula}", "fr": "Accepté si : {formula}"},
    "choice_filter": {"en": "Choices offered if: {formula}", "fr": "Choix proposés si : {formula}"},
    "default_formula": {"en": "Filled in with: {formula}", "fr": "Rempli par : {formula}"},
    "formula": {"en": "Calculated: {formula}", "fr": "Calculé : {formula}"},
    "count": {"en": "Repeated so many times: {formula}", "fr": "Répété autant de fois que : {formula}"},
}


def plain_question(question: AnyQuestion, definition: Definition, language: str, audience: tuple[str, ...] = ()) -> str:
    """One question, not numbered, in the wordings of an audience: `(population, side)`."""
    return "\n".join(_Writer(definition, language, audience).question(question))


def plain_text(definition: Definition, language: str, population: str | None = None) -> str:
    """The whole questionnaire, its questions numbered, in the wordings of a population."""
    writer = _Writer(definition, language, definition.audience(population) if population else ())
    return "\n".join(writer.whole()) + "\n"


@dataclass
class _Writer:
    """Writes lines in one language, for one audience; `number` is that of the last question."""

    definition: Definition
    language: str
    audience: tuple[str, ...]
    number: int = 0

    def whole(self) -> Iterator[str]:
        fallback = self.definition.default_language
        yield from _underlined(in_language(self.definition.title, self.language, fallback), "=")
        welcome = in_language(self.definition.welcome, self.language, fallback)
        if welcome:
            yield from ("", welcome)
        for item in self.definition.pages:
            if isinstance(item, Loop):
                yield from ("", *_underlined(self._read(item.title) or item.name, "-"), *self._loop(item))
            for page in item.pages if isinstance(item, Loop) else (item,):
                yield from self._page(page)

    def question(self, question: AnyQuestion, number: int | None = None) -> Iterator[str]:
        """The label, then everything under it, set in."""
        first = "" if number is None else f"{number}. "
        is_optional = question.asks and not question.mandatory
        last = f"[{question.name}]" + (f" {self._phrase(_OPTIONAL)}" if is_optional else "")
        yield " ".join(filter(None, (f"{first}{self._read(question.label)}", last)))
        for line in (*self._about(question), *self._answers(question)):
            yield indent(line, _INDENT)

    def _page(self, page: Page) -> Iterator[str]:
        yield from ("", *_underlined(self._read(page.title) or page.name, "-"))
        yield from self._formulas(page)
        yield from self._order(page, _PAGE_ROTATES)
        yield from filter(None, (self._read(page.text),))
        for question in page.questions:
            self.number += question.asks
            yield from ("", *self.question(question, self.number if question.asks else None))

    def _loop(self, loop: Loop) -> Iterator[str]:
        if loop.over:
            yield phrase(_OVER, {"name": loop.over}, self.language)
        yield from self._formulas(loop)
        yield from self._order(loop, _LOOP_ROTATES)

    def _order(self, of: Page | Loop, rotates: Text) -> Iterator[str]:
        """What chance puts in order: what it holds, and itself among others."""
        if of.rotate:
            yield self._phrase(rotates)
        if of.shuffle:
            yield phrase(_SHUFFLED, {"name": of.shuffle}, self.language)

    def _about(self, question: AnyQuestion) -> Iterator[str]:
        """When it is asked, and how it is to be answered."""
        if not question.visible:
            yield self._phrase(_NOT_SHOWN)
        yield from self._formulas(question)
        hint = self._read(question.hint)
        guides = question.guides(self.definition.choice_lists)
        yield from filter(None, (hint,))
        yield from (guide.read(self.language) for guide in guides if guide.always or not hint)
        if _facts(question).get("rotate"):
            yield self._phrase(_ROTATES)
        ends = ((in_words(value, self.language), self._read(means)) for value, means in question.ends())
        yield from (f"{value} = {means}" for value, means in ends if means)

    def _answers(self, question: AnyQuestion) -> Iterator[str]:
        """What there is to tick or to fill in."""
        lists = self.definition.choice_lists
        items, offered = question.items(lists), question.offered(lists)
        if question.held == "order":
            yield from (f"___ {self._read(item.label)}" for item in items)
            instead = (choice for choice in (offered.choices if offered else ()) if choice.alone)
            yield from (f"[ ] {self._read(choice.label)}" for choice in instead)
        elif items:
            for item in items:
                yield from self._item(question, item)
        elif offered:
            beside = question.beside(lists)
            yield from self._choices(offered, several=question.held == "codes", beside=beside)
            yield from (self._named(self._read(one.label), _FILL_IN) for one in beside if not one.code)
        elif question.asks:
            yield self._blank(question)

    def _item(self, question: AnyQuestion, item: Item) -> Iterator[str]:
        """One row. Its condition stands after its label."""
        label = self._read(item.label)
        asked_if = item.relevant and phrase(_FORMULAS["relevant"], {"formula": item.relevant.text}, self.language)
        when = f"({asked_if})" if asked_if else ""
        only = item.cells[0] if len(item.cells) == 1 else None
        if item.opposite and only and only.choices:
            first, *others = self._choices(only.choices)
            yield " ".join(filter(None, (f"{label}   {first}   {self._read(item.opposite)}", when)))
            yield from (indent(line, _INDENT) for line in others)
        elif only and not only.choices:
            yield " ".join(filter(None, (self._named(label, self._blank(question)), when)))
        else:
            yield " ".join(filter(None, (label, when)))
            for cell in item.cells:
                yield from (indent(line, _INDENT) for line in self._cell(question, cell))

    def _cell(self, question: AnyQuestion, cell: Cell) -> Iterator[str]:
        label = self._read(cell.label)
        if cell.choices is None:
            yield self._named(label, self._blank(question))
            return
        if label:
            yield self._named(label, "").rstrip()
        marks = self._choices(cell.choices, several=question.held == "codes")
        yield from (indent(line, _INDENT if label else "") for line in marks)

    def _choices(self, offered: ChoiceList, *, several: bool = False, beside: Sequence[Beside] = ()) -> Iterator[str]:
        """A line for each choice; short ones together, those that say nothing on the subject after them."""
        mark = "[ ]" if several else "( )"
        told = [(choice, f"{mark} {self._choice(choice, beside)}") for choice in offered.choices]
        marks = [line for choice, line in told if not choice.missing]
        if all(len(line) <= _SHORT + len(mark) + 1 for line in marks):
            yield "   ".join(marks)
            yield from (line for choice, line in told if choice.missing)
        else:
            yield from (line for _, line in told)

    def _choice(self, choice: Choice, beside: Sequence[Beside]) -> str:
        label = self._read(choice.label) or choice.code
        return self._named(label, _FILL_IN) if any(one.code == choice.code for one in beside) else label

    def _named(self, label: str, blank: str) -> str:
        return phrase(_NAMED, {"label": label, "blank": blank}, self.language)

    def _blank(self, question: AnyQuestion) -> str:
        unit = _facts(question).get("unit")
        told = self._read(unit) if isinstance(unit, Wording) else ""
        return " ".join(filter(None, (self._phrase(question.blank), told)))

    def _formulas(self, of: Frozen) -> Iterator[str]:
        """The conditions of a thing, as they are written."""
        facts = _facts(of)
        for name, text in _FORMULAS.items():
            formula = facts.get(name)
            if isinstance(formula, Formula):
                yield phrase(text, {"formula": formula.text}, self.language)

    def _read(self, wording: Wording) -> str:
        return wording.read(self.language, audience=self.audience, fallback=self.definition.default_language)

    def _phrase(self, texts: Text) -> str:
        return phrase(texts, {}, self.language)


def _underlined(text: str, line: str) -> Sequence[str]:
    return text, line * max(3, len(text))


def _facts(of: Frozen) -> dict[str, object]:
    """The attributes of a thing by name: those of its type too."""
    return {name: value for name, value in of}  # noqa: C416 - some have a method `keys`, which `dict` would take
