"""Groups to pages and repeats to loops.

A group that holds questions is a page: groups inside it lend their condition and their label to
their questions. A group that holds nothing but groups, or has a repeat in it, is a section: what
it holds becomes pages. Questions that stand in no group are put on pages of a few.
"""

from collections.abc import Iterator, Sequence

from surveys.formats.xlsform.batteries import Battery, gather, read_battery
from surveys.formats.xlsform.names import free_name
from surveys.formats.xlsform.parameters import Parameters, appearance_words, report_appearance
from surveys.formats.xlsform.questions import read_question
from surveys.formats.xlsform.records import Record, as_number
from surveys.formats.xlsform.row_cells import Context, both, name_of
from surveys.formats.xlsform.tree import Group, Item, Node
from surveys.questionnaire.definition import Loop, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Note

#: A page takes no more questions that stand in no group.
LOOSE_QUESTIONS = 8
_LIMIT, _HIGHEST_LIMIT = 20, 50
_LONGEST_WORD = 64


class PageReader:
    """Reads the tree of a survey sheet; page names are free in the whole form."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names: set[str] = set()
        self._loops: set[str] = set()

    def read(self, nodes: Sequence[Node]) -> tuple[Page | Loop, ...]:
        return tuple(self._section(nodes, None, "page", in_loop=False))

    def _section(
        self, nodes: Sequence[Node], outer: Formula | None, name: str, *, in_loop: bool
    ) -> Iterator[Page | Loop]:
        """Pages of what stands at one level; loose questions go on pages called `name`."""
        loose: list[AnyQuestion] = []
        for node in gather(nodes):
            if isinstance(node, Item):
                loose += self._questions([node], outer)
            else:
                yield from self._loose_pages(loose, name)
                loose = []
                yield from self._block(node, outer, in_loop=in_loop)
        yield from self._loose_pages(loose, name)

    def _block(self, node: Group | Battery, outer: Formula | None, *, in_loop: bool) -> Iterator[Page | Loop]:
        if isinstance(node, Battery):
            name = self._free(name_of(node.head), node.head)
            yield Page(name=name, questions=(read_battery(node, outer, self._context),))
        elif node.repeats and not in_loop:
            yield from self._loop(node, outer)
        else:
            if node.repeats:
                node.record.notes.warning(node.record.place("type"), "nested_repeat")
            yield from self._group(node, outer, in_loop=in_loop)

    def _group(self, group: Group, outer: Formula | None, *, in_loop: bool) -> Iterator[Page | Loop]:
        record = group.record
        report_appearance(record, ())
        if not _is_page(group):
            if record.has("hint"):
                record.notes.info(record.place("hint"), "group_hint_ignored")
            condition = both(outer, record.formula("relevant"))
            pages = list(self._section(group.children, condition, name_of(record), in_loop=in_loop))
            yield from self._headed(pages, record)
            return
        questions = tuple(self._questions(gather(group.children), None))
        text = record.wording("hint")
        if not questions and not text:
            record.notes.info(record.place(), "empty_group", name=name_of(record))
            return
        parameters = Parameters(record)
        yield Page(
            name=self._free(name_of(record), record),
            title=record.wording("label"),
            text=text,
            relevant=both(outer, record.formula("relevant")),
            questions=questions,
            rotate=parameters.yes("randomize"),
            shuffle=parameters.text("shuffle")[:_LONGEST_WORD],
        )
        parameters.report_rest()

    def _headed(self, pages: Sequence[Page | Loop], record: Record) -> Iterator[Page | Loop]:
        """The pages of a section, with its label as a note at the head of the first."""
        notes = tuple(_label_note(record, None))
        if not pages or not notes:
            yield from pages
            return
        first, *others = pages
        if isinstance(first, Page):
            yield first.model_copy(update={"questions": (*notes, *first.questions)})
        else:
            yield Page(name=self._free(name_of(record), record), relevant=first.relevant, questions=notes)
            yield first
        yield from others

    def _loop(self, group: Group, outer: Formula | None) -> Iterator[Page | Loop]:
        record = group.record
        name = free_name(name_of(record), self._loops)
        self._loops.add(name)
        self._context.places.setdefault(name, record.place())
        pages = tuple(
            page for page in self._section(group.children, None, name, in_loop=True) if isinstance(page, Page)
        )
        if not pages:
            record.notes.info(record.place(), "empty_group", name=name)
            return
        parameters = Parameters(record)
        over = parameters.text("over")
        count = None if over else self._count(record)
        yield Loop(
            name=name,
            title=record.wording("label"),
            relevant=both(outer, record.formula("relevant")),
            count=count,
            over=record.renamed(over) if over else "",
            limit=_limit(record, parameters, count),
            pages=pages,
            rotate=parameters.yes("randomize"),
            shuffle=parameters.text("shuffle")[:_LONGEST_WORD],
        )
        parameters.report_rest()

    def _count(self, record: Record) -> Formula:
        count = record.formula("repeat_count")
        if count is None:
            record.notes.warning(record.place(), "repeat_without_count")
        return count or Formula(text="1")

    def _questions(self, nodes: Sequence[Node | Battery], outer: Formula | None) -> Iterator[AnyQuestion]:
        """The questions of a page; a group among them gives its label as a note, and its condition."""
        for node in nodes:
            if isinstance(node, Battery):
                yield read_battery(node, outer, self._context)
            elif isinstance(node, Item):
                question = read_question(node.record, outer, self._context)
                if question is not None:
                    yield question
            else:
                condition = both(outer, node.record.formula("relevant"))
                yield from _label_note(node.record, condition)
                yield from self._questions(gather(node.children), condition)

    def _loose_pages(self, questions: Sequence[AnyQuestion], name: str) -> Iterator[Page]:
        for start in range(0, len(questions), LOOSE_QUESTIONS):
            chunk = tuple(questions[start : start + LOOSE_QUESTIONS])
            yield Page(name=self._free(f"{name}_{start // LOOSE_QUESTIONS + 1}", None), questions=chunk)

    def _free(self, name: str, record: Record | None) -> str:
        free = free_name(name, self._names)
        self._names.add(free)
        if record is not None:
            self._context.places.setdefault(free, record.place())
            if free != name:
                record.notes.warning(record.place("name"), "page_renamed", old=name, new=free)
        return free


def _is_page(group: Group) -> bool:
    """Whether a group's questions stand together: it says so or has some of its own, and no repeat inside."""
    if _has_repeat(group):
        return False
    children = gather(group.children)
    together = "field-list" in appearance_words(group.record)
    return together or not children or any(not isinstance(child, Group) for child in children)


def _has_repeat(group: Group) -> bool:
    return any(isinstance(child, Group) and (child.repeats or _has_repeat(child)) for child in group.children)


def _label_note(record: Record, relevant: Formula | None) -> Iterator[Note]:
    label = record.wording("label")
    if label:
        yield Note(name=name_of(record), label=label, hint=record.wording("hint"), relevant=relevant)


def _limit(record: Record, parameters: Parameters, count: Formula | None) -> int:
    """How many passages a loop may have at most: its `limit` parameter, or what its count says."""
    given = parameters.whole("limit", least=1, most=_HIGHEST_LIMIT)
    constant = as_number(count.text) if count else None
    if constant is not None and constant > _HIGHEST_LIMIT:
        record.notes.warning(record.place("repeat_count"), "repeat_cut", limit=_HIGHEST_LIMIT)
    wanted = given or max(_LIMIT, int(constant or 0))
    return min(wanted, _HIGHEST_LIMIT)
