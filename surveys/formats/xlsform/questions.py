"""Rows of the survey sheet to questions. What a type has is read by `fields`; here is what XLSForm says otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.formats.xlsform.choices import legal_code
from surveys.formats.xlsform.fields import Values, made
from surveys.formats.xlsform.kinds import Kind, kind_of
from surveys.formats.xlsform.parameters import Parameters, appearance_words, report_appearance
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.row_cells import Context, question_cells
from surveys.formats.xlsform.shapes import CLASSES
from surveys.formats.xlsform.words import DROPDOWN, EMAIL, LONG, PICTURES, SCALE
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion

#: The files that are what an upload of this kind asks for.
_ACCEPTED: Mapping[str, tuple[str, ...]] = {
    "image": (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"),
    "audio": (".mp3", ".m4a", ".wav", ".ogg", ".aac", ".amr"),
    "video": (".mp4", ".mov", ".webm", ".avi", ".3gp"),
}
#: Types whose value is not typed by anyone.
_UNASKED = frozenset({"calculated", "hidden", "metadata", "today"})


@dataclass(frozen=True)
class Source:
    """One row on its way to a question: `common` is what every type has."""

    record: Record
    kind: Kind
    parameters: Parameters
    common: Mapping[str, Any]
    context: Context


def read_question(record: Record, outer: Formula | None, context: Context) -> AnyQuestion | None:
    """The question of a row, asked only where `outer` holds too; None for rows that ask nothing here."""
    kind = kind_of(record.cell("type"))
    if kind.name == "device":
        record.notes.info(record.place("type"), "device_row_ignored", type=record.cell("type"))
        return None
    source = Source(record, kind, Parameters(record), question_cells(record, kind, outer), context)
    question = _maker(source)(source)
    source.parameters.report_rest()
    if record.has("choice_filter") and "choice_filter" not in type(question).model_fields:
        record.notes.warning(record.place("choice_filter"), "choice_filter_ignored")
    context.places.setdefault(question.name, record.place())
    return question


def _maker(source: Source) -> Callable[[Source], AnyQuestion]:
    """What makes the question; a row that shows its value, or that nobody may answer, asks nothing."""
    record, kind = source.record, source.kind.name
    locked = kind == "note" or (record.has("readonly") and record.yes("readonly"))
    if kind not in _UNASKED and record.has("calculation"):
        return _shown_calculation if locked else _suggested
    if kind not in (*_UNASKED, "note") and locked:
        record.notes.warning(record.place("readonly"), "readonly_note")
        return _note
    return _MAKERS.get(kind, _plain)


def _make(source: Source, type_: str, **values: Any) -> AnyQuestion:
    """A question with what its type has, and these values."""
    read = Values(source.record, source.parameters, source.context.lists)
    return made(type_, {**source.common, **values}, read)


def _plain(source: Source) -> AnyQuestion:
    report_appearance(source.record, ())
    if "list" not in CLASSES[source.kind.name].model_fields:
        return _make(source, source.kind.name)
    return _make(source, "text") if _lacks_list(source) else _make(source, source.kind.name, list=_list(source))


def _single(source: Source) -> AnyQuestion:
    words = appearance_words(source.record)
    if _lacks_list(source):
        return _make(source, "text")
    if "search(" not in source.record.cell("appearance"):
        report_appearance(source.record, DROPDOWN | SCALE | PICTURES)
    if words & PICTURES:
        type_ = "image_choice"
    else:
        type_ = "dropdown" if words & DROPDOWN else "scale" if words & SCALE else "single"
    default = source.common["default"]
    if source.context.lists.offers(source.kind.target, legal_code(default)):
        default = legal_code(default)
    return _make(source, type_, list=_list(source), default=default)


def _multiple(source: Source) -> AnyQuestion:
    if _lacks_list(source):
        return _make(source, "text")
    report_appearance(source.record, PICTURES)
    type_ = "image_multiple" if appearance_words(source.record) & PICTURES else "multiple"
    return _make(source, type_, list=_list(source))


def _list(source: Source) -> str:
    lists = source.context.lists
    find = lists.with_other if source.kind.or_other else lists.name
    return find(source.kind.target, source.record)


def _lacks_list(source: Source) -> bool:
    """Whether a form from elsewhere asks for a list that it has not, which offers nothing to choose."""
    record = source.record
    if "search(" in record.cell("appearance"):
        record.notes.warning(record.place("appearance"), "search_ignored")
    if record.reading.strict or source.context.lists.has(source.kind.target):
        return False
    record.fault("type", "list_missing", list=source.kind.target)
    return True


def _range(source: Source) -> AnyQuestion:
    """XLSForm goes from 1 to 10 where nothing is said, and lets a range go down."""
    report_appearance(source.record, ())
    first, last = source.parameters.number("start", "least"), source.parameters.number("end", "most")
    ends = sorted((1.0 if first is None else first, 10.0 if last is None else last))
    if ends[0] == ends[1]:
        source.record.fault("parameters", "fields_refused", names="start, end")
        ends = [1.0, 10.0]
    return _make(source, "range", least=ends[0], most=ends[1])


def _text(source: Source) -> AnyQuestion:
    words = appearance_words(source.record)
    report_appearance(source.record, LONG | EMAIL)
    rows = source.parameters.whole("rows", least=1, most=100) or 1
    return _make(source, "email" if words & EMAIL else "long_text" if words & LONG or rows > 1 else "text")


def _email(source: Source) -> AnyQuestion:
    """`email` is the telephone owner's address in XLSForm; a row with a label asks for one."""
    return _make(source, "email") if source.common["label"] else _metadata(source)


def _nearest_text(source: Source) -> AnyQuestion:
    record = source.record
    record.notes.warning(record.place("type"), "type_as_text", type=record.cell("type"))
    return _make(source, "text")


def _file(source: Source) -> AnyQuestion:
    record, accepted = source.record, _ACCEPTED.get(source.kind.target, ())
    report_appearance(record, ())
    if accepted:
        record.notes.info(record.place("type"), "type_as_file", type=record.cell("type"))
    return _make(source, "file", **({"accept": accepted} if accepted else {}))


def _note(source: Source) -> AnyQuestion:
    return _make(source, "note")


def _suggested(source: Source) -> AnyQuestion:
    """An answer that is calculated and may be corrected is one that the calculation begins."""
    record = source.record
    record.notes.warning(record.place("calculation"), "calculation_as_default")
    begun = {**source.common, "default": "", "default_formula": record.formula("calculation")}
    return _MAKERS.get(source.kind.name, _plain)(Source(record, source.kind, source.parameters, begun, source.context))


def _shown_calculation(source: Source) -> AnyQuestion:
    source.record.notes.warning(source.record.place("calculation"), "calculation_hidden")
    return _calculated(source)


def _calculated(source: Source) -> AnyQuestion:
    record = source.record
    formula = record.formula("calculation") or record.formula("default")
    if formula is None:
        record.fault("", "calculation_missing")
        formula = Formula(text="''")
    written = {} if record.has("calculation") else {"default": "", "default_formula": None}
    return _make(source, "calculated", formula=formula, **written)


def _today(source: Source) -> AnyQuestion:
    return _make(source, "calculated", formula=Formula(text="today()"))


def _metadata(source: Source) -> AnyQuestion:
    source.record.notes.info(source.record.place("type"), "metadata_hidden", type=source.record.cell("type"))
    return _make(source, "hidden")


_MAKERS: Mapping[str, Callable[[Source], AnyQuestion]] = {
    "single": _single,
    "multiple": _multiple,
    "range": _range,
    "text": _text,
    "email": _email,
    "note": _note,
    "file": _file,
    "calculated": _calculated,
    "today": _today,
    "metadata": _metadata,
    "external": _nearest_text,
    "place": _nearest_text,
    "part": _nearest_text,
    "unknown": _nearest_text,
}
