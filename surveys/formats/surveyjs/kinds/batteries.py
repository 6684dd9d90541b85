"""Tables with one answer to a row, and sets of small fields."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from surveys.formats.surveyjs.choices import item_value, split_item
from surveys.formats.surveyjs.drafts import Asked, Draft, Reading, common, own_conditions
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.expressions import all_of
from surveys.formats.surveyjs.kinds import closed
from surveys.formats.surveyjs.kinds import open as opened
from surveys.formats.surveyjs.symbols import Symbol
from surveys.formats.surveyjs.validators import Demands, demands
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Matrix, MatrixMultiple, MultipleNumber, MultipleText, Row, Single

_MOST_ROWS = 300
_ROWS = (Row(name="_", label=Wording()),)


def matrix(asked: Asked, reading: Reading) -> list[Draft]:
    """`matrix`: a row takes one of the columns, or any number of them."""
    element = asked.element
    columns, lines = list(element.children("columns")), rows_of(element, asked, reading)
    if not columns:
        reading.notes.warning(asked.place, "no_choices")
        return [opened.html(asked, reading)[0]] if not lines else _texts(asked, reading, lines)
    choices = reading.lists.read(columns, element.name or "matrix", asked.at("columns"))
    if not choices.name:
        return opened.html(asked, reading)
    several = element.words("cellType").lower() == "checkbox"
    if not lines:
        return closed.listed(asked, reading, Single, {}, choices, single=True)
    name = reading.name(asked)
    rows = [row_of(line, f"{name}_{item_value(line)}", reading, asked) for line in lines]
    for line, row in zip(lines, rows, strict=True):
        reading.put(asked, f".{item_value(line)}", Symbol(row.name, choices.codes, single=not several))
    reading.put(asked, "", Symbol(fields=tuple(row.name for row in rows)))
    base = {**common(asked, reading), "rotate": element.words("rowsOrder", "rowOrder").lower() == "random"}
    if element.flag("isAllRowRequired", "eachRowRequired"):
        base["required"] = "required"
    elif base["required"] == "required":
        reading.notes.info(asked.place, "rows_required")
    if element.flag("eachRowUnique"):
        reading.notes.warning(asked.place, "unique_dropped")
    _report_default(asked, reading)
    kind = MatrixMultiple if several else Matrix
    question = kind(name=name, list=choices.name, rows=tuple(rows), **base)
    draft = opened.finished(question, asked, reading, demands(asked, reading))
    filters = tuple(filter(None, (element.expression("columnsVisibleIf"), *choices.filters)))
    return closed.with_comment(
        [replace(draft, rows=row_conditions(asked, lines, rows), items=choices.codes, choice_filter=filters)],
        asked,
        reading,
    )


def _report_default(asked: Asked, reading: Reading) -> None:
    if asked.element.has("defaultValue"):
        reading.notes.warning(asked.place, "default_dropped")


def rows_of(element: Element, asked: Asked, reading: Reading) -> list[Element]:
    """The rows, each value once; one whose value is blank is called by its place."""
    found: dict[str, Element] = {}
    listed = element.raw.get("rows")
    lines = [split_item(item) for item in element.children("rows")]
    if isinstance(listed, list) and not lines:
        lines = [Element({"text": " "}) for blank in listed if isinstance(blank, str)]
    for number, one in enumerate(lines, start=1):
        line = one if item_value(one).strip() else Element({**one.raw, "value": f"row{number}", "text": " "})
        value = item_value(line)
        if value and len(found) < _MOST_ROWS:
            found.setdefault(value.lower(), line)
        elif value:
            reading.notes.warning(asked.at("rows"), "rows_cut", limit=_MOST_ROWS)
    return list(found.values())


def row_of(line: Element, wanted: str, reading: Reading, asked: Asked, ends: Iterable[str] = ()) -> Row:
    """One row; its name is free, and free with each of the ends."""
    name = reading.names.free(wanted, with_ends=ends)
    label = reading.texts.wording(line, "text", "title", place=asked.at("rows"))
    return Row(name=name, label=label or reading.texts.plain(item_value(line)))


def row_conditions(asked: Asked, lines: list[Element], rows: list[Row]) -> Mapping[str, str]:
    """When each row is asked: by its own condition, and by the one on all rows, where `{item}` is its value."""
    found = {}
    for line, row in zip(lines, rows, strict=True):
        value = item_value(line)
        shared = (asked.element.expression("rowsVisibleIf"), asked.element.expression("rowsEnableIf"))
        literal = "'" + value.replace("'", "\\'") + "'"
        written = [
            one.replace("{item}", literal).replace("{choice}", literal) for one in (*own_conditions(line), *shared)
        ]
        if condition := all_of(written):
            found[row.name] = condition
    return found


def multiple_text(asked: Asked, reading: Reading) -> list[Draft]:
    """`multipletext`: numbers when all of its items are, else short texts."""
    items = rows_of(Element({"rows": asked.element.raw.get("items")}), asked, reading)
    if not items:
        reading.notes.warning(asked.place, "no_choices")
        return opened.html(asked, reading)
    return _texts(asked, reading, items)


def _texts(asked: Asked, reading: Reading, items: list[Element]) -> list[Draft]:
    name = reading.name(asked)
    rows = [row_of(item, f"{name}_{item_value(item)}", reading, asked) for item in items]
    for item, row in zip(items, rows, strict=True):
        reading.put(asked, f".{item_value(item)}", Symbol(row.name))
    reading.put(asked, "", Symbol(fields=tuple(row.name for row in rows)))
    wanted = [demands(Asked(item), reading) for item in items]
    base = common(asked, reading)
    if any(item.flag("isRequired") for item in items):
        if all(item.flag("isRequired") for item in items):
            base["required"] = "required"
        else:
            reading.notes.info(asked.place, "rows_required")
    _report_items(asked, reading, items, wanted)
    numeric = all(
        item.words("inputType").lower() == "number" or one.numeric for item, one in zip(items, wanted, strict=True)
    )
    question = _numbers(items, wanted) if numeric else _lines(wanted)
    question = question.model_copy(update={"name": name, "rows": tuple(rows), **base})
    draft = opened.finished(question, asked, reading, demands(asked, reading))
    conditions = row_conditions(asked, items, rows)
    return closed.with_comment([replace(draft, rows=conditions)], asked, reading)


def _numbers(items: list[Element], wanted: list[Demands]) -> AnyQuestion:
    least, most = _shared(wanted, "least"), _shared(wanted, "most")
    whole = all(item.number("step") == 1 for item in items)
    return MultipleNumber(name="_", rows=_ROWS, least=least, most=most, whole=whole)


def _lines(wanted: list[Demands]) -> AnyQuestion:
    return MultipleText(name="_", rows=_ROWS, longest=max(one.longest for one in wanted))


def _shared(wanted: list[Demands], attribute: str) -> float | None:
    values = {getattr(one, attribute) for one in wanted}
    return values.pop() if len(values) == 1 else None


def _report_items(asked: Asked, reading: Reading, items: list[Element], wanted: list[Demands]) -> None:
    """What single items ask for, and rows of texts do not."""
    for item, one in zip(items, wanted, strict=True):
        if item.words("inputType").lower() not in ("", "text", "number", "tel", "url", "password", "search"):
            reading.notes.info(asked.at(item_value(item)), "type_as_text", type=item.words("inputType"))
        if one.pattern or one.constraint:
            reading.notes.warning(asked.at(item_value(item)), "validator_unknown", type="regex/expression")
    _report_default(asked, reading)
