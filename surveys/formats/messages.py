"""What reports say, in English and in French: each format has its own lines, and those of any format."""

from collections.abc import Mapping

from surveys.formats import any_format
from surveys.formats.limesurvey.messages import LINES as LIMESURVEY
from surveys.formats.qualtrics.messages import LINES as QUALTRICS
from surveys.formats.reasons import Reason, reason_remedy, reason_text
from surveys.formats.remedies import REMEDIES
from surveys.formats.report import Param, Place, ReportLine
from surveys.formats.surveyjs.messages import LINES as SURVEYJS
from surveys.formats.xlsform.messages import LINES as XLSFORM
from surveys.questionnaire.text import Text, in_language

#: A code means one thing: no two tables have the same one.
TABLES: tuple[Mapping[str, Text], ...] = (any_format.LINES, XLSFORM, LIMESURVEY, SURVEYJS, QUALTRICS)
LINES: Mapping[str, Text] = {code: text for table in TABLES for code, text in table.items()}

_PLACE: Mapping[str, Text] = {
    "row": {"en": "row {row}", "fr": "ligne {row}"},
    "column": {"en": "column {column}", "fr": "colonne {column}"},
}

#: What files without sheets are made of, followed by a name: "question Q1".
_PARTS: Mapping[str, Text] = {
    "block": {"en": "block", "fr": "bloc"},
    "flow": {"en": "flow", "fr": "déroulement"},
    "group": {"en": "group", "fr": "groupe"},
    "page": {"en": "page", "fr": "page"},
    "question": {"en": "question", "fr": "question"},
    "questionnaire": {"en": "questionnaire", "fr": "questionnaire"},
    "quota": {"en": "quota", "fr": "quota"},
}

#: Every code, for the test that compares them with the sources.
CODES = frozenset(LINES)


def line_message(line: ReportLine, language: str) -> str:
    """One line of a report, without its place."""
    return _filled(LINES[line.code], line.params, language)


def line_remedy(line: ReportLine, language: str) -> str:
    """What to do about it; "" where nothing can be done, or needs to be."""
    because = next((value for value in line.params.values() if isinstance(value, Reason)), None)
    if because is not None:
        return reason_remedy(because, language)
    return _filled(REMEDIES[line.code], line.params, language) if line.code in REMEDIES else ""


def _filled(text: Text, params: Mapping[str, Param], language: str) -> str:
    shown = {key: reason_text(value, language) if isinstance(value, Reason) else value for key, value in params.items()}
    return in_language(text, language, "en").format(**shown)


def place_text(place: Place, language: str) -> str:
    """Where a line stands: "survey, row 12, column relevant", or "question Q1"."""
    if place.sheet in _PARTS and not place.row:
        return f"{in_language(_PARTS[place.sheet], language, 'en')} {place.column}".rstrip()
    parts = [place.sheet]
    if place.row:
        parts.append(in_language(_PLACE["row"], language, "en").format(row=place.row))
    if place.column:
        parts.append(in_language(_PLACE["column"], language, "en").format(column=place.column))
    return ", ".join(filter(None, parts))
