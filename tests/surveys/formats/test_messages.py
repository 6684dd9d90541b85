"""Every code that the sources give has words, in both languages, and no words are left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

from surveys.checks import messages as findings
from surveys.formats import messages as lines
from surveys.formats import refusals
from surveys.formats.report import Place
from surveys.questionnaire.text import Text
from tests.surveys.formats.forms import line, survey

SURVEYS = Path(__file__).parents[3] / "surveys"
REPORTING = {"info", "warning", "error", "report", "_report", "UnreadableFile"}


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
    assert codes_of("formats") <= lines.CODES | refusals.CODES


def test_every_code_of_the_checks_has_words() -> None:
    assert codes_of("checks") <= findings.CODES


def test_no_words_are_left_over() -> None:
    written = set(words_of("formats"))
    assert written >= lines.CODES | refusals.CODES
    assert set(words_of("checks")) >= findings.CODES


def test_a_code_means_one_thing() -> None:
    codes = [code for table in lines.TABLES for code in table]
    assert len(codes) == len(set(codes))


def test_words_are_in_both_languages() -> None:
    tables: list[Text] = [*lines.LINES.values(), *refusals._REFUSALS.values()]
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
