"""Choices with their codes, in the order in which they are offered, and what earlier answers carry into them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.formats.qualtrics.locators import UnknownPartError, read_locator
from surveys.formats.qualtrics.loose import as_items, as_map, as_text, is_true
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.texts import legal_code
from surveys.questionnaire.choices import Choice, ChoiceList

#: As many as one byte tells apart, and a matrix's rows.
MOST_CHOICES, MOST_ROWS = 250, 300
_DEEPEST = 8

#: The parts of a payload: what is shown, its order, and who is asked to specify.
Items = Mapping[str, Payload]


def items_of(payload: Payload, group: str) -> dict[str, Payload]:
    """The choices (or answers) by id, in their order: those that the order forgets come last."""
    found = {name: item for name, item in as_map(payload.get(group)).items() if isinstance(item, Mapping)}
    order = [as_text(name) for name in as_items(payload.get("ChoiceOrder" if group == "Choices" else "AnswerOrder"))]
    hidden = set(map(as_text, as_items(_advanced(payload).get("Undisplayed")))) if group == "Choices" else set()
    names = dict.fromkeys([*(name for name in order if name in found), *found])
    return {name: found[name] for name in names if name not in hidden}


def _advanced(payload: Payload) -> Payload:
    return as_map(as_map(payload.get("Randomization")).get("Advanced"))


def codes_of(payload: Payload, items: Items) -> dict[str, str]:
    """The code of each by its id: its recoded value when all of these differ, else the id."""
    recoded = as_map(payload.get("RecodeValues"))
    carried = {name: as_text(item.get("carried_code")) for name, item in items.items()}
    values = {name: legal_code(carried[name] or as_text(recoded.get(name)) or name) for name in items}
    if len(set(values.values())) == len(values) and all(values.values()):
        return values
    plain = {name: legal_code(name) or f"c{place}" for place, name in enumerate(items, start=1)}
    distinct = len(set(plain.values())) == len(plain)
    return plain if distinct else {name: f"c{place}" for place, name in enumerate(items, start=1)}


def with_carried(questions: Mapping[str, Payload], question: str, depth: int = 0) -> Payload:
    """A question's payload with the choices that it takes from an earlier one, before its own.

    A carried choice is called "x1" where the earlier one was "1", as Qualtrics does; it keeps the
    code and says where it comes from.
    """
    payload = questions[question]
    dynamic = as_map(payload.get("DynamicChoices"))
    source = _source(dynamic)
    if source not in questions or source == question or depth > _DEEPEST:
        return payload
    earlier = with_carried(questions, source, depth + 1)
    items = items_of(earlier, "Choices")
    codes = codes_of(earlier, items)
    carried = {
        f"x{name}": {
            **{key: value for key, value in item.items() if key not in ("DisplayLogic", "TextEntry")},
            "carried_from": name,
            "carried_code": codes[name],
        }
        for name, item in items.items()
    }
    own = items_of(payload, "Choices")
    merged = {**carried, **{name: item for name, item in own.items() if name not in carried}}
    return {**payload, "Choices": merged, "ChoiceOrder": list(merged), "Language": _languages(payload, earlier)}


def _source(dynamic: Payload) -> str:
    try:
        return read_locator(as_text(dynamic.get("Locator"))).question
    except UnknownPartError:
        return ""


def _languages(payload: Payload, earlier: Payload) -> Payload:
    """Translations of the question, with those of the carried choices."""
    own = as_map(payload.get("Language"))
    languages: dict[str, Any] = {}
    for tag, translation in as_map(earlier.get("Language")).items():
        choices = {f"x{name}": text for name, text in as_map(as_map(translation).get("Choices")).items()}
        mine = as_map(own.get(tag))
        languages[tag] = {**mine, "Choices": {**choices, **as_map(mine.get("Choices"))}}
    return {**own, **languages}


def asks_to_specify(item: Payload) -> bool:
    return is_true(item.get("TextEntry"))


@dataclass
class ChoiceLists:
    """The lists of the questionnaire; equal ones are one list."""

    _known: dict[str, ChoiceList] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    def named(self, wanted: str, choices: tuple[Choice, ...]) -> str:
        """The name of the list of these choices."""
        told = "\n".join(choice.model_dump_json() for choice in choices)
        if told not in self._known:
            self._known[told] = ChoiceList(name=self._names.free(wanted), choices=choices)
        return self._known[told].name

    def all(self) -> tuple[ChoiceList, ...]:
        return tuple(self._known.values())
