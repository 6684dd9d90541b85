"""Answers that texts repeat: in labels, in the summary of corrections, in what was kept, at the end."""

import re

import pytest

from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import MUST, an_open_wave, ask, page, when, wording

pytestmark = pytest.mark.django_db

NAMED = [
    page(
        "name",
        "Nom",
        "Name",
        ask("text", "called", "Votre nom", "Your name"),
        ask("consent", "agreed", "D’accord ?", "Agreed?"),
        {**ask("calculated", "loud", "", ""), "formula": when("concat(${called}, '!')")},
    ),
    page(
        "next",
        "Suite",
        "Next",
        ask("number", "age", "${loud} Votre âge", "${loud} Your age", **MUST),
        {
            **ask("matrix", "views", "Avis de ${called}", "Views of ${called}", list="agree"),
            "rows": [{"name": "safe", "label": wording("Sûre pour ${called}", "Safe for ${called}")}],
        },
    ),
    page("last", "Fin", "End", ask("text", "bye", "Fin", "End", **MUST)),
]
HOSTILE = '<b>*x*</b> [y](javascript:alert(1)) "&'
ESCAPED = "&lt;b&gt;*x*&lt;/b&gt; [y](javascript:alert(1)) &quot;&amp;"


@pytest.fixture
def hostile() -> Browser:
    """Someone with a name full of markup, in an interview that repeats it everywhere."""
    open_to_all = [{"name": "all", "side": "patients"}]
    thanks = {"complete": {"fr": "Merci **${called}**, ${age} ans."}}
    an_open_wave(changes={"pages": NAMED, "populations": open_to_all, "quotas": [], "endings": thanks})
    visitor = Browser()
    visitor.get("/s/test/")
    visitor.send("test", "name", {":q": ["called", "agreed"], "called": [HOSTILE], "agreed": ["OK"]}, 1)
    return visitor


def test_answers_in_labels_are_escaped(hostile: Browser) -> None:
    html = hostile.get("/s/test/p/next/").content.decode()
    assert f">{ESCAPED}! Votre âge<" in html
    assert f"Avis de {ESCAPED}" in html


def test_answers_in_the_summary_of_corrections_are_text(hostile: Browser) -> None:
    html = hostile.send("test", "next", {":q": ["age"], "age": ["x"]}, 2).content.decode()
    summary = html[html.index('id="summary"') : html.index("<form")]
    assert f"{ESCAPED}! Votre âge" in summary
    assert re.findall(r'href="([^"]*)"', summary) == ["#age"]


def test_another_window_is_told_the_answers_by_their_own_labels(hostile: Browser) -> None:
    hostile.send("test", "next", {":q": ["age", "views"], "age": ["40"], "safe": ["1"]}, 2)
    html = hostile.send("test", "next", {":q": ["age"], "age": ["41"]}, 2).content.decode()
    assert re.search(r"<dt>Sûre pour [^$]*</dt><dd>Tout à fait d’accord</dd>", html)
    assert "Votre âge</dt><dd>40</dd>" in html
    assert "${" not in html


def test_the_end_repeats_answers_escaped(hostile: Browser) -> None:
    hostile.send("test", "next", {":q": ["age", "views"], "age": ["40"]}, 2)
    hostile.send("test", "last", {":q": ["bye"], "bye": ["x"]}, 3)
    html = hostile.get("/s/test/end/").content.decode()
    assert f"Merci <strong>{ESCAPED}</strong>, 40 ans." in html
