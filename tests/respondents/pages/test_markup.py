"""Texts as HTML: what is kept of Markdown, what is thrown away, and the spaces of French."""

import pytest

from respondents.pages.markup import block, escaped, inline, plain, typeset


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("**strong** and *soft*", "<strong>strong</strong> and <em>soft</em>"),
        ("two\nlines", "two<br>\nlines"),
        ("[site](https://example.org)", '<a href="https://example.org" rel="noopener noreferrer">site</a>'),
        ("<script>alert(1)</script>x", "x"),
        ('<img src=x onerror="alert(1)">', ""),
        ('<span style="color:red" onclick="x()">red</span>', "red"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ("![alt](https://example.org/x.png)", '!<a href="https://example.org/x.png" rel="noopener noreferrer">alt</a>'),
    ],
)
def test_inline(text: str, html: str) -> None:
    assert inline(text, "en") == html


def test_block_keeps_paragraphs_and_lists() -> None:
    assert block("one\n\n- a\n- b", "en") == "<p>one</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    assert "<iframe" not in block("<iframe src=x></iframe>", "en")


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Oui ! Non ; peut-être :", "Oui\u202f! Non\u202f; peut-être\u202f:"),
        ("« Bonjour »", "«\u202fBonjour\u202f»"),
        ("déjà\u00a0: fait", "déjà\u202f: fait"),
        ("à 12:30, https://a.b", "à 12:30, https://a.b"),
    ],
)
def test_french_spaces(text: str, set_: str) -> None:
    assert typeset(text, "fr") == set_
    assert typeset(text, "en") == text


def test_a_label_as_text_alone() -> None:
    assert plain("**a** & <b>b</b> < c", "en") == "a & b < c"


def test_what_respondents_write_is_text() -> None:
    assert escaped("**<b>x</b>**", "fr") == "**&lt;b&gt;x&lt;/b&gt;**"
