"""Questions with one field as elements of a survey, and what asks nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from surveys.formats.report import Place
from surveys.formats.surveyjs.writing.parts import Json, PartWriter, given, number_of, property_of
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.consent import AGREED, DECLINED

_DATETIME = "datetime-local"


def single(parts: PartWriter, question: Any, loop: str) -> Json:
    """A list to tick one of."""
    types = {"dropdown": "dropdown", "image_choice": "imagepicker"}
    choices = parts.definition.choice_lists[question.list].choices
    if question.type == "scale" and not question.choice_filter and not any(map(property_of, choices)):
        rated = {"type": "rating", "rateValues": parts.items(choices, question, loop)}
        return rated | _comment(parts, question, loop)
    kind = types.get(question.type, "radiogroup")
    offered = parts.offered(question, loop, picture=kind == "imagepicker")
    return {"type": kind, **offered, **_comment(parts, question, loop)}


def multiple(parts: PartWriter, question: Any, loop: str) -> Json:
    """A list to tick any of."""
    picture = question.type == "image_multiple"
    kind: Json = {"type": "imagepicker", "multiSelect": True} if picture else {"type": "checkbox"}
    element = kind | parts.offered(question, loop, picture=picture)
    if question.default:
        element["defaultValue"] = question.default.split()
    element |= given(minSelectedChoices=question.least or None, maxSelectedChoices=question.most)
    _without(parts, question, loop, "comment_each")
    return element | _comment(parts, question, loop)


def _comment(parts: PartWriter, question: Any, loop: str) -> Json:
    """The area for a comment, where the question asks for one."""
    if not question.comment:
        return {}
    text = parts.texts.wording(question.comment_label, Place("question", 0, question.name), loop=loop)
    return {"showCommentArea": True, **given(commentText=text)}


def ranking(parts: PartWriter, question: Any, loop: str) -> Json:
    """Choices in order."""
    element = {"type": "ranking", **parts.offered(question, loop, special=False)}
    return element | ({"selectToRankEnabled": True, "maxSelectedChoices": question.top} if question.top else {})


def yes_no(parts: PartWriter, question: Any, loop: str) -> Json:
    """Yes or no; with "do not know", a list."""
    place = Place("question", 0, question.name)
    if question.opt_outs:
        return {"type": "radiogroup", "choices": parts.items(question.choices(), question, loop)}
    element: Json = {"type": "boolean"}
    if (question.yes_code, question.no_code) != ("true", "false"):
        element |= {"valueTrue": question.yes_code, "valueFalse": question.no_code}
    if question.default:
        element["defaultValue"] = question.default if "valueTrue" in element else question.default == "true"
    return element | given(
        labelTrue=parts.texts.wording(question.yes_label, place, loop=loop),
        labelFalse=parts.texts.wording(question.no_label, place, loop=loop),
    )


def nps(parts: PartWriter, question: Any, loop: str) -> Json:
    """From 0 to 10."""
    place = Place("question", 0, question.name)
    if question.opt_outs:
        return {"type": "radiogroup", "choices": parts.items(question.choices(), question, loop)}
    ends = {
        "minRateDescription": parts.texts.wording(question.low, place, loop=loop),
        "maxRateDescription": parts.texts.wording(question.high, place, loop=loop),
    }
    return {"type": "rating", "rateMin": 0, "rateMax": 10, **given(**ends)}


def number(parts: PartWriter, question: Any, loop: str) -> Json:
    """A number, or a slider."""
    kind = "range" if question.type == "range" else "number"
    whole = question.type == "number"
    step = question.step if kind == "range" else 1 if whole else None
    _without(parts, question, loop, "unit", "low", "high")
    return {
        "inputType": kind,
        **given(min=number_of(question.least), max=number_of(question.most), step=number_of(step)),
    }


def moment(parts: PartWriter, question: Any, loop: str) -> Json:
    """A date, a time or both."""
    kind = _DATETIME if question.type == "datetime" else question.type
    return {"inputType": kind, **given(min=question.least, max=question.most)}


def open_text(parts: PartWriter, question: Any, loop: str) -> Json:
    """A line, several lines, or an e-mail address."""
    kinds: Mapping[str, Json] = {"long_text": {"type": "comment"}, "email": {"inputType": "email"}}
    element = dict(kinds.get(question.type, {}))
    if question.longest < LONGEST_TEXT:
        element["maxLength"] = question.longest
    if question.shortest:
        longest = {"maxLength": question.longest} if question.longest < LONGEST_TEXT else {}
        element["validators"] = [{"type": "text", "minLength": question.shortest, **longest}]
    return element


def upload(parts: PartWriter, question: Any, loop: str) -> Json:
    """Files."""
    several = {"allowMultiple": True, "maxFiles": question.most} if question.most > 1 else {}
    accepted = given(acceptedTypes=",".join(question.accept))
    return {"type": "file", "maxSize": question.megabytes * 1_000_000, **several, **accepted}


def note(parts: PartWriter, question: Any, loop: str) -> Json:
    """A text to read."""
    return {
        "type": "html",
        "html": parts.texts.wording(question.label, Place("question", 0, question.name), loop=loop) or "",
    }


def consent(parts: PartWriter, question: Any, loop: str) -> Json:
    """Two answers, of which one ends the survey by a trigger."""
    words = {AGREED: {"en": "I agree", "fr": "J’accepte"}, DECLINED: {"en": "I do not agree", "fr": "Je refuse"}}
    items = [Choice(code=code, label=Wording(text=text)) for code, text in words.items()]
    return {"type": "radiogroup", "choices": parts.items(items, question, loop)}


def calculated(parts: PartWriter, question: Any, loop: str) -> Json:
    """A value inside a loop; elsewhere they belong to the survey."""
    place = Place("question", 0, question.name)
    written = parts.formulas.write(question.formula, place, loop=loop, own=question.name, value=True)
    return {"type": "expression", "expression": written or "''", "visible": False}


def hidden(parts: PartWriter, question: Any, loop: str) -> Json:
    """A value that waits to be set."""
    return {"visible": False}


def assigned(parts: PartWriter, question: Any, loop: str) -> Json:
    """The same: nobody there counts who was given what."""
    parts.notes.warning(Place("question", 0, question.name), "property_dropped", property="assigned")
    return hidden(parts, question, loop)


def _without(parts: PartWriter, question: Any, loop: str, *attributes: str) -> None:
    for attribute in attributes:
        if getattr(question, attribute, None):
            parts.notes.info(Place("question", 0, question.name), "property_dropped", property=attribute)


WRITERS: Mapping[str, Callable[[PartWriter, Any, str], Json]] = {
    "single": single,
    "dropdown": single,
    "scale": single,
    "image_choice": single,
    "multiple": multiple,
    "image_multiple": multiple,
    "yes_no": yes_no,
    "nps": nps,
    "range": number,
    "number": number,
    "decimal": number,
    "date": moment,
    "time": moment,
    "datetime": moment,
    "text": open_text,
    "long_text": open_text,
    "email": open_text,
    "ranking": ranking,
    "file": upload,
    "note": note,
    "consent": consent,
    "calculated": calculated,
    "hidden": hidden,
    "assigned": assigned,
}
