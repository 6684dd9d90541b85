"""What answers nothing, what respondents never see, files, and the nearest thing to types that are not known here."""

from surveys.formats.qualtrics.asked import Asked
from surveys.formats.qualtrics.loose import as_text
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.symbols import Symbol
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Hidden, Note, OpenText, Upload

_ACCEPTED = {"PDF": (".pdf",), "Graphic": (".png", ".jpg", ".jpeg"), "Document": (".pdf", ".docx", ".odt", ".txt")}


def plan_nothing(planner: Planner) -> Symbol:
    return planner.nothing()


def plan_value(planner: Planner) -> Symbol:
    return planner.value()


def type_of(asked: Asked) -> str:
    words = (as_text(asked.payload.get(key)) for key in ("QuestionType", "Selector"))
    return "/".join(filter(None, words)) or "?"


def build_note(asked: Asked) -> AnyQuestion:
    """A text to read."""
    if as_text(asked.payload.get("Graphics")):
        asked.notes.warning(asked.place, "picture_left_out")
    common = asked.common(required="optional")
    return Note(**{**common, "label": common["label"] or Wording(text={asked.words.own: "…"})})


def build_note_instead(asked: Asked) -> AnyQuestion:
    asked.notes.warning(asked.place, "type_as_note", type=type_of(asked))
    return build_note(asked)


def build_unseen(asked: Asked) -> AnyQuestion:
    """What the browser measured without a question: nothing is measured here."""
    asked.notes.warning(asked.place, "measure_left_out", type=type_of(asked))
    return Hidden(name=asked.symbol.name, label=asked.words.question(asked.payload, asked.place))


def build_upload(asked: Asked) -> AnyQuestion:
    if as_text(asked.payload.get("Selector")) not in ("", "FileUpload"):
        asked.notes.warning(asked.place, "type_as_upload", type=type_of(asked))
    accepted = _ACCEPTED.get(as_text(asked.settings.get("ContentType")), ())
    return Upload(**asked.common(accept=accepted))


def build_text_instead(asked: Asked) -> AnyQuestion:
    """Asked in words."""
    asked.notes.warning(asked.place, "type_as_text", type=type_of(asked))
    return OpenText(**asked.common(type="text"))
