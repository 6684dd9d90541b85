"""Names given twice: the later question gets another one, which its own group knows it by."""

from collections.abc import Iterator, Sequence

from surveys.formats.xlsform.kinds import kind_of
from surveys.formats.xlsform.names import free_name
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.shapes import ENDINGS
from surveys.formats.xlsform.tree import Group, Item, Node


def part_doubles(nodes: Sequence[Node]) -> None:
    """Gives the later of two questions with one name a free one.

    What stands in its group, and not in the group of the first, refers to it by the name that both had.
    """
    taken = {item.record.renamed(item.record.cell("name")) for item, _ in _items(nodes, None)}
    first: dict[str, Item] = {}
    for item, group in _items(nodes, None):
        record = item.record
        written = record.cell("name")
        if not written or kind_of(record.cell("type")).part in ENDINGS:
            continue  # columns and scales are known within their question alone
        name = record.renamed(written)
        if first.setdefault(name, item) is item:
            continue
        record.own_name = free_name(name, taken)
        taken.add(record.own_name)
        record.fault("name", "name_taken", old=written, new=record.own_name)
        if group and not any(one is first[name] for one, _ in _items(group.children, group)):
            for inner in (group.record, *_records(group.children)):
                inner.renames = {**inner.renames, written: record.own_name}


def _items(nodes: Sequence[Node], group: Group | None) -> Iterator[tuple[Item, Group | None]]:
    """Every row that is no group, with the group that it stands in."""
    for node in nodes:
        if isinstance(node, Group):
            yield from _items(node.children, node)
        else:
            yield node, group


def _records(nodes: Sequence[Node]) -> Iterator[Record]:
    for node in nodes:
        yield node.record
        if isinstance(node, Group):
            yield from _records(node.children)
