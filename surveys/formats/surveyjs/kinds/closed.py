"""Choices: one, several, in order, on a scale, yes or no."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from surveys.formats.surveyjs.choices import (
    MOST_CHOICES,
    Choices,
    code_of,
    item_value,
    numbers_between,
    special_choices,
)
from surveys.formats.surveyjs.drafts import Asked, Draft, Reading, common, titled
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.kinds import open as opened
from surveys.formats.surveyjs.symbols import Symbol
from surveys.formats.surveyjs.validators import demands
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Multiple, Nps, OpenText, Ranking, Single, YesNo

_LARGEST_RATE = 1000
_RANDOM = "random"
_COMMENT, _COMMENT_END = "comment", "_comment"
_SORTED = frozenset({"asc", "desc"})
Offered = tuple[Choices, list[str]]


def single(asked: Asked, reading: Reading) -> list[Draft]:
    """`radiogroup`, `dropdown`, `buttongroup`, and `imagepicker` for one picture."""
    types: dict[str, Literal["dropdown", "scale", "image_choice"]] = {
        "dropdown": "dropdown",
        "buttongroup": "scale",
        "imagepicker": "image_choice",
    }
    if asked.element.type == "imagepicker" and asked.element.flag("multiSelect"):
        return multiple(asked, reading)
    return _chosen(asked, reading, Single, {"type": types.get(asked.element.type, "single")}, single=True)


def multiple(asked: Asked, reading: Reading) -> list[Draft]:
    """`checkbox`, `tagbox`, and `imagepicker` for several pictures."""
    needed = demands(asked, reading)
    element = asked.element
    least = needed.fewest or element.whole("minSelectedChoices", least=0, most=MOST_CHOICES) or 0
    most = needed.many or element.whole("maxSelectedChoices", least=0, most=MOST_CHOICES) or None
    kind = "image_multiple" if element.type == "imagepicker" else "multiple"
    if element.flag("hasSelectAll", "showSelectAllItem"):
        reading.notes.info(asked.place, "property_ignored", property="showSelectAllItem")
    whole = {"type": kind, "least": least, "most": most if most is None or most >= least else None}
    return _chosen(asked, reading, Multiple, whole, single=False)


def ranking(asked: Asked, reading: Reading) -> list[Draft]:
    """`ranking`: of all choices, or of the most that may be selected."""
    top = asked.element.whole("maxSelectedChoices", least=0, most=MOST_CHOICES) or None
    if asked.element.flag("selectToRankEnabled") and top is None:
        reading.notes.warning(asked.place, "rank_all")
    return _chosen(asked, reading, Ranking, {"top": top}, single=False)


def _chosen(asked: Asked, reading: Reading, kind: Any, whole: dict[str, Any], *, single: bool) -> list[Draft]:
    items = list(_items(asked))
    special = special_choices(asked.element, reading.texts, asked.place) if kind is not Ranking else ()
    if len(items) + len(special) > MOST_CHOICES:
        reading.notes.warning(asked.place, "choices_as_text", count=len(items))
        return _as_text(asked, reading)
    source = asked.element.words("choicesFromQuestion").lower()
    if source in reading.lists.offered:  # the question's own choices do not count then
        return _carried(asked, reading, kind, whole, single=single)
    if asked.element.has("choicesByUrl", "choicesFromQuestion") and not items:
        reading.notes.warning(asked.place, "choices_elsewhere")
        return _as_text(asked, reading)
    choices = reading.lists.read(items, asked.element.name or asked.element.type, asked.at("choices"), special)
    if not choices.name:
        reading.notes.warning(asked.place, "no_choices")
        return _as_text(asked, reading)
    return with_comment(listed(asked, reading, kind, whole, choices, single=single), asked, reading)


def _carried(asked: Asked, reading: Reading, kind: Any, whole: dict[str, Any], *, single: bool) -> list[Draft]:
    """Choices of an earlier question: all, those that were ticked, or the others."""
    source = asked.element.words("choicesFromQuestion")
    choices = reading.lists.offered[source.lower()]
    mode = asked.element.words("choicesFromQuestionMode").lower()
    filters = {"selected": f"[{{{source}}}] contains {{item}}", "unselected": f"!([{{{source}}}] contains {{item}})"}
    symbol = reading.symbols.find(source, asked.loop)
    if symbol and not symbol.single:
        filters = {"selected": f"{{{source}}} contains {{item}}", "unselected": f"!({{{source}}} contains {{item}})"}
    [draft] = listed(asked, reading, kind, whole, choices, single=single)
    condition = filters.get(mode, "")
    kept = replace(draft, choice_filter=(*draft.choice_filter, condition)) if condition else draft
    return with_comment([kept], asked, reading)


def listed(
    asked: Asked, reading: Reading, kind: Any, whole: dict[str, Any], choices: Choices, *, single: bool
) -> list[Draft]:
    """A question with a list."""
    element = asked.element
    has_other = any(choice.other for one in reading.lists.all() if one.name == choices.name for choice in one.choices)
    ends = [f"_{code}" for code in choices.all.values()] if kind is Ranking else ["_other"] if has_other else []
    ends += [_COMMENT_END] if _commented(element) and _COMMENT in kind.model_fields else []
    name = reading.name(asked, *ends)
    reading.put(asked, "", Symbol(name, choices.codes, single=single))
    if has_other and kind is not Ranking:
        reading.put(asked, "-comment", Symbol(f"{name}_other"))
    reading.lists.offered.setdefault(element.name.lower(), choices)
    if element.has("valuePropertyName") and element.has("valueName") and asked.loop is None:
        inside = Symbol(name, choices.codes, step=element.words("valuePropertyName").lower())
        reading.over.setdefault(element.words("valueName").lower(), inside)
    order = element.words("choicesOrder").lower()
    if order in _SORTED:
        reading.notes.info(asked.place, "property_ignored", property="choicesOrder")
    question = kind(
        name=name,
        list=choices.name,
        rotate=order == _RANDOM,
        default=_default(element, choices),
        **{key: value for key, value in whole.items() if value is not None},
        **common(asked, reading),
    )
    needed = demands(asked, reading)
    draft = opened.finished(question, asked, reading, needed)
    filters = [element.expression(key) for key in ("choicesVisibleIf", "choicesEnableIf")]
    kept = (*filter(None, filters), *choices.filters)
    return [replace(draft, choice_filter=kept, items=choices.codes)]


def with_comment(drafts: list[Draft], asked: Asked, reading: Reading) -> list[Draft]:
    """A question with the comment that its area asks for; where questions of its kind have none, after it."""
    if not _commented(asked.element):
        return drafts
    question = drafts[0].question
    label = reading.texts.wording(asked.element, "commentText", place=asked.place)
    if _COMMENT in type(question).model_fields:
        reading.put(asked, "-comment", Symbol(f"{question.name}{_COMMENT_END}"))
        commented = question.model_copy(update={_COMMENT: True, "comment_label": label})
        return [replace(drafts[0], question=commented), *drafts[1:]]
    name = reading.names.free(f"{question.name}{_COMMENT_END}")
    reading.put(asked, "-comment", Symbol(name))
    reading.notes.info(asked.place, "comment_apart", name=name)
    apart = OpenText(name=name, type="long_text", label=label or question.label)
    return [*drafts, Draft(apart, asked.place, asked.loop, drafts[0].relevant)]


def _commented(element: Element) -> bool:
    return element.flag("hasComment", "showCommentArea")


def _as_text(asked: Asked, reading: Reading) -> list[Draft]:
    return [opened.plain(asked, reading, lambda name, base: OpenText(name=name, **base))]


def _items(asked: Asked) -> Iterator[Element]:
    yield from asked.element.children("choices")
    if asked.element.type in ("dropdown", "tagbox"):
        yield from numbers_between(asked.element)


def _default(element: Element, choices: Choices) -> str:
    """The codes of the default, with blanks between them."""
    written = element.raw.get("defaultValue")
    values = written if isinstance(written, list) else [written]
    return " ".join(filter(None, (choices.code(value_text(value)) for value in values[:MOST_CHOICES])))


def boolean(asked: Asked, reading: Reading) -> list[Draft]:
    """`boolean`: its codes are `true` and `false`, unless the survey has other values."""
    element, texts = asked.element, reading.texts
    yes = code_of(value_text(element.raw.get("valueTrue")) or "true")
    no = code_of(value_text(element.raw.get("valueFalse")) or "false")
    yes, no = (yes, no) if yes != no else ("true", "false")
    labels = {
        "yes_label": texts.wording(element, "labelTrue", place=asked.place),
        "no_label": texts.wording(element, "labelFalse", place=asked.place),
    }
    default = value_text(element.raw.get("defaultValue"))
    whole = {
        "yes_code": yes,
        "no_code": no,
        "default": {"true": yes, "false": no}.get(default, code_of(default) if default else ""),
        **{key: label for key, label in labels.items() if label},
    }
    name = reading.name(asked)
    changed = {value_text(element.raw.get(key)).lower(): code for key, code in (("valueTrue", yes), ("valueFalse", no))}
    codes = {value: code for value, code in changed.items() if value and value != code}
    reading.put(asked, "", Symbol(name, codes, single=True))
    base = common(asked, reading)
    label = texts.wording(element, "label", place=asked.place)
    base["label"] = base["label"] if element.has("title") or not label else label
    question = YesNo(name=name, **{**base, **whole})
    draft = opened.finished(question, asked, reading, demands(asked, reading))
    return with_comment([draft], asked, reading)


def rating(asked: Asked, reading: Reading) -> list[Draft]:
    """`rating`: a scale; from 0 to 10 with words at its ends, the one of recommendations."""
    element, texts = asked.element, reading.texts
    low = texts.wording(element, "minRateDescription", "mininumRateDescription", place=asked.place)
    high = texts.wording(element, "maxRateDescription", "maximumRateDescription", place=asked.place)
    items = list(element.children("rateValues"))
    found = [] if items else list(marks(element))
    if found == list(range(11)) and (low or high):
        return with_comment([_recommendation(asked, reading, low, high)], asked, reading)
    items = items or [Element({"value": mark}) for mark in found]
    items = [_ended(item, number, len(items), low, high) for number, item in enumerate(items)]
    choices = reading.lists.read(items, element.name or "rating", asked.at("rateValues"))
    if not choices.name:
        return _as_text(asked, reading)
    drafts = listed(asked, reading, Single, {"type": "scale"}, choices, single=True)
    return with_comment(drafts, asked, reading)


def _recommendation(asked: Asked, reading: Reading, low: Wording, high: Wording) -> Draft:
    ends: dict[str, Any] = {key: end for key, end in (("low", low), ("high", high)) if end}
    return opened.plain(asked, reading, lambda name, base: Nps(name=name, **ends, **base))


def marks(element: Element) -> Iterator[int | float]:
    least = element.number("rateMin")
    least = 1.0 if least is None else least
    step = element.number("rateStep") or 1.0
    count, most = element.whole("rateCount", least=2, most=MOST_CHOICES), element.number("rateMax")
    most = (least + step * (count - 1) if count else 5.0) if most is None else most
    if step <= 0 or not -_LARGEST_RATE <= least < most <= _LARGEST_RATE:
        least, most, step = 1.0, 5.0, 1.0
    for place in range(min(math.floor((most - least) / step + 1e-9) + 1, MOST_CHOICES)):
        mark = round(least + place * step, 6)
        yield int(mark) if mark.is_integer() else mark


def _ended(item: Element, number: int, count: int, low: Wording, high: Wording) -> Element:
    """A mark at an end of the scale says what that end means."""
    end = low if number == 0 else high if number == count - 1 else Wording()
    if not end or item.has("text"):
        return item
    value = item_value(item)
    text = titled(Wording(), end).text
    return Element({"value": item.raw.get("value"), "text": {tag: f"{value} – {words}" for tag, words in text.items()}})
