"""Dynamic panels and matrices: pages asked several times, after a question that asks how many."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from surveys.formats.surveyjs.drafts import Asked, Draft, Reading
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.kinds.grids import column_question, table
from surveys.formats.surveyjs.outline import items_of
from surveys.formats.surveyjs.symbols import LoopSymbols, Symbol
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import NO_TEXT, Wording
from surveys.questionnaire.types import Calculated, Number

DYNAMIC = frozenset({"paneldynamic", "matrixdynamic"})
#: Passages that a loop may have here.
MOST_PASSAGES = 50
_ROWS_AT_FIRST, _MOST_COLUMNS = 2, 60
_HOW_MANY = {"en": "How many?", "fr": "Combien ?"}
_INDEXES = ("panelindex", "rowindex", "visiblepanelindex", "visiblerowindex")

DraftsOf = Callable[[Asked], list[Draft]]


@dataclass
class LoopDraft:
    """A loop on its way: what counts it, and the questions of a passage."""

    asked: Asked
    symbols: LoopSymbols
    title: Wording
    limit: int
    over: str = ""
    drafts: list[Draft] = field(default_factory=list)


@dataclass(frozen=True)
class _Bounds:
    """How many passages there may be, and how many there are at first."""

    least: int
    most: int
    first: int
    fixed: bool


def nested(asked: Asked, reading: Reading, drafts_of: DraftsOf) -> list[Draft]:
    """A loop inside a loop: rows of a table when it is one, else its questions once."""
    reading.notes.warning(asked.place, "loop_nested")
    if asked.element.type == "matrixdynamic":
        bounds = _bounds(asked.element)
        count = max(1, min(bounds.first or 1, 10))
        return table(asked, reading, [Element({"value": number}) for number in range(1, count + 1)])
    return [draft for one in _template(asked, asked.loop, asked.relevant) for draft in drafts_of(one)]


def read_loop(asked: Asked, reading: Reading, drafts_of: DraftsOf) -> tuple[list[Draft], LoopDraft]:
    """The question that asks how many, when one is needed, and the loop."""
    element = asked.element
    name = reading.name(asked, "_count", "_index", "_place")
    shared = _shared(asked, reading)
    bounds = _bounds(element)
    symbols = LoopSymbols(name, count=bounds.first)
    for key in asked.keys:
        reading.symbols.loops.setdefault(key.lower(), symbols)
    title = reading.texts.wording(element, "templateTitle", "title", place=asked.place)
    loop = LoopDraft(asked, symbols, title or reading.texts.plain(element.name), max(1, bounds.most))
    counting: list[Draft] = []
    over = reading.over.get(element.words("valueName").lower())
    if over and over.name:
        loop.over = over.name
        symbols.paths[over.step] = Symbol(name, over.codes, single=True)
    elif shared is not None:
        symbols.counter, symbols.count = shared.counter, shared.count
    elif not bounds.fixed:
        counting.append(_how_many(asked, reading, symbols, bounds))
    loop.drafts += _places(asked, reading, symbols)
    # Not of the page: it may read the number of the passage, which is calculated on it.
    shown = element.expression("templateVisibleIf")
    for one in _template(asked, symbols, (shown,) if shown else ()):
        loop.drafts += drafts_of(one)
    return counting, loop


def count_of(loop: LoopDraft) -> Formula | None:
    """The formula that counts the passages."""
    if loop.over:
        return None
    counter = loop.symbols.counter
    return Formula(text=f"{{{counter}}}" if counter else str(loop.symbols.count), dialect="surveyjs")


def _shared(asked: Asked, reading: Reading) -> LoopSymbols | None:
    """The loop that has the same passages, because both keep them under one name."""
    key = asked.element.words("valueName").lower()
    return reading.symbols.loops.get(key) if key else None


def _template(asked: Asked, loop: LoopSymbols | None, conditions: tuple[str, ...]) -> list[Asked]:
    if asked.element.type == "matrixdynamic":
        listed = list(asked.element.children("columns"))[:_MOST_COLUMNS]
        columns = [column_question(asked, column, number) for number, column in enumerate(listed, start=1)]
        return [Asked(column, loop, conditions) for column in columns]
    inner = items_of(asked.element, conditions)
    return [
        Asked(Element({**item.element.raw, "type": "html"}) if item.heading else item.element, loop, item.conditions)
        for item in inner
    ]


def _bounds(element: Element) -> _Bounds:
    table_like = element.type == "matrixdynamic"
    noun, adding, removing = (
        ("Row", "allowAddRows", "allowRemoveRows") if table_like else ("Panel", "allowAddPanel", "allowRemovePanel")
    )
    least = element.whole(f"min{noun}Count", least=0, most=MOST_PASSAGES) or 0
    most = element.whole(f"max{noun}Count", least=1, most=MOST_PASSAGES)
    most = max(most or 20, least, 1)
    first = element.whole(f"{noun.lower()}Count", least=0, most=MOST_PASSAGES)
    given = element.raw.get("defaultValue")
    if first is None:
        first = _ROWS_AT_FIRST if table_like else 0
        first = min(len(given), MOST_PASSAGES) if isinstance(given, list) else first
    first = max(first, least)
    fixed = (element.denied(adding) and element.denied(removing) and first > 0) or (least == most and first == least)
    return _Bounds(least, max(most, first), first, fixed)


def _how_many(asked: Asked, reading: Reading, symbols: LoopSymbols, bounds: _Bounds) -> Draft:
    """The number question before the loop."""
    symbols.counter = f"{symbols.name}_count"
    reading.notes.info(asked.place, "loop_counted", name=symbols.counter, limit=bounds.most)
    label = reading.texts.wording(asked.element, "title", place=asked.place) or reading.texts.plain(asked.element.name)
    texts = {tag: _HOW_MANY.get(tag[:2], _HOW_MANY["en"]) for tag in reading.texts.languages}
    said = {tag: " – ".join(filter(None, (label.read(tag), asks))) for tag, asks in texts.items()}
    question = Number(
        name=symbols.counter,
        label=Wording(text=said),
        hint=Wording(text=reading.texts.text(asked.element.raw.get("description"), asked.place) or NO_TEXT),
        least=bounds.least,
        most=bounds.most,
        default=str(bounds.first) if bounds.first else "",
        required="required" if asked.element.flag("isRequired") or bounds.least else "optional",
    )
    return Draft(question, asked.place, None, asked.relevant)


def _places(asked: Asked, reading: Reading, symbols: LoopSymbols) -> list[Draft]:
    """The number of the passage, where something reads it: from 1 in texts, from 0 in expressions."""
    written = json.dumps(asked.element.raw, default=str).lower()
    if not any(f"{{{index}}}" in written for index in _INDEXES):
        return []
    drafts = []
    for name, text in ((f"{symbols.name}_place", "position(..)"), (f"{symbols.name}_index", "position(..) - 1")):
        question = Calculated(name=name, label=Wording(text={"en": name}), formula=Formula(text=text), numeric=True)
        drafts.append(Draft(question, asked.place, symbols))
    for index in _INDEXES:
        symbols.paths[index] = Symbol(f"{symbols.name}_index")
        symbols.paths[f"#{index}"] = Symbol(f"{symbols.name}_place")
    return drafts
