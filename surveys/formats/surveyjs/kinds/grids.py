"""Tables whose cells differ by column: one question when one of ours can hold them all, else several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from surveys.formats.surveyjs.choices import OTHER, Choices, item_value, special_choices
from surveys.formats.surveyjs.drafts import Asked, Draft, Reading, common, own_conditions
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.expressions import all_of
from surveys.formats.surveyjs.kinds import closed
from surveys.formats.surveyjs.kinds import open as opened
from surveys.formats.surveyjs.kinds.batteries import row_conditions, row_of, rows_of
from surveys.formats.surveyjs.names import legal_name
from surveys.formats.surveyjs.symbols import NO_CODES, Symbol
from surveys.formats.surveyjs.validators import demands
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Column,
    Grid,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    Row,
    Scale,
)

Kind = Literal["choice", "several", "number", "text"]
_SEVERAL = frozenset({"checkbox", "tagbox"})
_CHOICES = frozenset({"dropdown", "radiogroup", "boolean", "rating", "buttongroup", "imagepicker"})
_OPEN = frozenset({"text", "comment", "expression", "html", "image", "file", "slider", "signaturepad"})
_NOT_IN_CELLS = ("requiredIf", "defaultValueExpression", "totalType")
_MOST_COLUMNS, _MOST_CELLS, _LONGEST_COLUMN = 60, 1000, 20


@dataclass(frozen=True)
class _Cell:
    """A column: its name in the file, what its cells are, and the question that a cell would be."""

    name: str
    kind: Kind
    element: Element
    choices: Choices | None = None


def matrix_dropdown(asked: Asked, reading: Reading) -> list[Draft]:
    """`matrixdropdown`."""
    lines = rows_of(asked.element, asked, reading)
    return table(asked, reading, lines)


def table(asked: Asked, reading: Reading, lines: list[Element]) -> list[Draft]:
    """The questions of a table with these rows."""
    cells = list(_cells(asked, reading))[:_MOST_COLUMNS]
    if not cells or not lines:
        reading.notes.warning(asked.place, "no_choices")
        return opened.html(asked, reading)
    lines = lines[: max(1, _MOST_CELLS // len(cells))]
    groups = list(_groups(cells))
    parts = [_Part(asked, reading, tuple(lines), tuple(group), alone=len(groups) == 1) for group in groups]
    drafts = [part.draft() for part in parts]
    reading.written.setdefault(asked.element.name, drafts[0].question.name)
    if len(groups) > 1:
        reading.notes.warning(asked.place, "table_split", count=len(groups))
    fields = tuple(field for draft in drafts for field in draft.question.keys())  # noqa: SIM118 - no mapping
    reading.put(asked, "", Symbol(fields=fields[:100]))
    if asked.element.has("defaultValue"):
        reading.notes.warning(asked.place, "default_dropped")
    return closed.with_comment(drafts, asked, reading)


def column_question(asked: Asked, column: Element, number: int) -> Element:
    """The question that stands in each cell of a column, in a table with types and choices of its own."""
    kind = column.words("cellType").lower()
    around = asked.element
    if kind in ("", "default"):
        kind = around.words("cellType").lower() or "dropdown"
    raw = {**column.raw, "type": kind, "name": column.name or column.words("title") or f"column{number}"}
    if not column.has("choices", "choicesByUrl", "choicesFromQuestion"):
        raw["choices"] = around.raw.get("choices")
    return Element(raw)


def _cells(asked: Asked, reading: Reading) -> Iterator[_Cell]:
    seen: set[str] = set()
    for number, column in enumerate(asked.element.children("columns"), start=1):
        element = column_question(asked, column, number)
        name = element.name
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        if element.type in _SEVERAL | _CHOICES or (element.type not in _OPEN and element.has("choices")):
            choices = _choices(asked, element, reading)
            if choices.name:
                yield _Cell(name, "several" if element.type in _SEVERAL else "choice", element, choices)
                continue
        yield _Cell(name, "number" if _is_number(element, reading) else "text", element)


def _is_number(element: Element, reading: Reading) -> bool:
    if element.type not in ("text", "expression", "slider"):
        return False
    written = element.words("inputType").lower()
    return written in ("number", "range") or element.type == "slider" or demands(Asked(element), reading).numeric


def _choices(asked: Asked, element: Element, reading: Reading) -> Choices:
    place = asked.at(element.name)
    if element.type == "boolean":
        values = [
            value_text(element.raw.get("valueTrue")) or "true",
            value_text(element.raw.get("valueFalse")) or "false",
        ]
        labels = [element.raw.get("labelTrue") or _YES, element.raw.get("labelFalse") or _NO]
        items = [Element({"value": value, "text": label}) for value, label in zip(values, labels, strict=True)]
    elif element.type == "rating":
        items = list(element.children("rateValues")) or [Element({"value": mark}) for mark in closed.marks(element)]
    else:
        items = list(element.children("choices"))
    special = tuple(
        choice.model_copy(update={"other": False})  # a cell has no room for what "other" is
        for choice in special_choices(element, reading.texts, place)
    )
    if any(choice.code == OTHER for choice in special):
        reading.notes.warning(place, "other_not_specified")
    return reading.lists.read(items, f"{asked.element.name}_{element.name}", place, special)


_YES: Mapping[str, str] = {"default": "Yes", "fr": "Oui"}
_NO: Mapping[str, str] = {"default": "No", "fr": "Non"}


def _groups(cells: list[_Cell]) -> Iterator[list[_Cell]]:
    """Columns that one question can hold: those that tick several, or have a condition, stand alone."""
    together: dict[str, list[_Cell]] = {}
    for number, cell in enumerate(cells):
        alone = cell.kind == "several" or own_conditions(cell.element)
        together.setdefault(f"{number}" if alone else cell.kind, []).append(cell)
    yield from together.values()


@dataclass(frozen=True)
class _Part:
    """Columns of one kind, which one question asks for every row; `alone`: they are the whole table."""

    asked: Asked
    reading: Reading
    lines: tuple[Element, ...]
    group: tuple[_Cell, ...]
    alone: bool

    @property
    def first(self) -> _Cell:
        return self.group[0]

    @property
    def one_list(self) -> Choices | None:
        """The choices of a lone column: a row is then a field of its own."""
        return self.first.choices if len(self.group) == 1 else None

    def draft(self) -> Draft:
        """The question."""
        name = self._name()
        columns = self._columns()
        ends = [] if self.one_list else [f"_{column.name}" for column in columns]
        wanted = [f"{name}_{item_value(line)}" for line in self.lines]
        rows = [row_of(line, one, self.reading, self.asked, ends) for line, one in zip(self.lines, wanted, strict=True)]
        self._put_fields(columns, rows)
        base = {"name": name, "rows": tuple(rows), **self._common(columns)}
        return Draft(
            self._made(base, columns),
            self.asked.place,
            self.asked.loop,
            self.asked.relevant,
            required_if=self.asked.element.expression("requiredIf"),
            rows=self._conditions(rows),
        )

    def _name(self) -> str:
        if self.alone:
            return self.reading.name(self.asked)
        name = self.reading.names.free(f"{self.asked.element.name}_{self.first.name}")
        self.reading.places[name] = self.asked.place
        return name

    def _common(self, columns: list[Column]) -> dict[str, Any]:
        base = common(self.asked, self.reading)
        if len(self.group) == 1 and not self.alone:
            base["label"] = base["label"].then(columns[0].label)
        required = [cell.element.flag("isRequired") for cell in self.group]
        base["required"] = "required" if all(required) else "optional"
        if any(required) and not all(required):
            self.reading.notes.info(self.asked.place, "rows_required")
        return base

    def _columns(self) -> list[Column]:
        """The columns, by short names that differ."""
        names: dict[str, Wording] = {}
        for cell in self.group:
            base = legal_name(cell.name)[:_LONGEST_COLUMN]
            name, number = base, 1
            while name in names:
                number += 1
                name = f"{base}_{number}"
            label = self.reading.texts.wording(cell.element, "title", place=self.asked.at(cell.name))
            names[name] = label or self.reading.texts.plain(cell.name)
        return [Column(name=name, label=label) for name, label in names.items()]

    def _put_fields(self, columns: list[Column], rows: list[Row]) -> None:
        for line, row in zip(self.lines, rows, strict=True):
            for cell, column in zip(self.group, columns, strict=True):
                field = row.name if self.one_list else f"{row.name}_{column.name}"
                codes = cell.choices.codes if cell.choices else NO_CODES
                symbol = Symbol(field, codes, single=cell.kind == "choice")
                self.reading.put(self.asked, f".{item_value(line)}.{cell.name}", symbol)

    def _made(self, base: dict[str, Any], columns: list[Column]) -> AnyQuestion:
        if self.one_list:
            several = self.first.kind == "several"
            return (MatrixMultiple if several else Matrix)(list=self.one_list.name, **base)
        if self.first.choices:
            lists = [cell.choices.name if cell.choices else "" for cell in self.group]
            pairs = zip(columns, lists, strict=True)
            return MatrixScales(
                scales=tuple(Scale(name=column.name, label=column.label, list=name) for column, name in pairs), **base
            )
        whole = all(cell.element.number("step") == 1 for cell in self.group)
        kind: Literal["matrix_number", "matrix_text"] = (
            "matrix_number" if self.first.kind == "number" else "matrix_text"
        )
        return Grid(type=kind, columns=tuple(columns), whole=whole, **base)

    def _conditions(self, rows: list[Row]) -> Mapping[str, str]:
        """The rows' own conditions, and that of the column, where `{row.x}` is another cell of the row."""
        found = dict(row_conditions(self.asked, list(self.lines), rows))
        column = all_of(own_conditions(self.first.element)) if len(self.group) == 1 else ""
        for line, row in zip(self.lines, rows, strict=True) if column else ():
            there = column.replace("{row.", f"{{{self.asked.element.name}.{item_value(line)}.")
            found[row.name] = all_of((there, found.get(row.name, "")))
        for cell in self.group:
            for key in _NOT_IN_CELLS:
                if cell.element.has(key):
                    self.reading.notes.warning(self.asked.at(cell.name), "property_dropped", property=key)
        return found
