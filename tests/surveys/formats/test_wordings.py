"""Languages, wording variants, HTML, and the settings sheet."""

import pytest

from surveys.formats.texts import LONGEST, has_markup, plain_text, without_markup
from surveys.formats.xlsform.languages import tag_of, written_as
from tests.surveys.formats.forms import Cells, Rows, codes, question, read, read_sheets, survey


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("French (fr)", "fr"),
        ("français", "fr"),
        ("French", "fr"),
        ("EN", "en"),
        ("English(en)", "en"),
        ("Portuguese (pt-br)", "pt-BR"),
        ("Deutsch", "de"),
        ("Klingon", None),
        ("", None),
    ],
)
def test_languages_as_headers_write_them(written: str, tag: str | None) -> None:
    assert tag_of(written) == tag


@pytest.mark.parametrize("tag", ["fr", "en", "pt-BR", "und", "sw", "zh-Hant", "und-xxxkling"])
def test_what_is_written_is_read_back(tag: str) -> None:
    assert tag_of(written_as(tag)) == tag


@pytest.mark.parametrize(
    ("headers", "cells", "languages", "text"),
    [
        ("label", "Hi", ("en",), {"en": "Hi"}),
        ("label::French (fr) | label::English (en)", "Salut | Hi", ("fr", "en"), {"fr": "Salut", "en": "Hi"}),
        ("label | label::French (fr)", "Hi | Salut", ("en", "fr"), {"en": "Hi", "fr": "Salut"}),
        ("label:French | label:English", "Salut | Hi", ("fr", "en"), {"fr": "Salut", "en": "Hi"}),
        ("caption::fr", "Salut", ("fr",), {"fr": "Salut"}),
        ("label::Klingon", "nuqneH", ("und-xxxkling",), {"und-xxxkling": "nuqneH"}),
    ],
)
def test_languages_of_a_form(headers: str, cells: str, languages: tuple[str, ...], text: dict[str, str]) -> None:
    imported = survey(f"type | name | {headers}", f"text | a | {cells}", more="")
    assert imported.definition.languages == languages
    assert question(imported, "a").label.text == text


def test_the_default_language_comes_first() -> None:
    imported = read_sheets(
        {
            "survey": [["type", "name", "label::English (en)", "label::French (fr)"], ["text", "a", "Hi", "Salut"]],
            "settings": [["default_language"], ["French (fr)"]],
        }
    )
    assert imported.definition.languages == ("fr", "en")


def test_a_default_language_that_no_column_has() -> None:
    imported = read_sheets({"settings": [["default_language"], ["German (de)"]]})
    assert imported.definition.languages == ("fr",)
    assert codes(imported) == ["default_language_unused"]


def test_variants_for_a_population_or_a_side() -> None:
    headers = ["type", "name", "label::French (fr)", "label::French (fr)@professionals", "hint::French (fr)@gp"]
    imported = read_sheets(
        {"survey": [headers, ["text", "a", "Votre médecin", "Vos patients", "Vous, généraliste"], ["text", "b", "B"]]}
    )
    label, hint = question(imported, "a").label, question(imported, "a").hint
    assert label.read("fr") == "Votre médecin"
    assert label.read("fr", audience=("gp", "professionals")) == "Vos patients"
    assert hint.read("fr", audience=("gp", "professionals")) == "Vous, généraliste"
    assert question(imported, "b").label.variants == {}


def test_variants_of_choices() -> None:
    headers = ["list_name", "name", "label::French (fr)", "label::French (fr)@professionals", "missing", "exclusive"]
    rows: Rows = [
        ["yn", "mine", "Mon médecin", "Mon patient"],
        ["yn", "pnts", "Je préfère ne pas répondre", "", "refused", "yes"],
    ]
    imported = read_sheets({"choices": [headers, *rows]})
    mine, refused = imported.definition.choice_lists["yn"].choices
    assert mine.label.read("fr", audience=("gp", "professionals")) == "Mon patient"
    assert (refused.missing, refused.exclusive, refused.alone) == ("refused", True, True)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("yn | yes | Yes | | ", "duplicate_code"),
        ("yn | yes | Again | | ", "code_renamed"),
        (" | lost | Lost | | ", "choice_without_list"),
        ("yn | | | yes | ", "choice_without_code"),
        ("yn | two words | Two | | ", "code_changed"),
        ("yn | x | X | perhaps | ", "not_yes_or_no"),
        ("yn | x | X | | twelve", "not_a_number"),
    ],
)
def test_choices_that_are_not_right(row: str, code: str) -> None:
    choices = (
        f"| choices | |\n| | list_name | name | label | exclusive | score |\n| | yn | yes | Yes | | 1 |\n| | {row} |"
    )
    imported = survey("type | name | label", "select_one yn | q | Q", more=choices)
    assert codes(imported) == [code]
    assert imported.definition.choice_lists["yn"].codes[0] == "yes"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<b>bold</b> and <em>italic</em>", "**bold** and *italic*"),
        ("<a href='https://example.org' onclick='x()'>us</a>", "[us](https://example.org)"),
        ("<a href='javascript:alert(1)'>us</a>", "us"),
        ("a<br>b", "a  \nb"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("hello<script>alert(1)</script>", "hello"),
        ("<img src=x onerror=alert(1)>pic", "pic"),
        ("<span style='color:red'>red</span> &amp; 5 &lt; 6", "red & 5 < 6"),
        ("<i>&lt;script&gt;alert(1)&lt;/script&gt;</i>", "**"),
        ("<!-- hidden -->shown", "shown"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert has_markup(html)
    assert without_markup(html) == markdown


@pytest.mark.parametrize("text", ["a < b & c", "x<y and z", "**bold** [link](https://x.org)", "5 > 3", "<18 ans"])
def test_what_is_not_html_is_left_alone(text: str) -> None:
    assert not has_markup(text)


def test_texts_are_bounded_and_printable() -> None:
    assert plain_text(" a\x00b\x07\r\nc\ud800 ") == "ab\nc"
    assert len(plain_text("x" * 50_000)) == LONGEST


def test_settings() -> None:
    headers = [
        "form_title::French (fr)",
        "form_id",
        "contact::French (fr)",
        "minutes",
        "thanks::French (fr)",
        "refused",
    ]
    row: Cells = ["Baromètre", "baro 2026", "contact@example.org", 9, "Merci !", "Tant pis"]
    definition = read_sheets({"settings": [headers, row]}).definition
    assert definition.name == "baro_2026"
    assert definition.title == {"fr": "Baromètre"}
    assert (definition.contact, definition.minutes) == ({"fr": "contact@example.org"}, 9)
    assert (definition.endings.complete, definition.endings.refused) == ({"fr": "Merci !"}, {"fr": "Tant pis"})


def test_a_form_without_settings_is_called_like_its_file() -> None:
    definition = read("| survey | | |\n| | type | name | label |\n| | text | a | A |").definition
    assert (definition.name, definition.title) == ("form", {"en": "form"})
