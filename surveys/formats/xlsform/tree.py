"""The survey sheet as a tree: rows, and groups and repeats of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.kinds import kind_of
from surveys.formats.xlsform.records import Record

DEEPEST = 20


@dataclass(frozen=True)
class Item:
    """A row that is no begin and no end."""

    record: Record


@dataclass
class Group:
    """A group, or a repeat (`kind` is then repeat or loop), and what stands in it."""

    record: Record
    kind: str
    children: list["Item | Group"] = field(default_factory=list)

    @property
    def repeats(self) -> bool:
        return self.kind != "group"


Node = Item | Group


def read_tree(records: Iterable[Record]) -> tuple[Node, ...]:
    """The rows of a survey sheet in their groups; begins and ends that do not match are reported."""
    top: list[Node] = []
    open_groups: list[Group] = []
    for record in records:
        kind = kind_of(record.cell("type"))
        children = open_groups[-1].children if open_groups else top
        if not _is_read(record):
            continue
        if kind.name == "begin":
            if len(open_groups) == DEEPEST:
                raise UnreadableFile("too_deep", {"limit": DEEPEST})
            group = Group(record, kind.target)
            children.append(group)
            open_groups.append(group)
        elif kind.name != "end":
            children.append(Item(record))
        elif open_groups:
            closed = open_groups.pop()
            if closed.kind != kind.target:
                record.fault("type", "end_of_another", begun=closed.kind, ended=kind.target)
        else:
            record.fault("type", "end_without_begin")
    for group in open_groups:
        group.record.fault("type", "group_not_closed")
    return tuple(top)


def _is_read(record: Record) -> bool:
    """Whether a row is part of the form: not disabled, and with a type."""
    if record.has("disabled") and record.yes("disabled"):
        record.notes.info(record.place("disabled"), "row_disabled")
        return False
    if record.cell("type"):
        return True
    if record.cell("name"):
        record.fault("name", "row_without_type", name=record.cell("name"))
    else:
        record.notes.info(record.place(), "row_ignored")
    return False
