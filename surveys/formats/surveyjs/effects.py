"""What a survey does by itself, carried out by what definitions have: conditions, defaults, calculations."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from surveys.formats.report import Place
from surveys.formats.surveyjs.drafts import Draft, Reading
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.kinds.open import PENDING
from surveys.formats.surveyjs.loops import LoopDraft
from surveys.formats.surveyjs.pages import PageDraft
from surveys.formats.surveyjs.symbols import Symbol
from surveys.formats.surveyjs.triggers import Leaving, Setting, Triggers, read, read_triggers, shown_by
from surveys.questionnaire.types import Calculated, Hidden

_MOST_VALUES = 500
_DEEPEST = 60


def shown_elements(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The survey, where what old triggers show has that condition itself."""
    conditions = shown_by(document)
    if not conditions:
        return document
    found = copy.deepcopy(dict(document))
    for raw in _named(found, 0):
        condition = conditions.get(Element(raw).name)
        if condition and not raw.get("visibleIf"):
            raw["visibleIf"] = condition
    return found


def _named(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        if "name" in value:
            yield value
        for key in ("pages", "elements", "questions", "templateElements"):
            yield from _named(value.get(key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, depth + 1)


def apply_effects(document: Mapping[str, Any], pages: list[PageDraft], reading: Reading) -> list[PageDraft]:
    """The pages with what triggers and calculated values do."""
    triggers = read_triggers(document, reading.notes)
    _leave(triggers, pages)
    values = _settings(triggers, pages, reading)
    values += _calculated(document, reading)
    values += _shared(pages, reading)
    if values and pages:
        first = next((part for page in pages for part in page.parts if isinstance(part, list)), None)
        if first is None:
            pages[0].parts.insert(0, values)
        else:
            first.extend(values)
    return pages


def _calculated(document: Mapping[str, Any], reading: Reading) -> list[Draft]:
    """`calculatedValues`."""
    found = []
    for value in list(Element(document).children("calculatedValues"))[:_MOST_VALUES]:
        written, path = value.expression("expression"), value.name.lower()
        if not value.name or not written or path in reading.symbols.paths:
            continue
        place = Place("value", 0, value.name)
        found.append(_value(value.name, written, place, reading))
    return found


def _value(path: str, written: str, place: Place, reading: Reading) -> Draft:
    name = reading.names.free(path)
    reading.symbols.put(path, Symbol(name))
    reading.written.setdefault(path, name)
    reading.places[name] = place
    return Draft(Calculated(name=name, label=reading.texts.plain(path), formula=PENDING), place, formula=written)


def _settings(triggers: Triggers, pages: list[PageDraft], reading: Reading) -> list[Draft]:
    """Values that triggers give: the default of a question that is asked, else a calculation."""
    by_target: dict[str, list[Setting]] = defaultdict(list)
    for setting in triggers.settings:
        by_target[setting.target.lower()].append(setting)
    values = []
    for path, settings in by_target.items():
        written = _chain(settings)
        place = Place("trigger", 0, settings[0].target)
        symbol = reading.symbols.paths.get(path)
        if any(found.lower() == path for found in read(written)):
            reading.notes.warning(place, "trigger_dropped", type="setvalue")
        elif symbol is None:
            values.append(_value(settings[0].target, written, place, reading))
        else:
            _give(symbol.name, written, pages)
    return values


def _chain(settings: list[Setting]) -> str:
    """The value of the first condition that holds."""
    written = "''"
    for setting in reversed(settings):
        written = f"iif({setting.condition}, {setting.value}, {written})"
    return written


def _give(name: str, written: str, pages: list[PageDraft]) -> None:
    for page in pages:
        for part in page.parts:
            drafts = part.drafts if isinstance(part, LoopDraft) else part
            for number, draft in enumerate(drafts):
                if draft.question.name == name:
                    drafts[number] = _given(draft, written)


def _given(draft: Draft, written: str) -> Draft:
    question = draft.question
    if isinstance(question, Hidden):
        default = f"'{question.default}'" if question.default and "'" not in question.default else "''"
        value = f"{written[: -len(_END)]}{default})" if written.endswith(_END) else written
        calculated = Calculated(name=question.name, label=question.label, formula=PENDING)
        return Draft(calculated, draft.place, draft.loop, formula=value)
    return draft if draft.default else replace(draft, default=written)


_END = "'')"


def _leave(triggers: Triggers, pages: list[PageDraft]) -> None:
    """Skips and early ends: the pages that are passed over are not asked."""
    page_of: dict[str, int] = {}
    for number, page in enumerate(pages):
        for item in page.source.items:
            for key in filter(None, (item.element.name, item.element.words("valueName"))):
                page_of.setdefault(key.lower(), number)
    for leaving in triggers.leavings:
        _pass_over(leaving, pages, page_of)


def _pass_over(leaving: Leaving, pages: list[PageDraft], page_of: Mapping[str, int]) -> None:
    last = max((page_of.get(_root(path), -1) for path in read(leaving.condition)), default=-1)
    until = page_of.get(leaving.until.lower(), len(pages)) if leaving.until else len(pages)
    for page in pages[last + 1 : until] if last >= 0 else ():
        page.conditions.append(f"!({leaving.condition})")


def _root(path: str) -> str:
    return path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0].strip().lower()


def _shared(pages: list[PageDraft], reading: Reading) -> list[Draft]:
    """Questions that keep their answers under one name: who reads it reads the first that was answered."""
    holders: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        for draft in page.drafts():
            if draft.loop is None and draft.key and draft.question.asks:
                holders[draft.key.lower()].append(draft.question.name)
    values = []
    for key, names in holders.items():
        symbol = reading.symbols.paths.get(key)
        if len(names) < 2 or symbol is None or not symbol.name:
            continue
        name = reading.names.free(f"{key}_shared")
        own = {one: Symbol(one, symbol.codes, symbol.single) for one in names}
        for one, of_one in own.items():
            reading.symbols.paths[f"@{one}".lower()] = of_one
        written = f"{{@{names[-1]}}}"
        for one in reversed(names[:-1]):
            written = f"iif({{@{one}}} notempty, {{@{one}}}, {written})"
        place = Place("question", 0, key)
        reading.notes.warning(place, "value_shared", count=len(names), name=name)
        question = Calculated(name=name, label=reading.texts.plain(key), formula=PENDING)
        values.append(Draft(question, place, formula=written))
        reading.symbols.paths[key] = Symbol(name, symbol.codes, symbol.single)
    return values
