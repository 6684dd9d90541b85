"""Texts, numbers, dates, files, and what only shows something."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from surveys.formats.surveyjs.drafts import Asked, Draft, Reading, common, titled
from surveys.formats.surveyjs.element import value_text
from surveys.formats.surveyjs.symbols import Symbol
from surveys.formats.surveyjs.validators import Demands, demands
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Hidden,
    Moment,
    Note,
    Number,
    OpenText,
    Slider,
    Upload,
)

#: What stands for a formula that is still to be rewritten.
PENDING = Formula(text="0", dialect="surveyjs")
_MOMENTS: Mapping[str, Literal["date", "time", "datetime"]] = {
    "date": "date",
    "time": "time",
    "datetime": "datetime",
    "datetime-local": "datetime",
}
_ISO = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "time": re.compile(r"\d\d:\d\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d"),
}
_AS_TEXT = frozenset({"color", "month", "week"})
_NUMBER_MASKS = frozenset({"numeric", "currency", "decimal", "integer", "percentage"})
_ACCEPTED = re.compile(r"\.[a-z0-9]{1,10}")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_MEGABYTE = 1_000_000


def text(asked: Asked, reading: Reading) -> list[Draft]:
    """`text`: by `inputType`, mask and validators, a text, number, date, slider or e-mail address."""
    element, needed = asked.element, demands(asked, reading)
    written = element.words("inputType").lower()
    masked = element.words("maskType", "inputMask").lower()
    if written in _MOMENTS:
        return [_moment(asked, reading, _MOMENTS[written], needed)]
    if written == "range":
        return [slider_draft(asked, reading)]
    if written == "number" or needed.numeric or masked in _NUMBER_MASKS:
        return [_number(asked, reading, needed)]
    if written in _AS_TEXT:
        reading.notes.info(asked.place, "type_as_text", type=written)
    email = written == "email" or needed.email
    return [_open(asked, reading, "email" if email else "text", needed)]


def comment(asked: Asked, reading: Reading) -> list[Draft]:
    """`comment`: several lines."""
    return [_open(asked, reading, "long_text", demands(asked, reading))]


def slider(asked: Asked, reading: Reading) -> list[Draft]:
    """`slider`; one with two ends gives one number."""
    if asked.element.words("sliderType").lower() == "range":
        reading.notes.warning(asked.place, "range_as_number")
    return [slider_draft(asked, reading)]


def slider_draft(asked: Asked, reading: Reading) -> Draft:
    """A number between two ends."""
    element = asked.element
    least, most = element.number("min") or 0.0, element.number("max")
    most = 100.0 if most is None or most <= least else most
    least = least if least < most else 0.0
    step = element.number("step")
    return plain(
        asked,
        reading,
        lambda name, base: Slider(name=name, least=least, most=most, step=step if step and step > 0 else 1, **base),
    )


def plain(asked: Asked, reading: Reading, make: Any, needed: Demands | None = None) -> Draft:
    """A question with one field that is called as the question is."""
    name = reading.name(asked)
    reading.put(asked, "", Symbol(name))
    question = make(name, common(asked, reading) | _default(asked))
    return finished(question, asked, reading, needed or demands(asked, reading))


def finished(question: AnyQuestion, asked: Asked, reading: Reading, needed: Demands) -> Draft:
    """A draft with what the question's properties say of when it is asked and what it takes."""
    element = asked.element
    if needed.constraint or needed.pattern:
        question = question.model_copy(update={"constraint_message": needed.message})
    return Draft(
        question=question,
        place=asked.place,
        loop=asked.loop,
        relevant=asked.relevant,
        key=asked.key if question.keys()[:1] == (question.name,) else "",
        required_if=element.expression("requiredIf"),
        constraint=needed.constraint,
        pattern=needed.pattern,
        default=element.expression("defaultValueExpression", "setValueExpression"),
    )


def _default(asked: Asked) -> dict[str, str]:
    written = value_text(asked.element.raw.get("defaultValue"))
    return {"default": written[:500]} if written else {}


def _open(asked: Asked, reading: Reading, kind: Literal["text", "long_text", "email"], needed: Demands) -> Draft:
    def make(name: str, base: dict[str, Any]) -> OpenText:
        return OpenText(
            name=name, type=kind, shortest=min(needed.shortest, needed.longest), longest=needed.longest, **base
        )

    return plain(asked, reading, make, needed)


def _number(asked: Asked, reading: Reading, needed: Demands) -> Draft:
    whole = asked.element.number("step") == 1
    least, most = needed.least, needed.most
    if least is not None and most is not None and least > most:
        least = most = None
    return plain(
        asked,
        reading,
        lambda name, base: Number(name=name, type="number" if whole else "decimal", least=least, most=most, **base),
        needed,
    )


def _moment(asked: Asked, reading: Reading, kind: Literal["date", "time", "datetime"], needed: Demands) -> Draft:
    ends = {"least": asked.element.words("min"), "most": asked.element.words("max")}
    kept: dict[str, Any] = {key: written for key, written in ends.items() if _ISO[kind].fullmatch(written)}
    for key, written in ends.items():
        if written and key not in kept:
            reading.notes.warning(asked.place, "bound_dropped", bound=written)
    return plain(asked, reading, lambda name, base: Moment(name=name, type=kind, **kept, **base), needed)


def upload(asked: Asked, reading: Reading) -> list[Draft]:
    """`file`."""
    element = asked.element
    several = element.flag("allowMultiple")
    most = element.whole("maxFiles", least=1, most=10) or 10
    size = element.number("maxSize")
    written = element.words("acceptedTypes").lower().replace(",", " ").split()
    accept = [kind for kind in written if _ACCEPTED.fullmatch(kind)]
    accept += _PICTURES if any(kind.startswith("image/") for kind in written) else ()
    whole: dict[str, Any] = {
        "accept": tuple(dict.fromkeys(accept))[:20],
        "most": most if several else 1,
        "megabytes": int(max(1, min(size / _MEGABYTE, 20))) if size else 5,
    }
    return [plain(asked, reading, lambda name, base: Upload(name=name, **whole, **_without_default(base)))]


def signature(asked: Asked, reading: Reading) -> list[Draft]:
    """`signaturepad`: a picture of the signature."""
    reading.notes.warning(asked.place, "signature_as_file")
    return [plain(asked, reading, lambda name, base: Upload(name=name, accept=_PICTURES, **_without_default(base)))]


def _without_default(base: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in base.items() if key != "default"}


def html(asked: Asked, reading: Reading) -> list[Draft]:
    """`html`, and anything that shows a text and asks nothing."""
    label = reading.texts.wording(asked.element, "html", "text", "title", place=asked.place)
    hint = reading.texts.wording(asked.element, "description", "body", place=asked.place)
    note = Note(name=reading.name(asked), label=label, hint=hint)
    return [Draft(note, asked.place, asked.loop, asked.relevant)]


def image(asked: Asked, reading: Reading) -> list[Draft]:
    """`image`: what is said about it; the picture stands elsewhere."""
    link = asked.element.words("imageLink")
    if link:
        reading.notes.warning(asked.place, "picture_elsewhere", link=link)
    label = reading.texts.wording(asked.element, "altText", "title", place=asked.place)
    note = Note(name=reading.name(asked), label=label or reading.texts.plain(asked.element.name))
    return [Draft(note, asked.place, asked.loop, asked.relevant)]


def expression(asked: Asked, reading: Reading) -> list[Draft]:
    """`expression`: a calculation, and a text that shows it where it stands."""
    written = asked.element.expression("expression")
    numeric = asked.element.words("displayStyle").lower() in ("decimal", "currency", "percent", "number")
    if not written:
        reading.notes.warning(asked.place, "no_expression")
    draft = plain(
        asked,
        reading,
        lambda name, base: Calculated(name=name, formula=PENDING, numeric=numeric, label=base["label"]),
        Demands(),
    )
    value = Draft(draft.question, asked.place, asked.loop, asked.relevant, formula=written or "''")
    never = asked.element.denied("visible") and not asked.element.has("visibleIf")
    return [value] if never else [value, _shown(asked, reading, draft.question)]


def _shown(asked: Asked, reading: Reading, value: AnyQuestion) -> Draft:
    """The text that shows a calculation under its title."""
    path = f"@{value.name}"
    reading.symbols.put(path, Symbol(value.name), asked.loop)
    name = reading.names.free(f"{value.name}_shown")
    reading.notes.info(asked.place, "calculation_shown", name=name)
    reading.places[name] = asked.place
    shown = Wording(text=dict.fromkeys(value.label.text or (reading.texts.default,), f"{{{path}}}"))
    title = Wording() if asked.element.words("titleLocation").lower() == "hidden" else value.label
    hint = reading.texts.wording(asked.element, "description", place=asked.place)
    return Draft(Note(name=name, label=titled(title, shown), hint=hint), asked.place, asked.loop, asked.relevant)


def hidden(asked: Asked, reading: Reading) -> list[Draft]:
    """A question that is never shown: a value that waits to be set."""
    name = reading.name(asked)
    reading.put(asked, "", Symbol(name))
    reading.notes.info(asked.place, "never_shown")
    label = common(asked, reading)["label"]
    written = asked.element.expression("setValueExpression", "defaultValueExpression")
    if written:
        return [Draft(Calculated(name=name, label=label, formula=PENDING), asked.place, asked.loop, formula=written)]
    default = value_text(asked.element.raw.get("defaultValue"))
    return [Draft(Hidden(name=name, label=label, default=default[:500]), asked.place, asked.loop)]
