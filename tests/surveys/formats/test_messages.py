"""Every code that the sources give has words, in both languages, and no words are left over."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from surveys.checks import messages as findings
from surveys.formats import messages as lines
from surveys.formats import reasons, refusals
from surveys.formats.reasons import because, unreadable
from surveys.formats.remedies import REMEDIES
from surveys.formats.report import Place, ReportLine
from surveys.questionnaire.expressions import ExpressionError, parse
from surveys.questionnaire.text import Text
from tests.surveys.formats.forms import line, survey

SURVEYS = Path(__file__).parents[3] / "surveys"
REPORTING = {"info", "warning", "error", "report", "_report", "UnreadableFile", "because"}


def words_of(folder: str) -> Iterator[str]:
    """Every plain word among the strings that calls of reporting functions are given, and in tables of codes."""
    for path in sorted((SURVEYS / folder).rglob("*.py")):
        if path.name in ("messages.py", "refusals.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def codes_of(folder: str) -> set[str]:
    """The codes given to reporting functions."""
    found: set[str] = set()
    for path in sorted((SURVEYS / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                strings = [
                    arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
                found.update(strings[:1] if name in REPORTING else ())
    return found


def test_every_code_of_the_formats_has_words() -> None:
    assert codes_of("formats") <= lines.CODES | refusals.CODES | reasons.CODES | {"too_long"}


def test_every_code_of_the_checks_has_words() -> None:
    assert codes_of("checks") <= findings.CODES


def test_no_words_are_left_over() -> None:
    written = set(words_of("formats"))
    assert written >= lines.CODES | refusals.CODES | reasons.CODES
    assert REMEDIES.keys() <= lines.CODES
    assert set(words_of("checks")) >= findings.CODES


def test_a_code_means_one_thing() -> None:
    codes = [code for table in lines.TABLES for code in table]
    assert len(codes) == len(set(codes))


def test_words_are_in_both_languages() -> None:
    tables: list[Text] = [*lines.LINES.values(), *refusals._REFUSALS.values()]
    tables += REMEDIES.values()
    tables += [text for words in reasons._WORDS.values() for text in (words.message, words.remedy)]
    tables += [text for words in findings._WORDS.values() for text in (words.message, words.remedy)]
    for text in tables:
        assert set(text) == {"en", "fr"}
        assert all(text.values())


def test_a_line_says_where_and_what() -> None:
    found = line(survey("type | name | label", "geopoint | here | Where?"), "type_as_text")
    assert lines.place_text(found.place, "fr") == "survey, ligne 2, colonne type"
    assert lines.line_message(found, "fr") == "« geopoint » est posé comme un texte."
    assert lines.line_message(found, "en") == "“geopoint” is asked as a text."
    assert lines.place_text(Place("notes"), "en") == "notes"


def test_remedies_need_no_more_than_their_lines() -> None:
    for code, remedy in REMEDIES.items():
        for language, text in remedy.items():
            assert slots(text) <= slots(lines.LINES[code][language]), code


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def unread(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as error:
        parse(text, "xlsform")
    return error.value


def test_why_an_expression_was_dropped_is_in_words() -> None:
    late = ReportLine(
        Place(), "expression_dropped", "error", {"reason": because("asked_later", names="b"), "expression": "${b}"}
    )
    assert lines.line_message(late, "fr") == (
        "L’expression « ${b} » a été laissée de côté. Elle lit ce qui est demandé sur une page suivante : b."
    )
    assert lines.line_remedy(late, "fr") == "Placez la question après, ou l’autre avant."
    reason = unreadable(unread("1 + nosuch(2)"))
    wrong = ReportLine(Place(), "expression_dropped", "error", {"reason": reason, "expression": "1 + nosuch(2)"})
    assert lines.line_message(wrong, "fr").endswith("La fonction nosuch() n’existe pas (caractère 5).")
    assert lines.line_remedy(wrong, "en") == "Check the spelling."


def test_a_line_says_what_to_do_where_something_can_be_done() -> None:
    without = line(survey("type | name | label", "calculate | sum |"), "calculation_missing")
    assert lines.line_remedy(without, "en") == "Write it in the calculation column."
    assert lines.line_remedy(
        line(survey("type | name | label", "deviceid | d | D", "text | a | A"), "metadata_hidden"), "fr"
    )
    assert lines.line_remedy(ReportLine(Place(), "html_removed", "info"), "en") == ""
