"""Loop & merge: a block asked for each choice that was ticked, a number of times, or for each row of a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.formats.qualtrics.choices import items_of
from surveys.formats.qualtrics.expressions import by_position, negated, quoted, reference
from surveys.formats.qualtrics.locators import UnknownPartError, read_locator
from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loose import as_map, as_text, as_whole
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.survey import Block, Payload
from surveys.formats.qualtrics.symbols import Symbol, Symbols
from surveys.formats.report import Notes, Place
from surveys.questionnaire.formula import Formula

MOST_PASSAGES = 50
_MOST = re.compile(r"[?&]v=(\d{1,4})")


@dataclass(frozen=True)
class Looping:
    """How a block repeats. `attributes` are those of the definition's loop; `relevant` is asked of each passage.

    `passages`: the rows of its table, one for each passage, or those that `row` draws from.
    `fields`: the names of its columns by number; `calculated`: what is computed for each passage.
    """

    name: str
    attributes: Mapping[str, Any]
    passages: tuple[str, ...]
    relevant: str = ""
    row: str = "position(..)"
    fields: Mapping[str, str] = field(default_factory=dict)
    calculated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Loops:
    """Reads how blocks repeat."""

    questions: Mapping[str, Payload]
    symbols: Symbols
    names: Names
    notes: Notes
    draws: dict[str, str]  # takes the calculations of what is drawn once for the interview

    def read(self, block: Block, logic: Logic, pipes: Pipes) -> Looping | None:
        """None for a block that is asked once."""
        if as_text(block.options.get("Looping")) in ("", "None"):
            return None
        place = Place("block", 0, block.title)
        options = as_map(block.options.get("LoopingOptions"))
        mode = as_text(options.get("Randomization")) or "None"
        name = self.names.free(f"loop_{block.title}"[:40])
        static = as_map(options.get("Static"))
        kept = as_whole(options.get("TotalRandSubset")) or 0
        found = self._over_question(name, block, options, static, logic)
        if found is None and mode == "Subset" and 0 < kept < len(static):
            found = self._drawn(name, list(static), min(kept, MOST_PASSAGES))
        elif mode not in ("None", "All"):
            self.notes.warning(place, "subset_not_drawn")
        if found is None and len(static) > MOST_PASSAGES:
            self.notes.warning(place, "loop_cut", limit=MOST_PASSAGES)
        found = found or self._fixed(name, list(static))
        fields, calculated = self._fields(found, static, pipes, place)
        return replace(
            found,
            attributes={**found.attributes, "rotate": mode != "None"},
            fields=fields,
            calculated={**found.calculated, **calculated},
        )

    def _drawn(self, name: str, rows: list[str], kept: int) -> Looping:
        """A loop over some rows of its table, one after the other from one drawn by lot: each is as likely."""
        draw, row = self.names.free("draw_1"), self.names.free(f"{name}_row")
        self.draws[draw] = f"int(random() * {len(rows)})"
        place = f"({reference(draw)} + position(..) - 1) mod {len(rows)} + 1"
        attributes = {"count": Formula(text=str(kept)), "limit": kept}
        return Looping(name, attributes, tuple(rows), row=f"number({reference(row)})", calculated={row: place})

    def _over_question(
        self, name: str, block: Block, options: Payload, static: Payload, logic: Logic
    ) -> Looping | None:
        """A loop that follows an earlier answer."""
        written = as_text(options.get("ChoiceGroupLocator")) or as_text(options.get("Locator"))
        try:
            locator = read_locator(written)
        except UnknownPartError:
            return None
        symbol = self.symbols.questions.get(locator.question)
        if symbol is None or symbol.shape == "nothing" or locator.question in block.questions:
            return None
        mode = locator.parts[0] if locator.parts else ""
        if mode == "MergeOnNumericResponse":
            return self._counted(name, symbol, options, static)
        in_loop = locator.question in self.symbols.loops
        if mode == "SelectedChoices" and symbol.codes and not symbol.rows and not in_loop:
            return Looping(name, {"over": symbol.name, "limit": MOST_PASSAGES}, tuple(symbol.codes))
        choices = list(items_of(self.questions.get(locator.question, {}), "Choices"))[:MOST_PASSAGES]
        return self._each(name, locator.question, mode, choices, logic)

    def _counted(self, name: str, symbol: Symbol, options: Payload, static: Payload) -> Looping:
        """As many passages as an answer says."""
        found = _MOST.search(as_text(options.get("Locator")))
        limit = min(max(int(found[1]) if found else len(static) or 20, 1), MOST_PASSAGES)
        answer = next(iter(symbol.rows.values()), (symbol.name,))[0]
        count = Formula(text=f"number({reference(answer)})")
        return Looping(name, {"count": count, "limit": limit}, tuple(static)[:limit])

    def _each(self, name: str, question: str, mode: str, choices: list[str], logic: Logic) -> Looping | None:
        """A loop over all choices, some passages of which are left out."""
        if not choices:
            return None
        fixed = self._fixed(name, choices)
        chosen = [logic.chosen(question, choice) for choice in choices]
        if not mode.startswith(("Selected", "UnSelected", "Unselected")) or None in chosen:
            return fixed
        wanted = [one if mode.startswith("Selected") else negated(one) for one in chosen if one]
        asked = by_position([f"if({condition}, 1, 0)" for condition in wanted])
        return replace(fixed, relevant=f"{asked} = 1")

    def _fixed(self, name: str, passages: list[str]) -> Looping:
        """A loop over the rows of its table."""
        kept = tuple(passages[:MOST_PASSAGES]) or ("1",)
        return Looping(name, {"count": Formula(text=str(len(kept))), "limit": len(kept)}, kept)

    def _fields(
        self, found: Looping, static: Payload, pipes: Pipes, place: Place
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The columns of the table, each computed from the passage; the first of a loop over choices is the choice."""
        columns = dict.fromkeys(key for row in static.values() for key in as_map(row))
        fields: dict[str, str] = {"1": found.name} if "over" in found.attributes else {}
        calculated: dict[str, str] = {}
        for column in columns:
            if column in fields or as_whole(column) is None:
                continue
            values = [self._value(as_text(as_map(static.get(row)).get(column)), pipes, place) for row in found.passages]
            if len(columns) <= MOST_PASSAGES and len(text := by_position(values, place=found.row)) <= 8_000:
                fields[column] = self.names.free(f"{found.name}_{column}")
                calculated[fields[column]] = text
            else:
                self.notes.warning(place, "loop_field_dropped", field=column)
        return fields, calculated

    def _value(self, written: str, pipes: Pipes, place: Place) -> str:
        try:
            return pipes.expression(written)
        except UnknownPartError as unknown:
            self.notes.warning(place, "pipe_unknown", reference=str(unknown))
            return quoted("")
