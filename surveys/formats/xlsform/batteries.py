"""Batteries: several `select_one` on one list, written as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from surveys.formats.xlsform.kinds import kind_of
from surveys.formats.xlsform.parameters import Parameters, appearance_words
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.row_cells import Context, both, common_cells, name_of, required_of
from surveys.formats.xlsform.tree import Group, Item, Node
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Matrix, Row
from surveys.questionnaire.types.base import Required

#: What a row of a battery cannot have: it is asked with the others, or not at all.
_OF_ITS_OWN = ("constraint", "calculation", "choice_filter", "default")


@dataclass(frozen=True)
class Battery:
    """The row that heads a battery, and those that it is made of."""

    head: Record
    rows: tuple[Record, ...]


def gather(children: Sequence[Node]) -> list[Node | Battery]:
    """Children with their batteries gathered: `table-list` groups, and `label` rows with `list-nolabel` ones."""
    gathered: list[Node | Battery] = []
    rest = list(children)
    while rest:
        node = rest.pop(0)
        battery = _table_group(node) if isinstance(node, Group) else _label_run(node, rest)
        if battery and isinstance(node, Item):
            del rest[: len(battery.rows)]
        gathered.append(battery or node)
    return gathered


def _table_group(group: Group) -> Battery | None:
    if group.repeats or "table-list" not in appearance_words(group.record):
        return None
    rows = [child.record for child in group.children if isinstance(child, Item)]
    if len(rows) == len(group.children) and _is_table(rows):
        return Battery(group.record, tuple(rows))
    group.record.notes.warning(group.record.place("appearance"), "battery_split")
    return None


def _label_run(item: Item, following: Sequence[Node]) -> Battery | None:
    if "label" not in appearance_words(item.record) or kind_of(item.record.cell("type")).name != "single":
        return None
    run = takewhile(lambda node: isinstance(node, Item) and "list-nolabel" in appearance_words(node.record), following)
    rows = [node.record for node in run if isinstance(node, Item)]
    if _is_table([item.record, *rows]) and rows:
        return Battery(item.record, tuple(rows))
    item.record.notes.warning(item.record.place("appearance"), "battery_split")
    return None


def _is_table(rows: Sequence[Record]) -> bool:
    kinds = [kind_of(row.cell("type")) for row in rows]
    same_list = bool(kinds) and all(kind == kinds[0] for kind in kinds)
    plain = not any(row.has(column) for row in rows for column in _OF_ITS_OWN)
    together = len({row.cell("relevant") for row in rows}) <= 1
    return same_list and kinds[0].name == "single" and not kinds[0].or_other and plain and together


def read_battery(battery: Battery, outer: Formula | None, context: Context) -> Matrix:
    """The matrix of a battery, asked only where `outer` holds too."""
    head, rows = battery.head, battery.rows
    parameters = Parameters(head)
    cells = common_cells(head, outer)
    matrix = Matrix(
        **cells
        | {
            "required_message": rows[0].wording("required_message") or cells["required_message"],
            "relevant": both(cells["relevant"], rows[0].formula("relevant")),
        },
        required=_required(battery),
        list=context.lists.name(kind_of(rows[0].cell("type")).target, rows[0]),
        rows=tuple(Row(name=name_of(row), label=row.wording("label")) for row in rows),
        rotate=parameters.yes("randomize"),
    )
    parameters.report_rest()
    context.places.setdefault(matrix.name, head.place())
    for row, record in zip(matrix.rows, rows, strict=True):
        context.places.setdefault(row.name, record.place())
        if record.has("hint"):
            record.notes.warning(record.place("hint"), "row_hint_ignored")
    return matrix


def _required(battery: Battery) -> Required:
    found = {required_of(row) for row in battery.rows}
    if len(found) > 1:
        battery.head.notes.warning(battery.head.place(), "battery_required")
    return next(level for level in ("required", "soft", "optional") if level in found)
