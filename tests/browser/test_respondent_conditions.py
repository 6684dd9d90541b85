"""respondent.js says of every condition what the server says."""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from surveys.questionnaire.expressions import MappingScope, evaluate_bool, parse, to_javascript

VALUES: Mapping[str, str] = {
    "age": "42",
    "empty": "",
    "word": "naïve 😀",
    "minus": "-1.5",
    "uses": "search other",
    "role": "doctor",
    "since": "2024-02-29",
}

CONDITIONS = [
    "true()",
    "${age} > 17",
    "${age} < 17",
    "${empty} < 5",
    "${empty} >= 0",
    "${empty} = ''",
    "${empty} != ''",
    "${age} = 42",
    "${age} = '42'",
    "${role} = 'doctor' and ${age} >= 42",
    "${role} != 'doctor' or ${age} != 42",
    "not(${role} = 'patient')",
    "selected(${uses}, 'other')",
    "selected(${uses}, 'oth')",
    "count-selected(${uses}) = 2",
    "count-selected(${empty}) = 0",
    "string-length(${word}) = 7",
    "${age} + ${minus} * 2 = 39",
    "${age} - 2 div 4 > 41",
    "-${minus} = 1.5",
    "${age} mod 5 = 2",
    "if(${age} > 40, ${role}, ${empty}) = 'doctor'",
    "coalesce(${empty}, ${role}) = 'doctor'",
    "number(${since}) > 19000",
    "${word} > 3",
]

CONTROLS = """
    <input name="age" value="42"><input name="empty"><input name="word" value="naïve 😀">
    <input name="minus" value=" -1.5 "><textarea name="since">2024-02-29</textarea>
    <input type="checkbox" name="uses" value="search" checked><input type="checkbox" name="uses" value="letters">
    <input type="checkbox" name="uses" value="other" checked>
    <input type="radio" name="role" value="patient"><input type="radio" name="role" value="doctor" checked>
    <fieldset disabled hidden><input name="word" value="hidden"><input name="empty" value="hidden"></fieldset>
"""


def test_the_script_agrees_with_the_server(page: Page) -> None:
    script = (Path(settings.BASE_DIR) / "static/js/respondent.js").read_text()
    expected, fieldsets = [], []
    for text in CONDITIONS:
        expression = parse(text)
        tree = to_javascript(expression)
        assert tree is not None, text
        expected.append((text, evaluate_bool(expression, MappingScope(VALUES))))
        fieldsets.append(f'<fieldset class="asked" hidden disabled data-if="{escape(tree)}"></fieldset>')
    page.set_content(f"<form>{CONTROLS}{''.join(fieldsets)}</form>")
    page.add_script_tag(content=script)

    shown = page.evaluate("[...document.querySelectorAll('.asked')].map((one) => !one.hidden && !one.disabled)")

    assert list(zip(CONDITIONS, shown, strict=True)) == expected


def test_names_with_dots_are_not_taken_for_parts_of_others(page: Page) -> None:
    condition = escape(json.dumps(["=", ["v", "q1"], "yes"]))
    page.set_content(
        '<form><input name="q1" value="yes"><input name="q1.1" value="2">'
        f'<fieldset id="asked" hidden disabled data-if="{condition}"><input name="c"></fieldset></form>'
    )
    page.add_script_tag(content=(Path(settings.BASE_DIR) / "static/js/respondent.js").read_text())
    assert page.locator("#asked").is_enabled()


@pytest.mark.parametrize("chain", [["yes", "no"], ["no", "yes"]])
def test_what_is_hidden_answers_nothing(page: Page, chain: list[str]) -> None:
    """A question shown by an answer to a question that is hidden again is hidden too."""
    first, second = (escape(json.dumps(["=", ["v", name], "yes"])) for name in ("a", "b"))
    page.set_content(
        '<form><input name="a" value="yes">'
        f'<fieldset data-if="{first}"><input name="b" value="yes"></fieldset>'
        f'<fieldset id="last" data-if="{second}"><input name="c"></fieldset></form>'
    )
    page.add_script_tag(path="static/js/respondent.js")
    for typed in chain:
        page.locator("[name=a]").fill(typed)
    assert page.locator("#last").is_visible() is (chain[-1] == "yes")
