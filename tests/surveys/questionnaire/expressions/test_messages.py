"""Errors of expressions in words, in each language."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from surveys.questionnaire import expressions
from surveys.questionnaire.expressions import messages

FOLDER = Path(expressions.__file__).parent


def raised() -> set[str]:
    """Every code that the sources raise."""
    found: set[str] = set()
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("ExpressionError", "RefusalError"):
                found.update(str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))
    return found


def test_every_code_has_words_and_no_words_are_left_over() -> None:
    assert raised() | {"open_text"} == messages.CODES  # chosen beside "syntax" before it is raised


@pytest.mark.parametrize("code", sorted(messages.CODES))
def test_words_take_the_same_parameters_in_both_languages(code: str) -> None:
    words = messages._WORDS[code]
    for text in (words.message, words.remedy):
        assert set(text) == {"en", "fr"}
        english, french = ({name for _, name, _, _ in Formatter().parse(text[tag]) if name} for tag in ("en", "fr"))
        assert english == french


def test_words_in_each_language() -> None:
    parameters = {"name": "selcted", "close": "selected"}
    assert messages.remedy("misspelt_function", parameters, "fr-CA") == "Vérifiez l’orthographe : est-ce selected() ?"
    assert messages.message("misspelt_function", parameters, "de") == "There is no function selcted()."
    written = {"value": "2026-01-31"}
    assert messages.message("not_a_number", written, "fr") == "« 2026-01-31 » n’est pas un nombre."
