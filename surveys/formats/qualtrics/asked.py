"""A question on its way into the definition: its payload, what it is called, and what all types have in common."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from surveys.formats.qualtrics.choices import ChoiceLists, Items, asks_to_specify, items_of
from surveys.formats.qualtrics.expressions import all_of, negated, quoted
from surveys.formats.qualtrics.locators import Locator, UnknownPartError, read_locator
from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loose import as_items, as_map, as_text, is_true
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Symbol
from surveys.formats.qualtrics.words import Words
from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Row
from surveys.questionnaire.types.base import Required

RANDOMIZED = "{~Randomized~}"
LONGEST_FORMULA = 8_000
_SHORT = re.compile(r"[A-Za-z0-9_]{1,12}")
#: How the ways of carrying choices forward begin.
_CHOSEN = ("Selected",)
_NOT_CHOSEN = ("UnSelected", "Unselected", "NotSelected")


def formula(text: str) -> Formula | None:
    return Formula(text=text) if text else None


@dataclass(frozen=True)
class Asked:
    """One question. `relevant`: when it is asked, besides what its page says."""

    payload: Payload
    symbol: Symbol
    words: Words
    lists: ChoiceLists
    logic: Logic
    notes: Notes
    relevant: str = ""

    @property
    def place(self) -> Place:
        return Place("question", 0, self.symbol.name)

    @property
    def settings(self) -> Payload:
        return as_map(as_map(self.payload.get("Validation")).get("Settings"))

    @property
    def configuration(self) -> Payload:
        return as_map(self.payload.get("Configuration"))

    def common(self, **more: Any) -> dict[str, Any]:
        """The attributes that every type has."""
        return {
            "name": self.symbol.name,
            "label": self.words.question(self.payload, self.place),
            "required": self.required,
            "relevant": self.formula(self.relevant),
            "constraint": self.formula(self._constraint()),
            **more,
        }

    @property
    def required(self) -> Required:
        force, kind = as_text(self.settings.get("ForceResponse")), as_text(self.settings.get("ForceResponseType"))
        if force == "RequestResponse" or (force == "ON" and kind == "RequestResponse"):
            return "soft"
        return "required" if force == "ON" else "optional"

    def _constraint(self) -> str:
        custom = as_map(self.settings.get("CustomValidation"))
        if self.settings.get("Type") != "CustomValidation" or not custom or self.symbol.shape == "nothing":
            return ""
        return self.logic.read(custom.get("Logic"), self.place)

    @property
    def rotates(self) -> bool:
        """Whether its choices or rows are shown in random order."""
        randomization = as_map(self.payload.get("Randomization"))
        kind = as_text(randomization.get("Type")) or "None"
        if kind == "ScaleReversal" or is_true(randomization.get("ConsistentScaleReversal")):
            self.notes.warning(self.place, "scale_not_reversed")
        if kind in ("SubSet", "Subset", "RandomWithOnlyX"):
            self.notes.warning(self.place, "subset_not_drawn")
        answers = as_text(as_map(randomization.get("Answers")).get("Type"))
        if answers not in ("", "None"):
            self.notes.warning(self.place, "answers_not_rotated")
        return kind not in ("None", "ScaleReversal")

    def anchored(self) -> frozenset[str]:
        """The ids of choices that keep their place."""
        fixed = as_items(as_map(as_map(self.payload.get("Randomization")).get("Advanced")).get("FixedOrder"))
        return frozenset(as_text(name) for name in fixed) - {RANDOMIZED}

    def choices(self, group: str = "Choices", *, specify: bool = True) -> tuple[Choice, ...]:
        """The choices (or answers) as a list's; the first that asks to specify is its "other"."""
        items = items_of(self.payload, group)
        codes = self.symbol.codes
        anchored = self.anchored() if group == "Choices" else frozenset()
        carries = any("carried_from" in item for item in items.values())
        for name, item in items.items():
            if specify and asks_to_specify(item) and name != self.symbol.other:
                self.notes.warning(self.place, "specify_left_out", choice=name)
        return tuple(
            Choice(
                code=codes[name],
                label=self.words.display(self.payload, group, name, self.place) or Wording(text={self.words.own: name}),
                exclusive=is_true(item.get("ExclusiveAnswer")),
                other=specify and name == self.symbol.other,
                anchored=name in anchored,
                columns={"carried": "yes" if "carried_from" in item else "no"} if carries else {},
            )
            for name, item in items.items()
            if name in codes
        )

    def list_of(self, choices: tuple[Choice, ...], suffix: str = "") -> str:
        return self.lists.named(f"{self.symbol.name}{suffix}", choices)

    def filter(self, group: str = "Choices") -> Formula | None:
        """Which choices are offered: those carried over and chosen, those whose display logic holds."""
        items = {name: item for name, item in items_of(self.payload, group).items() if name in self.symbol.codes}
        carried = self._all_carried(items) if group == "Choices" else ""
        conditions = [carried]
        for name, item in items.items():
            own = {key: value for key, value in item.items() if key != "carried_from"} if carried else item
            condition = self.shown(own)
            if condition:
                conditions.append(f"name != {quoted(self.symbol.codes[name])} or ({condition})")
        return self.formula(all_of(conditions))

    def _all_carried(self, items: Items) -> str:
        """One condition for all the choices that keep the codes which they had in the earlier question."""
        kept = [item for name, item in items.items() if "carried_from" in item and self._keeps_code(name, item)]
        locator = self._source()
        listed = locator and self.logic.listed(locator.question)
        if not kept or not listed or not locator or len(kept) < sum("carried_from" in item for item in items.values()):
            return ""
        mode = locator.parts[0] if len(locator.parts) == 1 else ""
        if not mode.startswith(_CHOSEN + _NOT_CHOSEN):
            return ""
        chosen = f"selected({listed}, name)"
        return all_or_own(chosen if mode.startswith(_CHOSEN) else negated(chosen), every=len(kept) == len(items))

    def _keeps_code(self, name: str, item: Payload) -> bool:
        return self.symbol.codes[name] == as_text(item.get("carried_code"))

    def _source(self) -> Locator | None:
        try:
            return read_locator(as_text(as_map(self.payload.get("DynamicChoices")).get("Locator")))
        except UnknownPartError:
            return None

    def rows(self) -> Iterator[Row]:
        """The rows of a battery, called as the symbol says."""
        items = items_of(self.payload, "Choices")
        anchored = self.anchored()
        for name, fields in self.row_names().items():
            item = items[name]
            if asks_to_specify(item):
                self.notes.warning(self.place, "specify_left_out", choice=name)
            label = self.words.display(self.payload, "Choices", name, self.place) or Wording(text={self.words.own: "…"})
            yield Row(name=fields, label=label, relevant=self.formula(self.shown(item)), anchored=name in anchored)

    def row_names(self) -> dict[str, str]:
        """What each row is called, by the id of its choice; with several fields, what they have in common."""
        return {
            name: fields[0].removesuffix(f"_{column_name(self.symbol.answers[0])}")
            if self.symbol.answers
            else fields[0]
            for name, fields in self.symbol.rows.items()
        }

    def shown(self, item: Payload) -> str:
        """When a choice is shown."""
        conditions = [self.logic.read(item.get("DisplayLogic"), self.place)] if item.get("DisplayLogic") else []
        if "carried_from" in item:
            conditions.append(self._carried(as_text(item["carried_from"])))
        return all_of(conditions)

    def _carried(self, choice: str) -> str:
        """Whether the choice of the earlier question that this one is was chosen."""
        locator = self._source()
        mode, more = (locator.parts[0], locator.parts[1:]) if locator and locator.parts else ("", ())
        if locator is None or mode in ("AllChoices", "DisplayedChoices", ""):
            return ""
        if not mode.startswith(_CHOSEN + _NOT_CHOSEN):
            self.notes.warning(self.place, "carried_in_full", mode=mode)
            return ""
        chosen = self.logic.chosen(locator.question, choice, *more)
        if chosen is None:
            self.notes.warning(self.place, "carried_in_full", mode=mode)
            return ""
        return chosen if mode.startswith(_CHOSEN) else negated(chosen)

    def formula(self, text: str) -> Formula | None:
        """An expression that a definition can hold; a line for one that is too long."""
        if len(text) <= LONGEST_FORMULA:
            return formula(text)
        self.notes.warning(
            self.place,
            "expression_dropped",
            reason=because("too_long", length=len(text), limit=LONGEST_FORMULA),
            expression=text,
        )
        return None


def all_or_own(condition: str, *, every: bool) -> str:
    """A condition of carried choices: of all of them, or of those that are not the question's own."""
    return condition if every else f"carried = 'no' or {condition}"


def column_name(answer: str) -> str:
    """The name of a column of a grid: it begins with a letter, and is short."""
    return f"c{answer}" if _SHORT.fullmatch(answer) else f"c{zlib.crc32(answer.encode('utf-8', 'replace'))}"
