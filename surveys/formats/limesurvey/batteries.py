"""Questions with rows: batteries, dual scales, tables of numbers or texts, several texts or numbers."""

from collections.abc import Mapping

from surveys.formats.limesurvey.building import Builder, Building
from surveys.formats.limesurvey.choices import MOST_CHOICES, rotates
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Column,
    Grid,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    MultipleNumber,
    MultipleText,
    Note,
    Row,
    Scale,
)

_MOST_CELLS = 2000


def _rows(building: Building) -> tuple[Row, ...]:
    """The rows, each with its condition; they go in alphabetical order where that is asked for."""
    question, named = building.question, building.named
    if question.attribute("exclude_all_others"):
        building.notes.warning(building.place, "exclusive_rows")
    if any(part.default for part in question.parts):
        building.notes.info(building.place, "default_lost", default="…")
    rows = [
        Row(name=named.rows[part.id], label=building.label_of(part), relevant=building.filters.get(part.id))
        for part in question.on(0)
    ]
    if question.attribute("subquestion_order") == "alphabetical" or question.flag("alphasort"):
        rows.sort(key=lambda row: row.label.text.get(building.lists.tags[0], "").casefold())
    return tuple(rows)


def _without_rows(building: Building) -> AnyQuestion:
    """A battery in which nothing is asked: its words stay."""
    building.notes.warning(building.place, "no_rows")
    common = building.common()
    return Note(name=common["name"], label=common["label"], hint=common["hint"])


def _battery(building: Building) -> dict[str, object]:
    return {
        **building.common(),
        "default": "",
        "default_formula": None,
        "rows": _rows(building),
        "rotate": rotates(building.question),
    }


def _matrix(building: Building) -> AnyQuestion:
    question = building.question
    if question.type in "ABCE":
        name = building.lists.own(question.type)
    else:
        choices = building.lists.answers(question, 0, building.texts, building.within)
        if not choices or len(choices) > MOST_CHOICES:
            return _texts(building)
        name = building.lists.name(building.named.name, choices)
    return Matrix(**_battery(building), list=name)  # type: ignore[arg-type]


def _dual(building: Building) -> AnyQuestion:
    """Two lists for each row; when one of them is empty, an ordinary battery."""
    question = building.question
    found = {scale: building.lists.answers(question, scale, building.texts, building.within) for scale in (0, 1)}
    lists = {scale: choices for scale, choices in found.items() if choices and len(choices) <= MOST_CHOICES}
    if not lists:
        return _texts(building)
    if len(lists) == 1:
        [choices] = lists.values()
        return Matrix(**_battery(building), list=building.lists.name(building.named.name, choices))  # type: ignore[arg-type]
    scales = tuple(
        Scale(
            name=str(scale),
            label=_heading(building, scale),
            list=building.lists.name(f"{building.named.name[:60]}_{scale}", choices),
        )
        for scale, choices in lists.items()
    )
    return MatrixScales(**_battery(building), scales=scales)  # type: ignore[arg-type]


def _heading(building: Building, scale: int) -> Wording:
    attribute = ("dualscale_headera", "dualscale_headerb")[scale]
    found = building.texts.spoken(building.question.attributes.get(attribute, {}), building.place, building.within)
    return found or Wording(text={tag: str(scale + 1) for tag in building.lists.tags})


def _texts(building: Building) -> AnyQuestion:
    """Several short texts, or numbers where only these may be typed."""
    question = building.question
    if question.flag("numbers_only"):
        return _numbers(building)
    longest = building.whole("maximum_chars") or LONGEST_TEXT
    return MultipleText(**_battery(building), longest=min(longest, LONGEST_TEXT))  # type: ignore[arg-type]


def _numbers(building: Building) -> AnyQuestion:
    least = building.bound("min_num_value_n", "slider_min")
    most = building.bound("max_num_value_n", "slider_max")
    building.settled.update(("min_num_value_n",) if least is not None else ())
    building.settled.update(("max_num_value_n",) if most is not None else ())
    building.settled.update(("numeric", "num_value_int_only"))
    total = building.bound("equals_num_value")
    low, high = building.bound("min_num_value"), building.bound("max_num_value")
    return MultipleNumber(
        **_battery(building),  # type: ignore[arg-type]
        whole=building.question.flag("num_value_int_only"),
        least=least,
        most=most,
        total_least=low if total is None else total,
        total_most=high if total is None else total,
        unit=building.unit(),
    )


def _grid(building: Building) -> AnyQuestion:
    """A table: of boxes to tick, of numbers, or of texts."""
    question, named = building.question, building.named
    columns = question.on(1)
    if not columns or len(columns) * len(question.on(0)) > _MOST_CELLS:
        building.notes.warning(building.place, "no_columns")
        return _texts(building)
    if question.type == ":" and question.flag("multiflexible_checkbox"):
        choices = [Choice(code=named.columns[part.id], label=building.label_of(part)) for part in columns][
            :MOST_CHOICES
        ]
        name = building.lists.name(named.name, choices)
        return MatrixMultiple(**_battery(building), list=name)  # type: ignore[arg-type]
    cells = tuple(Column(name=named.columns[part.id], label=building.label_of(part)) for part in columns)
    if question.type == ":" or question.flag("numbers_only"):
        building.settled.add("numeric")
        least, most = _cell_bounds(building)
        return Grid(**_battery(building), columns=cells, least=least, most=most, whole=_whole(building))  # type: ignore[arg-type]
    longest = building.whole("maximum_chars") or LONGEST_TEXT
    return Grid(**_battery(building), type="matrix_text", columns=cells, longest=min(longest, LONGEST_TEXT))  # type: ignore[arg-type]


def _cell_bounds(building: Building) -> tuple[float | None, float | None]:
    """The numbers on offer: without boxes to type in, from 1 to 10 unless the question says otherwise."""
    least, most = building.bound("multiflexible_min"), building.bound("multiflexible_max")
    building.settled.update(("min_num_value_n",) if least is not None else ())
    building.settled.update(("max_num_value_n",) if most is not None else ())
    if building.question.type == ":" and not building.question.flag("input_boxes"):
        least, most = (1.0 if least is None else least), (10.0 if most is None else most)
    return (least, most) if least is None or most is None or least <= most else (most, least)


def _whole(building: Building) -> bool:
    step = building.bound("multiflexible_step")
    typed = building.question.flag("input_boxes") or building.question.type == ";"
    return not typed and (step is None or step.is_integer())


def _rowless(build: Builder) -> Builder:
    return lambda building: build(building) if building.question.on(0) else _without_rows(building)


BATTERIES: Mapping[str, Builder] = {
    **{kind: _rowless(_matrix) for kind in "ABCEFH"},
    "1": _rowless(_dual),
    "Q": _rowless(_texts),
    "K": _rowless(_numbers),
    ":": _rowless(_grid),
    ";": _rowless(_grid),
}
