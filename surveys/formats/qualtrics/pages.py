"""Blocks as pages: page breaks, skip logic, random order, and what is asked for each passage of a loop."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from surveys.formats.qualtrics.asked import LONGEST_FORMULA, RANDOMIZED, Asked, formula
from surveys.formats.qualtrics.choices import ChoiceLists
from surveys.formats.qualtrics.expressions import TRUE, all_of, negated
from surveys.formats.qualtrics.flow import Flow, Step
from surveys.formats.qualtrics.kinds import kind_of
from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loops import Looping, Loops
from surveys.formats.qualtrics.loose import as_items, as_map, as_text, as_whole
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.survey import Block, Payload, Slot
from surveys.formats.qualtrics.symbols import Symbols
from surveys.formats.qualtrics.words import Words
from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place
from surveys.questionnaire.definition import Loop, Page, PageOrLoop
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated

_SUBSET = "{~SubSet~}"


@dataclass(frozen=True)
class Order:
    """How the questions of a block change places; `drawn`: when each of a part of them is asked."""

    rotates: bool = False
    fixed: frozenset[str] = frozenset()
    drawn: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pages:
    """Makes pages of blocks. `as_written` takes the display logic of each question."""

    questions: Mapping[str, Payload]
    symbols: Symbols
    names: Names
    page_names: Names
    words: Words
    lists: ChoiceLists
    pipes: Pipes
    flow: Flow
    notes: Notes
    places: dict[str, Place] = field(default_factory=dict)

    def of(self, step: Step) -> list[PageOrLoop]:
        """The pages of a block where the flow shows it, or its loop."""
        block = step.block
        logic = Logic(self.symbols, self.names, self.pipes, self.notes)
        looping = Loops(self.questions, self.symbols, self.names, self.notes, self.flow.calculated).read(
            block, logic, self.pipes
        )
        inside = self._inside(block, looping)
        order = self._order(block)
        groups = [group for group in block.groups if any(name in self.questions for name in group)]
        if len(groups) > 1 and order.rotates:
            self.notes.warning(Place("block", 0, block.title), "order_within_pages")
        relevant = self._bounded(step.relevant, Place("block", 0, block.title))
        pages = [self._page(group, inside, order, looping) for group in groups]
        if not pages:
            self.notes.info(Place("block", 0, block.title), "page_empty", page=block.title)
            return []
        if looping is None:
            return [page.model_copy(update={"relevant": formula(relevant), "shuffle": step.shuffle}) for page in pages]
        return [self._loop(looping, pages, relevant, step.shuffle)]

    def _inside(self, block: Block, looping: Looping | None) -> "_Block":
        if looping is None:
            logic = Logic(self.symbols, self.names, self.pipes, self.notes)
            return _Block(block, logic, self.words, self.pipes)
        self.symbols.loops.update(dict.fromkeys(block.questions, looping.name))
        pipes = self.pipes.inside(looping.name, looping.fields)
        logic = Logic(self.symbols, self.names, pipes, self.notes, looping.name)
        return _Block(block, logic, self.words.inside(pipes), pipes)

    def _loop(self, looping: Looping, pages: list[Page], relevant: str, shuffle: str) -> Loop:
        first = pages[0]
        fields = tuple(Calculated(name=name, formula=Formula(text=text)) for name, text in looping.calculated.items())
        pages[0] = first.model_copy(update={"questions": (*fields, *first.questions)})
        asked = formula(self._bounded(looping.relevant, Place("block", 0, looping.name)))
        return Loop(
            name=looping.name,
            relevant=formula(relevant),
            pages=tuple(page.model_copy(update={"relevant": asked}) for page in pages),
            shuffle=shuffle,
            **looping.attributes,
        )

    def _page(self, group: Sequence[str], inside: "_Block", order: Order, looping: Looping | None) -> Page:
        place = Place("block", 0, inside.block.title)
        questions = [self._question(name, inside, order) for name in group if name in self.questions]
        computed = tuple(
            Calculated(name=name, formula=Formula(text=text)) for name, text in inside.pipes.drained().items()
        )
        for question in questions:
            self.places[question.name] = Place("question", 0, question.name)
        page = self.page_names.free(inside.block.title or "page")
        self.places[page] = place
        return Page(name=page, questions=(*computed, *questions), rotate=order.rotates)

    def _question(self, name: str, inside: "_Block", order: Order) -> AnyQuestion:
        payload, symbol = self.questions[name], self.symbols.questions[name]
        place = Place("question", 0, symbol.name)
        shown = inside.logic.read(logic_of(payload), place)
        relevant = all_of((shown, *self._skipped(name, inside), order.drawn.get(name, "")))
        asked = Asked(
            payload,
            symbol,
            inside.words,
            self.lists,
            inside.logic,
            self.notes,
            self._bounded(relevant, place),
        )
        question = kind_of(payload).build(asked)
        return question.model_copy(update={"anchored": True}) if name in order.fixed else question

    def _skipped(self, name: str, inside: "_Block") -> Iterator[str]:
        """That no skip logic before a question leads past it."""
        order = inside.places
        place = order[name]
        for slot in inside.skipping:
            if order[slot.question] >= place:
                break
            for skip in slot.skips:
                destination = as_text(skip.get("SkipToDestination"))
                if place >= order.get(destination, len(order)):
                    continue
                condition = inside.logic.skip(skip, Place("question", 0, slot.question))
                shown = self.symbols.shown.get(slot.question, TRUE)
                if condition:
                    yield negated(all_of(("" if shown == TRUE else shown, condition)))

    def _bounded(self, text: str, place: Place) -> str:
        if len(text) <= LONGEST_FORMULA:
            return text
        self.notes.warning(
            place,
            "expression_dropped",
            reason=because("too_long", length=len(text), limit=LONGEST_FORMULA),
            expression=text,
        )
        return ""

    def _order(self, block: Block) -> Order:
        mode = as_text(block.options.get("RandomizeQuestions")) or "false"
        randomization = as_map(block.options.get("Randomization"))
        advanced = as_map(randomization.get("Advanced"))
        if mode.lower() in ("false", "none", "0"):
            return Order()
        kept = as_whole(advanced.get("TotalRandSubset")) or as_whole(randomization.get("TotalRandSubset")) or 0
        if mode == "RandomWithOnlyX" and kept > 0:
            return Order(rotates=True, drawn=self._drawn(block.questions, kept))
        if mode != "Advanced":
            return Order(rotates=True)
        names = [as_text(one) for one in as_items(advanced.get("FixedOrder"))]
        subset = [as_text(one) for one in as_items(advanced.get("RandomSubSet"))]
        return Order(
            rotates=RANDOMIZED in names or bool(subset) or bool(as_items(advanced.get("RandomizeAll"))),
            fixed=frozenset(names) - {RANDOMIZED, _SUBSET},
            drawn=self._drawn(subset, kept or names.count(_SUBSET) or len(subset)),
        )

    def _drawn(self, names: Sequence[str], kept: int) -> Mapping[str, str]:
        known = [name for name in names if name in self.questions]
        return dict(zip(known, self.flow.draw(len(known), min(kept, len(known))), strict=True))


@dataclass(frozen=True)
class _Block:
    """A block with what reads its logic and its texts."""

    block: Block
    logic: Logic
    words: Words
    pipes: Pipes

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each question stands."""
        return {name: place for place, name in enumerate(self.block.questions)}

    @cached_property
    def skipping(self) -> tuple[Slot, ...]:
        """The questions with skip logic."""
        return tuple(slot for slot in self.block.slots if slot.question and slot.skips)


def logic_of(payload: Payload) -> object:
    """The display logic of a question; older files call it otherwise where it is on the same page."""
    return payload.get("DisplayLogic") or payload.get("InPageDisplayLogic")


def merged(items: Sequence[PageOrLoop]) -> list[PageOrLoop]:
    """Without pages on which nothing is seen: what they hold goes to a page beside, under the same condition."""
    kept: list[PageOrLoop] = []
    for item in items:
        before = kept[-1] if kept else None
        if not isinstance(item, Page) or not isinstance(before, Page) or before.relevant != item.relevant:
            kept.append(item)
        elif _is_unseen(item) or _is_unseen(before):
            seen = before if _is_unseen(item) else item
            kept[-1] = seen.model_copy(update={"questions": (*before.questions, *item.questions)})
        else:
            kept.append(item)
    return kept


def _is_unseen(item: PageOrLoop) -> bool:
    return isinstance(item, Page) and not any(question.visible for question in item.questions)
