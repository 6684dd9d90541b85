"""Rows of the survey sheet to questions, one maker for each kind of row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from surveys.formats.xlsform.choices import ChoiceLists, legal_code
from surveys.formats.xlsform.kinds import Kind, KindName, kind_of
from surveys.formats.xlsform.parameters import Parameters, appearance_words, report_appearance
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.row_cells import Context, question_cells
from surveys.questionnaire.answers import LONGEST_TEXT
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Consent,
    Hidden,
    Moment,
    Multiple,
    Note,
    Number,
    OpenText,
    Ranking,
    Single,
)

#: Appearances that choose a question type.
DROPDOWN = frozenset({"minimal", "autocomplete", "search", "dropdown"})
SCALE = frozenset({"likert", "scale", "horizontal", "horizontal-compact"})
LONG = frozenset({"multiline"})
EMAIL = frozenset({"email"})


@dataclass(frozen=True)
class Source:
    """One row on its way to a question: `common` is what every type has."""

    record: Record
    kind: Kind
    parameters: Parameters
    common: Mapping[str, Any]
    lists: ChoiceLists


def read_question(record: Record, outer: Formula | None, context: Context) -> AnyQuestion | None:
    """The question of a row, asked only where `outer` holds too; None for rows that ask nothing here."""
    kind = kind_of(record.cell("type"))
    if kind.name == "device":
        record.notes.info(record.place("type"), "device_row_ignored", type=record.cell("type"))
        return None
    common = question_cells(record, kind, outer)
    source = Source(record, kind, Parameters(record), common, context.lists)
    question = _maker(source)(source)
    source.parameters.report_rest()
    context.places.setdefault(question.name, record.place())
    return question


def _maker(source: Source) -> Callable[[Source], AnyQuestion]:
    """What makes the question; a row that computes or shows its value asks nothing."""
    record, kind = source.record, source.kind.name
    if kind not in ("calculated", "hidden") and record.has("calculation"):
        record.notes.warning(record.place("calculation"), "calculation_hidden")
        return _calculated
    if kind not in ("calculated", "hidden", "note") and record.has("readonly") and record.yes("readonly"):
        record.notes.warning(record.place("readonly"), "readonly_note")
        return _note
    return _MAKERS[kind]


def _single(source: Source) -> AnyQuestion:
    words = appearance_words(source.record)
    report_appearance(source.record, DROPDOWN | SCALE)
    common = {**source.common, "default": legal_code(source.common["default"])}
    return Single(
        type="dropdown" if words & DROPDOWN else "scale" if words & SCALE else "single",
        list=_list(source),
        rotate=_rotate(source),
        **common,
    )


def _multiple(source: Source) -> AnyQuestion:
    report_appearance(source.record, ())
    return Multiple(
        list=_list(source),
        rotate=_rotate(source),
        least=source.parameters.whole("least", least=0, most=500) or 0,
        most=source.parameters.whole("most", least=1, most=500),
        **source.common,
    )


def _ranking(source: Source) -> AnyQuestion:
    top = source.parameters.whole("top", least=1, most=500)
    return Ranking(list=_list(source), rotate=_rotate(source), top=top, **source.common)


def _list(source: Source) -> str:
    find = source.lists.with_other if source.kind.or_other else source.lists.name
    return find(source.kind.target, source.record)


def _rotate(source: Source) -> bool:
    return source.parameters.yes("randomize")


def _number(source: Source) -> AnyQuestion:
    report_appearance(source.record, ())
    least, most = source.parameters.number("least", "start"), source.parameters.number("most", "end")
    whole = all(bound is None or bound.is_integer() for bound in (least, most))
    if source.kind.name == "range":
        step = source.parameters.number("step")
        whole = whole and (step is None or step.is_integer())
        least, most = 0.0 if least is None else least, 10.0 if most is None else most
        source.record.notes.info(source.record.place("type"), "range_as_number")
    decimal = source.kind.name == "decimal" or (source.kind.name == "range" and not whole)
    unit = source.record.wording("unit")
    return Number(type="decimal" if decimal else "number", least=least, most=most, unit=unit, **source.common)


_MOMENTS: Mapping[KindName, Literal["date", "time", "datetime"]] = {
    "date": "date",
    "time": "time",
    "datetime": "datetime",
}


def _moment(source: Source) -> AnyQuestion:
    report_appearance(source.record, ())
    least, most = source.parameters.take("least") or None, source.parameters.take("most") or None
    return Moment(type=_MOMENTS[source.kind.name], least=least, most=most, **source.common)


def _text(source: Source) -> AnyQuestion:
    words = appearance_words(source.record)
    report_appearance(source.record, LONG | EMAIL)
    rows = source.parameters.whole("rows", least=1, most=100) or 1
    longest = source.parameters.whole("longest", least=1, most=LONGEST_TEXT) or LONGEST_TEXT
    return OpenText(
        type="email" if words & EMAIL else "long_text" if words & LONG or rows > 1 else "text",
        longest=longest,
        **source.common,
    )


def _email(source: Source) -> AnyQuestion:
    """`email` is the telephone owner's address in XLSForm; a row with a label asks for one."""
    return OpenText(type="email", **source.common) if source.common["label"] else _metadata(source)


def _nearest_text(source: Source) -> AnyQuestion:
    record = source.record
    record.notes.warning(record.place("type"), "type_as_text", type=record.cell("type"))
    return OpenText(**source.common)


def _nearest_note(source: Source) -> AnyQuestion:
    record = source.record
    record.notes.warning(record.place("type"), "type_as_note", type=record.cell("type"))
    return _note(source)


def _note(source: Source) -> AnyQuestion:
    kept = ("name", "label", "hint", "relevant", "sensitive")
    return Note(**{key: source.common[key] for key in kept})


def _consent(source: Source) -> AnyQuestion:
    return Consent(**source.common)


def _calculated(source: Source) -> AnyQuestion:
    record = source.record
    formula = record.formula("calculation") or record.formula("default")
    if formula is None:
        record.notes.error(record.place(), "calculation_missing")
        formula = Formula(text="''")
    return Calculated(**{**source.common, "default": ""}, formula=formula, numeric=source.parameters.yes("numeric"))


def _today(source: Source) -> AnyQuestion:
    return Calculated(**source.common, formula=Formula(text="today()"))


def _hidden(source: Source) -> AnyQuestion:
    return Hidden(**source.common, numeric=source.parameters.yes("numeric"))


def _metadata(source: Source) -> AnyQuestion:
    source.record.notes.info(source.record.place("type"), "metadata_hidden", type=source.record.cell("type"))
    return _hidden(source)


_MAKERS: Mapping[KindName, Callable[[Source], AnyQuestion]] = {
    "single": _single,
    "multiple": _multiple,
    "ranking": _ranking,
    "external": _nearest_text,
    "text": _text,
    "number": _number,
    "decimal": _number,
    "range": _number,
    "date": _moment,
    "time": _moment,
    "datetime": _moment,
    "email": _email,
    "note": _note,
    "consent": _consent,
    "calculated": _calculated,
    "hidden": _hidden,
    "today": _today,
    "metadata": _metadata,
    "place": _nearest_text,
    "media": _nearest_note,
    "unknown": _nearest_text,
}
