"""A Qualtrics file in typed pieces: blocks, questions and flow. Nothing is interpreted yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.formats.imported import Counts
from surveys.formats.qualtrics.loose import as_items, as_map, as_maps, as_text
from surveys.formats.report import Notes, Place
from surveys.formats.unreadable import UnreadableFile

MOST_QUESTIONS = 3_000
#: Elements of the flow stand in one another no deeper.
DEEPEST = 25

#: What a question of a file says, by Qualtrics's own keys.
Payload = Mapping[str, Any]

#: Elements that say nothing of what is asked.
_SILENT = frozenset({"RS", "STAT", "QC", "PROJ", "PL", "NT", "SO", "BL", "FL", "SQ", "QGO", "SCO", ""})


@dataclass(frozen=True)
class Slot:
    """A question in a block, with its skip logic, or a page break (`question` is "")."""

    question: str = ""
    skips: tuple[Payload, ...] = ()


@dataclass(frozen=True)
class Block:
    """A block of the survey editor."""

    name: str
    title: str
    slots: tuple[Slot, ...]
    options: Payload = field(default_factory=dict)

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(slot.question for slot in self.slots if slot.question)

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The questions between page breaks."""
        groups: list[list[str]] = [[]]
        for slot in self.slots:
            if slot.question:
                groups[-1].append(slot.question)
            else:
                groups.append([])
        return tuple(map(tuple, groups))

    @property
    def undisplayed(self) -> frozenset[str]:
        """The questions that its random order leaves out."""
        if as_text(self.options.get("RandomizeQuestions")) != "Advanced":
            return frozenset()
        advanced = as_map(as_map(self.options.get("Randomization")).get("Advanced"))
        return frozenset(as_text(one) for one in as_items(advanced.get("Undisplayed")))


@dataclass(frozen=True)
class Survey:
    """Blocks and questions by their ids; those in the trash are not there."""

    entry: Payload
    options: Payload
    blocks: Mapping[str, Block]
    questions: Mapping[str, Payload]
    flow: tuple[Payload, ...]
    quotas: tuple[Payload, ...] = ()

    def asked(self) -> tuple[str, ...]:
        """The questions that the flow comes to, in the order of the blocks."""
        reached = set(_reached(self.flow))
        return tuple(
            name
            for block in self.blocks.values()
            if block.name in reached
            for name in block.questions
            if name in self.questions and name not in block.undisplayed
        )

    def counts(self) -> Counts:
        """Pages are the parts of its blocks between page breaks that hold a question."""
        groups = [
            [name for name in group if name in self.questions] for one in self.blocks.values() for group in one.groups
        ]
        return Counts(pages=sum(1 for group in groups if group), questions=sum(map(len, groups)))


def _reached(items: Iterable[Payload], depth: int = 0) -> Iterator[str]:
    for item in items:
        yield as_text(item.get("ID"))
        if depth < DEEPEST:
            yield from _reached(as_maps(item.get("Flow")), depth + 1)


def read_survey(document: Mapping[str, Any], notes: Notes) -> Survey:
    """The pieces of a file. Raises UnreadableFile for one that asks nothing."""
    elements = [_tagged(element) for element in as_maps(document.get("SurveyElements"))]
    blocks, trash = _blocks(elements)
    blocks = _once(blocks, notes)
    payloads = {
        name: question
        for question in _payloads(elements, "SQ")
        if (name := as_text(question.get("QuestionID"))) and name not in trash
    }
    if not payloads:
        raise UnreadableFile("nothing_asked")
    if len(payloads) > MOST_QUESTIONS:
        raise UnreadableFile("too_many_questions", {"limit": MOST_QUESTIONS})
    if not blocks:
        blocks = {"": Block("", "", tuple(Slot(name) for name in payloads))}
    _report(elements, blocks, payloads, trash, notes)
    roots = _payloads(elements, "FL")
    return Survey(
        entry=as_map(document.get("SurveyEntry")),
        options=next(iter(_payloads(elements, "SO")), {}),
        blocks=blocks,
        questions=payloads,
        flow=as_maps(roots[0].get("Flow")) if roots else _every_block(blocks),
        quotas=tuple(_payloads(elements, "QO")),
    )


def _every_block(blocks: Mapping[str, Block]) -> tuple[Payload, ...]:
    return tuple({"Type": "Block", "ID": name} for name in blocks)


def _tagged(element: Payload) -> Payload:
    """An element with its kind, which other programs than Qualtrics forget to write."""
    if "Element" in element:
        return element
    if "BlockElements" in element:
        return {"Element": "BL", "Payload": element}
    if isinstance(element.get("Flow"), list):
        return {"Element": "FL", "Payload": element}
    return {**element, "Element": "SQ"} if isinstance(element.get("Payload"), Mapping) else element


def _payloads(elements: list[Payload], kind: str) -> list[Payload]:
    found = [element for element in elements if element.get("Element") == kind]
    return [
        {**({"QuestionID": one.get("PrimaryAttribute")} if kind == "SQ" else {}), **payload}
        for one in found
        if isinstance(payload := one.get("Payload"), Mapping)
    ]


def _blocks(elements: list[Payload]) -> tuple[dict[str, Block], frozenset[str]]:
    """The blocks in order, and the questions that were thrown away and stand in no other block."""
    blocks: dict[str, Block] = {}
    thrown: set[str] = set()
    for raw in _raw_blocks(elements):
        slots = tuple(_slots(raw))
        if raw.get("Type") == "Trash":
            thrown.update(slot.question for slot in slots)
        elif name := as_text(raw.get("ID")):
            blocks[name] = Block(name, as_text(raw.get("Description")), slots, as_map(raw.get("Options")))
    used = {question for block in blocks.values() for question in block.questions}
    return blocks, frozenset(thrown - used)


def _once(blocks: Mapping[str, Block], notes: Notes) -> dict[str, Block]:
    """Each question in the first block that holds it: it has one name and one answer."""
    seen: set[str] = set()
    kept: dict[str, Block] = {}
    for name, block in blocks.items():
        for again in sorted(seen.intersection(block.questions)):
            notes.warning(Place("question", 0, again), "question_repeated")
        kept[name] = replace(block, slots=tuple(slot for slot in block.slots if slot.question not in seen))
        seen.update(block.questions)
    return kept


def _raw_blocks(elements: list[Payload]) -> Iterator[Payload]:
    """One element holds every block, in a list or a map; some programs write an element each."""
    for element in elements:
        payload = element.get("Payload")
        if element.get("Element") != "BL":
            continue
        if isinstance(payload, Mapping) and "BlockElements" in payload:
            yield payload
        else:
            yield from as_maps(payload)


def _slots(raw: Payload) -> Iterator[Slot]:
    seen: set[str] = set()
    for item in as_items(raw.get("BlockElements")):
        if not isinstance(item, Mapping):
            continue
        question = as_text(item.get("QuestionID"))
        if item.get("Type") == "Page Break":
            yield Slot()
        elif question and question not in seen:
            seen.add(question)
            yield Slot(question, as_maps(item.get("SkipLogic")))


def _report(
    elements: list[Payload],
    blocks: Mapping[str, Block],
    payloads: Mapping[str, Payload],
    trash: frozenset[str],
    notes: Notes,
) -> None:
    used = {question for block in blocks.values() for question in block.questions}
    for name in payloads.keys() - used:
        notes.info(Place("question", 0, name), "question_in_no_block")
    for name in used - payloads.keys():
        notes.warning(Place("question", 0, name), "question_missing")
    for block in blocks.values():
        for name in sorted(block.undisplayed):
            notes.info(Place("question", 0, name), "question_undisplayed")
    if trash:
        notes.info(Place("block"), "trash_left_out", count=len(trash))
    kinds = {as_text(element.get("Element")) for element in elements}
    for kind in sorted(kinds - _SILENT - {"QO", "QG"}):
        notes.info(Place("questionnaire", 0, kind), "element_ignored", element=kind)
