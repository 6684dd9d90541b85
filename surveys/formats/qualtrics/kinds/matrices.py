"""Tables: Likert, text, bipolar, rank order, constant sum, best and worst, side by side; items sorted into groups."""

from collections.abc import Mapping
from typing import Any

from surveys.formats.qualtrics.asked import Asked, column_name, formula
from surveys.formats.qualtrics.choices import MOST_CHOICES, codes_of, items_of
from surveys.formats.qualtrics.kinds.rest import build_text_instead, type_of
from surveys.formats.qualtrics.loose import as_items, as_map, as_maps, as_number, as_text
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Symbol
from surveys.formats.texts import legal_code
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Column,
    Differential,
    Grid,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    Opposites,
    Scale,
)

_GRIDS = frozenset({"TE", "CS", "RO"})
_MOST_POINTS = 11
_SINGLE = frozenset({"SingleAnswer", "DL", "SACH", "SACV", "DND", "None", ""})


def _answers(payload: Payload) -> dict[str, Payload]:
    """The columns. A "Profile" has its own for each row: they are taken together."""
    answers = items_of(payload, "Answers")
    if answers and all("Display" not in one for one in answers.values()):
        nested = [as_map(one) for one in answers.values()]
        return {name: one for row in nested for name, one in row.items() if isinstance(one, Mapping)}
    return answers


def plan(planner: Planner) -> Symbol:
    payload = planner.payload
    answers = _answers(payload)
    selector = as_text(payload.get("Selector"))
    if not items_of(payload, "Choices") or not 0 < len(answers) <= MOST_CHOICES:
        return planner.value()
    if selector == "MaxDiff":
        return _transposed(planner)
    if selector in _GRIDS:
        return planner.battery("value", {}, answers)
    if selector == "Bipolar":
        codes = {name: str(place) for place, name in enumerate(answers, start=1)}
        return planner.battery("single", codes)
    shape = "multiple" if as_text(payload.get("SubSelector")) == "MultipleAnswer" else "single"
    return planner.battery("multiple" if shape == "multiple" else "single", codes_of(payload, answers))


def _transposed(planner: Planner) -> Symbol:
    """Best and worst: a row for each, whose choices are the items."""
    items = items_of(planner.payload, "Choices")
    plain = {**planner.payload, "Choices": _answers(planner.payload), "ChoiceOrder": [], "RecodeValues": {}}
    return Planner(planner.question, plain, planner.names).battery("single", codes_of({}, items))


def build(asked: Asked) -> AnyQuestion:
    selector, sub = as_text(asked.payload.get("Selector")), as_text(asked.payload.get("SubSelector"))
    if not asked.symbol.rows:
        return build_text_instead(asked)
    if selector == "MaxDiff":
        return _best_and_worst(asked)
    if selector in _GRIDS:
        return _grid(asked, selector)
    if selector == "Bipolar" and 2 <= len(asked.symbol.codes) <= _MOST_POINTS:
        return _differential(asked)
    if selector not in ("Likert", "Bipolar", "") or not (sub in _SINGLE or sub == "MultipleAnswer"):
        asked.notes.warning(asked.place, "type_as_matrix", type=f"{type_of(asked)}/{sub}")
    table = {
        "rows": tuple(asked.rows()),
        "rotate": asked.rotates,
        "list": asked.list_of(_columns(asked)),
        "choice_filter": asked.filter("Answers") if selector != "Profile" else None,
    }
    return MatrixMultiple(**asked.common(**table)) if sub == "MultipleAnswer" else Matrix(**asked.common(**table))


def _columns(asked: Asked) -> tuple[Choice, ...]:
    answers = _answers(asked.payload)
    flat = {**asked.payload, "Answers": answers}
    return tuple(
        Choice(
            code=code,
            label=asked.words.display(flat, "Answers", name, asked.place) or Wording(text={asked.words.own: name}),
        )
        for name, code in asked.symbol.codes.items()
        if name in answers
    )


def _grid(asked: Asked, selector: str) -> Grid:
    """A value for each row and column; what a row adds up to, or ranks, is not held to."""
    if selector != "TE":
        asked.notes.warning(asked.place, "row_rule_left_out", type=type_of(asked))
    columns = tuple(
        Column(
            name=column_name(name),
            label=asked.words.display(asked.payload, "Answers", name, asked.place)
            or Wording(text={asked.words.own: "…"}),
        )
        for name in asked.symbol.answers
    )
    numeric = selector != "TE" or as_text(asked.settings.get("ContentType")) == "ValidNumber"
    limits = as_map(asked.settings.get("ValidNumber"))
    bounds: dict[str, Any] = {}
    if numeric:
        least, most = as_number(limits.get("Min")), as_number(limits.get("Max"))
        ordered = least is None or most is None or least <= most
        bounds = {"least": least, "most": most, "whole": False} if ordered else {"whole": False}
    kind = "matrix_number" if numeric else "matrix_text"
    rows = tuple(asked.rows())
    return Grid(**asked.common(type=kind, rows=rows, rotate=asked.rotates, columns=columns, **bounds))


def _differential(asked: Asked) -> Differential:
    """Qualtrics writes the two ends of a row with a colon between."""
    pairs = []
    for row in asked.rows():
        ends = {tag: text.partition(":") for tag, text in row.label.text.items()}
        pairs.append(
            Opposites(
                name=row.name,
                label=Wording(text={tag: left.strip() or "…" for tag, (left, _, _) in ends.items()}),
                right=Wording(text={tag: right.strip() or "…" for tag, (_, _, right) in ends.items()}),
                relevant=row.relevant,
                anchored=row.anchored,
            )
        )
    return Differential(**asked.common(rows=tuple(pairs), rotate=asked.rotates, points=len(asked.symbol.codes)))


def _best_and_worst(asked: Asked) -> Matrix:
    items = items_of(asked.payload, "Choices")
    choices = tuple(
        Choice(
            code=asked.symbol.codes[name],
            label=asked.words.display(asked.payload, "Choices", name, asked.place)
            or Wording(text={asked.words.own: name}),
        )
        for name in items
        if name in asked.symbol.codes
    )
    sideways = {
        **asked.payload,
        "Choices": asked.payload.get("Answers"),
        "ChoiceOrder": [],
        "Language": {
            tag: {**as_map(part), "Choices": as_map(part).get("Answers")}
            for tag, part in as_map(asked.payload.get("Language")).items()
        },
    }
    turned = Asked(sideways, asked.symbol, asked.words, asked.lists, asked.logic, asked.notes, asked.relevant)
    rows = tuple(turned.rows())
    common = asked.common(rows=rows, list=asked.list_of(choices))
    if len(rows) == 2 and common["constraint"] is None:
        first, second = (f"${{{row.name}}}" for row in rows)
        common["constraint"] = formula(f"{first} = '' or {first} != {second}")
    asked.notes.info(asked.place, "type_as_matrix", type=type_of(asked))
    return Matrix(**common)


def _parts(payload: Payload) -> tuple[Payload, ...]:
    return as_maps(payload.get("AdditionalQuestions"))


def _is_scale(part: Payload) -> bool:
    single = as_text(part.get("SubSelector")) in _SINGLE
    return as_text(part.get("Selector")) in ("Likert", "") and single and 0 < len(_answers(part)) <= MOST_CHOICES


def plan_side_by_side(planner: Planner) -> Symbol:
    parts = _parts(planner.payload)
    if not parts or not items_of(planner.payload, "Choices"):
        return planner.value()
    numbers = [str(place) for place in range(1, len(parts) + 1)]
    if all(map(_is_scale, parts)) and len(parts) > 1:
        return planner.battery("single", {}, numbers)
    if len(parts) == 1 and _is_scale(parts[0]):
        return planner.battery("single", codes_of(parts[0], _answers(parts[0])))
    return planner.battery("value", {}, numbers)


def build_side_by_side(asked: Asked) -> AnyQuestion:
    """Several scales beside each row; where one of them is no scale, all are asked in words."""
    parts = _parts(asked.payload)
    if not asked.symbol.rows:
        return build_text_instead(asked)
    labels = [asked.words.question(part, asked.place) or Wording(text={asked.words.own: "…"}) for part in parts]
    common = asked.common(rows=tuple(asked.rows()), rotate=asked.rotates)
    if asked.symbol.codes:
        return Matrix(**common, list=_list_of_part(asked, parts[0], ""))
    names = [column_name(name) for name in asked.symbol.answers]
    if asked.symbol.shape == "single":
        scales = tuple(
            Scale(name=name, label=label, list=_list_of_part(asked, part, f"_{name}"))
            for name, label, part in zip(names, labels, parts, strict=True)
        )
        return MatrixScales(**common, scales=scales)
    asked.notes.warning(asked.place, "side_by_side_in_words")
    columns = tuple(Column(name=name, label=label) for name, label in zip(names, labels, strict=True))
    return Grid(**common, type="matrix_text", columns=columns)


def _list_of_part(asked: Asked, part: Payload, suffix: str) -> str:
    answers = _answers(part)
    codes = codes_of(part, answers)
    choices = tuple(
        Choice(
            code=codes[name],
            label=asked.words.display(part, "Answers", name, asked.place) or Wording(text={asked.words.own: name}),
        )
        for name in answers
    )
    return asked.list_of(choices, suffix)


def plan_groups(planner: Planner) -> Symbol:
    groups = [legal_code(str(place)) for place, _ in enumerate(as_items(planner.payload.get("Groups")))]
    if not groups or not items_of(planner.payload, "Choices"):
        return planner.value()
    return planner.battery("single", dict(zip(groups, groups, strict=True)))


def build_groups(asked: Asked) -> AnyQuestion:
    """Into which group each item goes; its rank there is not asked."""
    if not asked.symbol.rows:
        return build_text_instead(asked)
    asked.notes.warning(asked.place, "ranks_left_out")
    groups = [as_text(group) for group in as_items(asked.payload.get("Groups"))]
    choices = tuple(
        Choice(code=code, label=Wording(text=asked.words.text(group, asked.place) or {asked.words.own: code}))
        for code, group in zip(asked.symbol.codes.values(), groups, strict=True)
    )
    rows = tuple(asked.rows())
    return Matrix(**asked.common(rows=rows, rotate=asked.rotates, list=asked.list_of(choices)))


def symbols_beside(payload: Payload, symbol: Symbol) -> dict[str, Symbol]:
    """Logic calls the parts of a side by side question "QID5#1", "QID5#2"."""
    if as_text(payload.get("QuestionType")) != "SBS" or not symbol.answers:
        return {}
    found = {}
    for place, part in enumerate(_parts(payload)):
        rows = {row: fields[place : place + 1] for row, fields in symbol.rows.items()}
        codes = codes_of(part, _answers(part)) if symbol.shape == "single" else {}
        name = f"{symbol.question}#{place + 1}"
        found[name] = Symbol(name, symbol.name, symbol.shape, codes, rows)
    return found
