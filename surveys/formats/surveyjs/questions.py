"""Which of the kinds reads which type of question."""

from collections.abc import Callable, Mapping

from surveys.formats.surveyjs.drafts import Asked, Draft, Reading
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.kinds import batteries, closed, grids
from surveys.formats.surveyjs.kinds import open as opened
from surveys.formats.surveyjs.loops import DYNAMIC, nested

Read = Callable[[Asked, Reading], list[Draft]]

_KINDS: Mapping[str, Read] = {
    "text": opened.text,
    "comment": opened.comment,
    "html": opened.html,
    "image": opened.image,
    "expression": opened.expression,
    "file": opened.upload,
    "signaturepad": opened.signature,
    "slider": opened.slider,
    "radiogroup": closed.single,
    "dropdown": closed.single,
    "buttongroup": closed.single,
    "imagepicker": closed.single,
    "checkbox": closed.multiple,
    "tagbox": closed.multiple,
    "ranking": closed.ranking,
    "boolean": closed.boolean,
    "rating": closed.rating,
    "matrix": batteries.matrix,
    "multipletext": batteries.multiple_text,
    "matrixdropdown": grids.matrix_dropdown,
}

#: Types that applications and old versions add, by the type that they are made of.
_NEAREST: Mapping[str, str] = {
    "number": "text",
    "email": "text",
    "date": "text",
    "datepicker": "text",
    "bootstrapdatepicker": "text",
    "yesno": "boolean",
    "select2": "dropdown",
    "select": "dropdown",
    "combobox": "dropdown",
    "radio": "radiogroup",
    "sortablelist": "ranking",
    "barrating": "rating",
    "nouislider": "slider",
    "bootstrapslider": "slider",
    "editor": "comment",
    "ckeditor": "comment",
    "textarea": "comment",
    "microphone": "file",
    "signature": "signaturepad",
    "nps": "rating",
    "csat": "rating",
}
_INPUTS: Mapping[str, str] = {
    "number": "number",
    "email": "email",
    "date": "date",
    "datepicker": "date",
    "bootstrapdatepicker": "date",
}
_NOTES = ("info", "help", "note", "label", "header", "divider", "separator", "html", "message")
_NEVER_HELD = frozenset({"html", "image", "expression", "matrix", "matrixdropdown", "multipletext"})


def drafts_of(asked: Asked, reading: Reading) -> list[Draft]:
    """The questions that one question of the file becomes: one wherever possible."""
    element = asked.element
    if element.type in DYNAMIC:
        return nested(asked, reading, lambda one: drafts_of(one, reading))
    if element.denied("visible") and not element.has("visibleIf") and element.type not in _NEVER_HELD:
        return opened.hidden(asked, reading)
    if element.type not in _KINDS:
        asked = _known(asked, reading)
    if asked.read_only and asked.element.has("setValueExpression", "defaultValueExpression"):
        return opened.hidden(asked, reading)
    if asked.read_only and asked.element.type not in ("html", "image", "expression"):
        reading.notes.warning(asked.place, "read_only")
    return _KINDS[asked.element.type](asked, reading)


def _known(asked: Asked, reading: Reading) -> Asked:
    """A question of a type that nobody here knows, as the nearest one that is known."""
    element = asked.element
    kind = _NEAREST.get(element.type) or _guessed(element)
    reading.notes.warning(asked.place, "type_unknown", type=element.words("type"), nearest=kind)
    raw = {**element.raw, "type": kind}
    written = _INPUTS.get(element.type) or next(
        (word for word in ("number", "date", "email") if word in element.type), ""
    )
    if kind == "text" and written and not element.has("inputType"):
        raw["inputType"] = written
    if element.type == "yesno":
        raw = {**raw, "valueTrue": element.raw.get("valueTrue", "y"), "valueFalse": element.raw.get("valueFalse", "n")}
    return Asked(Element(raw), asked.loop, asked.conditions, asked.read_only)


def _guessed(element: Element) -> str:
    """The type that a question looks like."""
    if element.has("choices", "choicesFromQuestion"):
        return "checkbox" if any(word in element.type for word in ("check", "multi", "tag")) else "radiogroup"
    if element.has("columns"):
        return "matrixdropdown" if element.has("rows") else "text"
    if element.has("rateValues", "rateMax"):
        return "rating"
    if any(word in element.type for word in _NOTES) or element.has("html"):
        return "html"
    return "comment" if "comment" in element.type or "textarea" in element.type else "text"
