"""Headers: what a column holds, in which language, for whom."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey

from surveys.formats.xlsform.names import legal_name
from surveys.formats.xlsform.shapes import WORDING_COLUMNS
from surveys.formats.xlsform.sheets import Sheet

#: Columns that may have wording variants after `@`.
WITH_VARIANTS = frozenset({"label", "hint", "base_label", "constraint_message", "required_message", *WORDING_COLUMNS})
#: Columns that may have a language after `::`.
TRANSLATED = (
    WITH_VARIANTS
    | frozenset(
        ["guidance_hint", "side_label", "form_title", "contact", "welcome"],
    )
    | frozenset(["thanks", "screened_out", "quota_full", "refused"])
)
#: What each sheet says of a choice; its other columns are for choice filters.
CHOICE_COLUMNS = frozenset(
    ["list_name", "name", "label", "exclusive", "other", "anchored", "missing", "score", "image"]
)
#: How a column of choices is headed whose name would say something else, or nothing.
_MARKED = "column::"
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")

_AUDIENCE = re.compile(r"^(.*?)@\s*([^@]*)$", re.DOTALL)

#: pyxform's names for columns, and the plain ones used here.
_PLAIN: Mapping[tuple[str, ...], str] = {
    ("bind", "relevant"): "relevant",
    ("bind", "required"): "required",
    ("bind", "readonly"): "readonly",
    ("bind", "constraint"): "constraint",
    ("bind", "jr:constraintMsg"): "constraint_message",
    ("bind", "jr:requiredMsg"): "required_message",
    ("bind", "calculate"): "calculation",
    ("control", "appearance"): "appearance",
    ("control", "jr:count"): "repeat_count",
    ("title",): "form_title",
    ("id_string",): "form_id",
    ("list name",): "list_name",
    ("media", "image"): "image",
}
_ALIASES: Mapping[str, tuple[Mapping[str, str | tuple[str, ...]], frozenset[str]]] = {
    "survey": (aliases.survey_header, frozenset(MultipleChoiceQuestion.get_slot_names())),
    "choices": (aliases.list_header, frozenset(Option.get_slot_names())),
    "external_choices": (aliases.list_header, frozenset(Option.get_slot_names())),
    "settings": (aliases.settings_header, frozenset(Survey.get_slot_names())),
}


@dataclass(frozen=True)
class Column:
    """A column by its plain name; `language` as written after `::`, `audience` after `@`.

    `extra`: the name by which choice filters read it, for columns of choices that say nothing else.
    """

    header: str
    base: str
    language: str = ""
    audience: str = ""
    extra: str = ""


def read_column(header: str, *, sheet: str, double_colon: bool) -> Column:
    """What a header means on a sheet, with pyxform's aliases, old spellings and letter cases."""
    if sheet == "choices" and header.startswith(_MARKED):
        return Column(header, base=header, extra=header.removeprefix(_MARKED))
    split = _AUDIENCE.match(header)
    plain, audience = (split[1].strip(), legal_name(split[2].strip())) if split else (header, "")
    known, columns = _ALIASES.get(sheet, ({}, frozenset()))
    _, tokens = process_header(
        header=plain, use_double_colon=double_colon, header_aliases=known, header_columns=columns
    )
    base, rest = _plain_base(tuple(tokens))
    if (rest and base not in TRANSLATED) or len(rest) > 1 or (audience and base not in WITH_VARIANTS):
        return Column(header, base=header)
    language = rest[0] if rest and rest[0].lower() != "default" else ""
    extra = header if sheet == "choices" and base not in CHOICE_COLUMNS and _PLAIN_NAME.fullmatch(header) else ""
    return Column(header, base, language, audience, extra)


def extra_header(name: str) -> str:
    """The header of a column that choice filters read as `name`."""
    return name if read_column(name, sheet="choices", double_colon=True).extra else f"{_MARKED}{name}"


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """What each header of a sheet means."""
    double_colon = any("::" in header for header in sheet.headers)
    return tuple(read_column(header, sheet=sheet.name, double_colon=double_colon) for header in sheet.headers)


def _plain_base(tokens: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    for length in (2, 1):
        if tokens[:length] in _PLAIN:
            return _PLAIN[tokens[:length]], tokens[length:]
    return "_".join(tokens[0].split()).lower(), tokens[1:]
