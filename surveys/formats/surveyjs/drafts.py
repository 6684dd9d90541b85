"""Questions on their way: made with the texts and expressions of the file, to be rewritten once all names are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.choices import Lists
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.names import Names
from surveys.formats.surveyjs.symbols import NO_CODES, LoopSymbols, Symbol, Symbols
from surveys.formats.surveyjs.texts import Texts
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion

NO_ROWS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Draft:
    """A question whose formulas are still in the file's words."""

    question: AnyQuestion
    place: Place
    loop: LoopSymbols | None = None
    relevant: tuple[str, ...] = ()
    key: str = ""  # what the answer is kept under in the file, for a question with one field
    required_if: str = ""
    constraint: tuple[str, ...] = ()
    pattern: str = ""  # a regular expression that the answer matches
    default: str = ""
    formula: str = ""  # of a calculation
    choice_filter: tuple[str, ...] = ()
    items: Mapping[str, str] = field(default_factory=lambda: NO_CODES)
    rows: Mapping[str, str] = field(default_factory=lambda: NO_ROWS)  # by row, its condition

    def also(self, *conditions: str) -> "Draft":
        """The draft, asked only where these hold too."""
        return replace(self, relevant=(*conditions, *self.relevant))


@dataclass
class Reading:
    """What every reader of a survey shares."""

    notes: Notes
    texts: Texts
    names: Names
    symbols: Symbols
    lists: Lists
    written: dict[str, str] = field(default_factory=dict)  # names of the file, with ours
    places: dict[str, Place] = field(default_factory=dict)
    #: By the name of a value that panels are made from, the question whose choices they are for; the step of
    #: the symbol is what a panel calls its choice.
    over: dict[str, Symbol] = field(default_factory=dict)

    def name(self, asked: "Asked", *ends: str) -> str:
        """A name for a question, said in the report when it is another than in the file."""
        element = asked.element
        wanted = element.name or asked.element.type or "question"
        name = self.names.free(wanted, with_ends=ends)
        if name != element.name:
            self.notes.warning(asked.place, "renamed", old=element.name or element.type, new=name)
        if element.name and element.name not in self.written:
            self.written[element.name] = name
        self.places[name] = asked.place
        return name

    def put(self, asked: "Asked", path: str, symbol: Symbol) -> None:
        """Say where a path of a question leads, under its name and under the name of its value."""
        for key in asked.keys:
            self.symbols.put(f"{key}{path}", symbol, asked.loop)


@dataclass(frozen=True)
class Asked:
    """A question of the file, with what stands around it."""

    element: Element
    loop: LoopSymbols | None = None
    conditions: tuple[str, ...] = ()  # of the panels around it
    read_only: bool = False

    @property
    def place(self) -> Place:
        return Place("question", 0, self.element.name or self.element.type)

    def at(self, key: str) -> Place:
        """The place of one of its properties."""
        return Place("question", 0, f"{self.element.name or self.element.type} {key}")

    @property
    def keys(self) -> tuple[str, ...]:
        """What expressions call it."""
        return tuple(dict.fromkeys(filter(None, (self.element.name, self.element.words("valueName")))))

    @property
    def key(self) -> str:
        """What the answer is kept under."""
        return self.element.words("valueName") or self.element.name

    @property
    def relevant(self) -> tuple[str, ...]:
        """When it can be answered: the panels' conditions and its own."""
        return (*self.conditions, *own_conditions(self.element))


def own_conditions(element: Element) -> tuple[str, ...]:
    """When an element shows: `visible` gives way to `visibleIf`; what is disabled is not asked."""
    shown = element.expression("visibleIf") or ("false" if element.denied("visible") else "")
    return tuple(filter(None, (shown, element.expression("enableIf"))))


def common(asked: Asked, reading: Reading) -> dict[str, Any]:
    """The attributes that every question has."""
    element, texts, place = asked.element, reading.texts, asked.place
    label = texts.wording(element, "title", place=place) or texts.plain(element.name)
    required = element.flag("isRequired", "required")
    return {
        "label": label,
        "hint": texts.wording(element, "description", place=place),
        "required": "required" if required else "optional",
        "required_message": texts.wording(element, "requiredErrorText", place=place),
    }


def titled(wording: Wording, other: Wording) -> Wording:
    """One text after another, in each language."""
    if not wording or not other:
        return wording or other
    tags = dict.fromkeys((*wording.text, *other.text))
    return Wording(text={tag: "\n\n".join(filter(None, (wording.read(tag), other.read(tag)))) for tag in tags})
