"""What each type of question is in LimeSurvey: its letter, its sub-questions, its answers, its attributes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from surveys.formats.limesurvey.own_words import OWN
from surveys.formats.limesurvey.writing.codes import Codes
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text
from surveys.questionnaire.types import (
    AnyQuestion,
    Assigned,
    Calculated,
    Differential,
    Grid,
    Hidden,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    Moment,
    Multiple,
    MultipleNumber,
    MultipleText,
    Number,
    OpenText,
    Ranking,
    Row,
    Single,
    Slider,
    Upload,
    YesNo,
)
from surveys.questionnaire.types.base import Lists

_DATE_FORMATS = {"date": "", "time": "HH:MM", "datetime": "dd.mm.yyyy HH:MM"}


@dataclass(frozen=True)
class SubQuestion:
    code: str
    label: Text
    axis: int = 0
    relevant: Formula | None = None


@dataclass(frozen=True)
class Option:
    code: str
    label: Text
    scale: int = 0
    score: float | None = None


@dataclass
class Shape:
    """A question in LimeSurvey's terms. `lost`: what it has besides, which LimeSurvey has not."""

    letter: str
    parts: Sequence[SubQuestion] = ()
    options: Sequence[Option] = ()
    attributes: dict[str, str | float | None] = field(default_factory=dict)
    spoken: dict[str, Text] = field(default_factory=dict)
    other: bool = False
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shaping:
    """What shapes are made with."""

    lists: Lists
    codes: Codes

    def options(self, name: str, scale: int = 0) -> list[Option]:
        """The answer options of a list; "other" is a setting of the question."""
        return [
            Option(self.codes.choice(name, choice.code), choice.label.text, scale, choice.score)
            for choice in self.lists[name].choices
            if not choice.other
        ]

    def rows(self, rows: Sequence[Row]) -> list[SubQuestion]:
        return [SubQuestion(self.codes.parts[row.name], row.label.text, relevant=row.relevant) for row in rows]


def _own_letter(choices: ChoiceList, letters: str) -> str:
    """The type of LimeSurvey that brings these choices with it; "" when none does."""
    codes = tuple(choice.code for choice in choices.choices)
    plain = not any(choice.other or choice.missing or choice.columns for choice in choices.choices)
    matching = [letter for letter in letters if codes == tuple(code for code, _ in OWN[letter])]
    return matching[0] if plain and matching and _in_own_words(choices, matching[0]) else ""


def _in_own_words(choices: ChoiceList, letter: str) -> bool:
    words = dict(OWN[letter])
    return all(
        text == (words[choice.code].get(tag.partition("-")[0]) or words[choice.code].get("en") or choice.code)
        for choice in choices.choices
        for tag, text in choice.label.text.items()
    )


def _other(choices: Sequence[Choice], shape: Shape) -> Shape:
    found = next((choice for choice in choices if choice.other), None)
    if found is not None:
        shape.other = True
        shape.spoken["other_replace_text"] = found.label.text
    return shape


def _single(question: Single, shaping: Shaping) -> Shape:
    choices = shaping.lists[question.list]
    dropdown = question.type == "dropdown"
    letter = _own_letter(choices, "5" if question.type == "scale" else "G") or ("!" if dropdown else "L")
    letter = "O" if question.comment else letter
    attributes: dict[str, str | float | None] = {"random_order": int(question.rotate)}
    if question.comment:
        attributes["use_dropdown"] = int(dropdown)
    options = [] if letter in OWN else shaping.options(question.list)
    lost = ("choice_filter",) if question.choice_filter else ()
    return _other(choices.choices, Shape(letter, options=options, attributes=attributes, lost=lost))


def _multiple(question: Multiple, shaping: Shaping) -> Shape:
    choices = shaping.lists[question.list].choices
    alone = [shaping.codes.choice(question.list, one.code) for one in choices if one.alone]
    shape = Shape(
        "P" if question.comment_each else "M",
        parts=[
            SubQuestion(shaping.codes.choice(question.list, one.code), one.label.text)
            for one in choices
            if not one.other
        ],
        attributes={
            "random_order": int(question.rotate),
            "exclude_all_others": ";".join(alone),
            "min_answers": question.least or None,
            "max_answers": question.most,
        },
        lost=("comment",) if question.comment else (),
    )
    return _other(choices, shape)


def _own_choices(question: AnyQuestion, shaping: Shaping) -> Shape:
    """Yes and no, or marks, as a list of its own unless LimeSurvey has the type."""
    choices = question.offered(shaping.lists)
    if choices is None:
        return Shape("S")
    if isinstance(question, YesNo) and (question.yes_code, question.no_code, question.opt_outs) == ("Y", "N", ()):
        return Shape("Y")
    return Shape("L", options=[Option(one.code[:5], one.label.text, score=one.score) for one in choices.choices])


def _number(question: Number | Slider, shaping: Shaping) -> Shape:
    bounds = {"min_num_value_n": question.least, "max_num_value_n": question.most}
    shape = Shape("N", attributes={**bounds, "num_value_int_only": int(question.whole)})
    shape.spoken["suffix"] = question.unit.text
    return shape


def _moment(question: Moment, shaping: Shaping) -> Shape:
    bounds = {"date_min": question.least, "date_max": question.most}
    return Shape("D", attributes={"date_format": _DATE_FORMATS[question.type], **bounds})


def _text(question: OpenText, shaping: Shaping) -> Shape:
    longest = question.longest if question.longest != OpenText(name="x").longest else None
    lost = ("e-mail",) if question.type == "email" else ()
    return Shape("T" if question.type == "long_text" else "S", attributes={"maximum_chars": longest}, lost=lost)


def _ranking(question: Ranking, shaping: Shaping) -> Shape:
    attributes: dict[str, str | float | None] = {"max_subquestions": question.top, "random_order": int(question.rotate)}
    lost = ["choice_filter"] if question.choice_filter else []
    if len(question.ranked(shaping.lists)) < len(shaping.lists[question.list].choices):
        lost.append("exclusive")  # every answer has a rank there
    return Shape("R", options=shaping.options(question.list), attributes=attributes, lost=tuple(lost))


def _matrix(question: Matrix, shaping: Shaping) -> Shape:
    letter = _own_letter(shaping.lists[question.list], "ABCE") or "F"
    options = [] if letter in OWN else shaping.options(question.list)
    return Shape(letter, shaping.rows(question.rows), options, {"random_order": int(question.rotate)})


def _differential(question: Differential, shaping: Shaping) -> Shape:
    """A battery: both ends of a pair stand in the row."""
    rows = [
        SubQuestion(shaping.codes.parts[row.name], row.label.then(row.right).text, relevant=row.relevant)
        for row in question.rows
    ]
    options = [Option(one.code[:5], one.label.text) for one in question.choices().choices]
    return Shape("F", rows, options, {"random_order": int(question.rotate)})


def _columns(question: Grid, shaping: Shaping) -> list[SubQuestion]:
    codes = shaping.codes.parts
    return [SubQuestion(codes[f"{question.name}/{one.name}"], one.label.text, axis=1) for one in question.columns]


def _grid(question: Grid, shaping: Shaping) -> Shape:
    attributes: dict[str, str | float | None] = {"random_order": int(question.rotate)}
    parts = [*shaping.rows(question.rows), *_columns(question, shaping)]
    if not question.numeric:
        return Shape(";", parts, attributes=attributes | {"maximum_chars": None})
    bounds: dict[str, str | float | None] = {"multiflexible_min": question.least, "multiflexible_max": question.most}
    offered = question.whole and question.least is not None and question.most is not None
    return Shape(":", parts, attributes=attributes | bounds | {"input_boxes": int(not offered)})


def _boxes(question: MatrixMultiple, shaping: Shaping) -> Shape:
    columns = [SubQuestion(option.code, option.label, axis=1) for option in shaping.options(question.list)]
    attributes: dict[str, str | float | None] = {"multiflexible_checkbox": 1, "random_order": int(question.rotate)}
    return Shape(":", [*shaping.rows(question.rows), *columns], attributes=attributes)


def _scales(question: MatrixScales, shaping: Shaping) -> Shape:
    first, second, *rest = question.scales
    options = [*shaping.options(first.list, 0), *shaping.options(second.list, 1)]
    shape = Shape("1", shaping.rows(question.rows), options, {"random_order": int(question.rotate)})
    shape.spoken.update({"dualscale_headerA": first.label.text, "dualscale_headerB": second.label.text})
    shape.lost = tuple(scale.name for scale in rest)
    return shape


def _numbers(question: MultipleNumber, shaping: Shaping) -> Shape:
    exact = question.total_least is not None and question.total_least == question.total_most
    shape = Shape(
        "K",
        shaping.rows(question.rows),
        attributes={
            "num_value_int_only": int(question.whole),
            "min_num_value_n": question.least,
            "max_num_value_n": question.most,
            "equals_num_value": question.total_least if exact else None,
            "min_num_value": None if exact else question.total_least,
            "max_num_value": None if exact else question.total_most,
            "random_order": int(question.rotate),
        },
    )
    shape.spoken["suffix"] = question.unit.text
    return shape


def _texts(question: MultipleText, shaping: Shaping) -> Shape:
    longest = question.longest if question.longest != OpenText(name="x").longest else None
    return Shape(
        "Q", shaping.rows(question.rows), attributes={"maximum_chars": longest, "random_order": int(question.rotate)}
    )


def _upload(question: Upload, shaping: Shaping) -> Shape:
    kinds = ", ".join(kind.lstrip(".") for kind in question.accept)
    size = question.megabytes * 1024
    return Shape("|", attributes={"allowed_filetypes": kinds, "max_num_of_files": question.most, "max_filesize": size})


def _note(question: AnyQuestion, shaping: Shaping) -> Shape:
    return Shape("X")


def _consent(question: AnyQuestion, shaping: Shaping) -> Shape:
    words: Mapping[str, Text] = {
        "OK": {"en": "I agree", "fr": "J’accepte"},
        "no": {"en": "I decline", "fr": "Je refuse"},
    }
    return Shape("L", options=[Option(code, text) for code, text in words.items()], lost=("consent",))


def _calculated(question: Calculated, shaping: Shaping) -> Shape:
    return Shape("*", attributes={"hidden": 1, "numbers_only": int(question.numeric)})


def _hidden(question: Hidden, shaping: Shaping) -> Shape:
    return Shape("S", attributes={"hidden": 1})


def _assigned(question: Assigned, shaping: Shaping) -> Shape:
    return Shape("S", attributes={"hidden": 1}, lost=("assigned",))


Shaper = Callable[..., Shape]
SHAPERS: Mapping[str, Shaper] = {
    **dict.fromkeys(("single", "dropdown", "scale", "image_choice"), _single),
    **dict.fromkeys(("multiple", "image_multiple"), _multiple),
    **dict.fromkeys(("yes_no", "nps"), _own_choices),
    **dict.fromkeys(("number", "decimal", "range"), _number),
    **dict.fromkeys(("date", "time", "datetime"), _moment),
    **dict.fromkeys(("text", "long_text", "email"), _text),
    **dict.fromkeys(("matrix_number", "matrix_text"), _grid),
    "ranking": _ranking,
    "matrix": _matrix,
    "matrix_multiple": _boxes,
    "matrix_scales": _scales,
    "differential": _differential,
    "multiple_number": _numbers,
    "multiple_text": _texts,
    "file": _upload,
    "note": _note,
    "consent": _consent,
    "calculated": _calculated,
    "hidden": _hidden,
    "assigned": _assigned,
}
