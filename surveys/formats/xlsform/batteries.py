"""Questions made of several rows: tables of selects on one list, and the groups that say what they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from surveys.formats.xlsform.fields import Values, made
from surveys.formats.xlsform.kinds import kind_of
from surveys.formats.xlsform.parameters import Parameters, appearance_words
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.requirement import required_of
from surveys.formats.xlsform.row_cells import Context, common_cells, part_name
from surveys.formats.xlsform.shapes import CLASSES, GROUPED, Field, fields_of, parts_of
from surveys.formats.xlsform.tree import Group, Item, Node
from surveys.formats.xlsform.words import SELECTS, TABLE
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion

#: What a row of a table cannot have: it is asked with the others, or not at all.
_OF_ITS_OWN = ("constraint", "calculation", "default")
#: The tables, by the kind of their rows.
_TABLES = {"single": "matrix", "multiple": "matrix_multiple"}
#: What asks for a line of a group by a word of XLSForm, and not by "row".
_ROWS = frozenset({"text", "number", "decimal", "single"})


@dataclass(frozen=True)
class Battery:
    """The row that heads a question of several, and those that it is made of; `type`: which question it is."""

    head: Record
    rows: tuple[Record, ...]
    type: str


def gather(children: Sequence[Node]) -> list[Node | Battery]:
    """Children with their batteries gathered: groups, and `label` rows with the `list-nolabel` ones below."""
    gathered: list[Node | Battery] = []
    rest = list(children)
    while rest:
        node = rest.pop(0)
        battery = _group(node) if isinstance(node, Group) else _label_run(node, rest)
        if battery and isinstance(node, Item):
            del rest[: len(battery.rows)]
        gathered.append(battery or node)
    return gathered


def _group(group: Group) -> Battery | None:
    words = appearance_words(group.record)
    named = sorted(words & GROUPED)
    if group.repeats or not (named or TABLE in words):
        return None
    rows = tuple(child.record for child in group.children if isinstance(child, Item))
    whole = len(rows) == len(group.children)
    if named and whole and _has_parts(named[0], rows):
        return Battery(group.record, rows, named[0])
    if whole and _is_table(rows):
        return Battery(group.record, rows, _TABLES[kind_of(rows[0].cell("type")).name])
    group.record.notes.warning(group.record.place("appearance"), "battery_split")
    return None


def _has_parts(type_: str, rows: Sequence[Record]) -> bool:
    """Whether a group has every kind of part that its type needs, and nothing else."""
    found = {_part_of(row) for row in rows}
    return found == {field.part for field in parts_of(CLASSES[type_])}


def _part_of(record: Record) -> str:
    """Which part a row is: a question that stands for a row is one."""
    kind = kind_of(record.cell("type"))
    return kind.part or ("row" if kind.name in _ROWS else kind.name)


def _label_run(item: Item, following: Sequence[Node]) -> Battery | None:
    kind = kind_of(item.record.cell("type")).name
    if "label" not in appearance_words(item.record) or kind not in _TABLES:
        return None
    run = takewhile(lambda node: isinstance(node, Item) and "list-nolabel" in appearance_words(node.record), following)
    rows = tuple(node.record for node in run if isinstance(node, Item))
    if rows and _is_table([item.record, *rows]):
        return Battery(item.record, rows, _TABLES[kind])
    item.record.notes.warning(item.record.place("appearance"), "battery_split")
    return None


def _is_table(rows: Sequence[Record]) -> bool:
    kinds = [kind_of(row.cell("type")) for row in rows]
    same_list = bool(kinds) and all(kind == kinds[0] for kind in kinds)
    plain = not any(row.has(column) for row in rows for column in _OF_ITS_OWN)
    filtered = len({row.cell("choice_filter") for row in rows}) <= 1
    return same_list and kinds[0].name in _TABLES and not kinds[0].or_other and plain and filtered


def read_battery(battery: Battery, outer: Formula | None, context: Context) -> AnyQuestion:
    """The question of several rows, asked only where `outer` holds too."""
    head, parameters = battery.head, Parameters(battery.head)
    given = common_cells(head, outer)
    for field in parts_of(CLASSES[battery.type]):
        records = [row for row in battery.rows if _part_of(row) in (field.part, *_TABLES)]
        given[field.name] = tuple(_part(field, row, head, context) for row in records)
    if battery.type in SELECTS:
        given |= _table_cells(battery, given, context)
    question = made(battery.type, given, Values(head, parameters, context.lists))
    parameters.report_rest()
    context.places.setdefault(question.name, head.place())
    for record in battery.rows:
        context.places.setdefault(part_name(record), record.place())
        if record.has("hint"):
            record.notes.warning(record.place("hint"), "row_hint_ignored")
    return question


def _table_cells(battery: Battery, given: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """What the rows of a table say of it: their list, and whether they are required."""
    first = battery.rows[0]
    found = {required_of(row) for row in battery.rows}
    if len(found) > 1:
        battery.head.notes.warning(battery.head.place(), "battery_required")
    level = next(level for level in ("required", "soft", "optional") if level in {one for one, _ in found})
    condition = given["required_if"] or next((formula for _, formula in found if formula), None)
    return {
        "list": context.lists.name(kind_of(first.cell("type")).target, first),
        "choice_filter": first.formula("choice_filter"),
        "required": level,
        "required_if": condition if level == "optional" or given["required_if"] else None,
        "required_message": given["required_message"] or first.wording("required_message"),
    }


def _part(field: Field, record: Record, head: Record, context: Context) -> Any:
    """A row, a column or a scale; what the row above a table says for all of them is not said again."""
    cells: dict[str, Any] = {"name": part_name(record), "label": record.wording("label")}
    spoken = "" if kind_of(head.cell("type")).name == "begin" else head.cell("relevant")
    for one in fields_of(field.model) if field.model else ():
        if one.shape == "wording":
            cells[one.name] = record.wording(one.column)
        elif one.shape == "formula":
            cells[one.name] = record.formula(one.column) if record.cell(one.column) != spoken else None
        elif one.name == "list":
            cells["list"] = context.lists.name(kind_of(record.cell("type")).target, record)
        elif record.has(one.column):
            cells[one.name] = record.yes(one.column)
    return field.model(**cells) if field.model else None
