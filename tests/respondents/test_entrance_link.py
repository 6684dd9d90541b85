"""What a link gives to hidden questions."""

from collections.abc import Mapping
from urllib.parse import urlencode

import pytest

from respondents.models import Interview, Submission
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, page

HIDDEN = {"type": "hidden", "name": "clinic", "parameter": "c"}
PAGES = {
    "pages": [
        page("first", "Un", "One", HIDDEN, ask("text", "word", "Un mot", "A word")),
        page(
            "second",
            "Deux",
            "Two",
            {**ask("text", "why", "À ${clinic} ?", "At?"), "relevant": {"text": "${clinic} = 'A & B|1'"}},
        ),
    ],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients"}],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"c": "A & B|1"}, "A & B|1"),
        ({"c": "  A\n & B|1\x00 "}, "A & B|1"),
        ({"c": "x" * 200}, "x" * 200),
        ({"c": "x" * 201}, None),
        ({"clinic": "north"}, None),
        ({}, None),
    ],
)
def test_a_link_fills_the_hidden_question_that_names_its_parameter(query: Mapping[str, str], kept: str | None) -> None:
    an_open_wave(changes=PAGES)
    browser = Browser()
    browser.get(f"/s/test/?{urlencode(query)}")
    browser.get("/s/test/?c=other")  # a browser that has begun keeps what it came with
    where = browser.send("test", "first", {":q": ["word"], "word": ["a"], "clinic": ["forged"]}, 1)["Location"]
    assert Submission.objects.get().answers.get("clinic") == kept
    assert where == ("/s/test/p/second/" if kept == "A & B|1" else "/s/test/end/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "told"), [("", "s’adresse à d’autres personnes"), ("Pour les autres.", "Pour les autres.")]
)
def test_whoever_is_known_to_be_in_no_population_is_told_so_at_once(own: str, told: str) -> None:
    elsewhere = [{"name": "all", "side": "patients", "screen": {"text": "${clinic} = 'north'"}}]
    endings = {"endings": {"screened_out": {"fr": own, "en": own}}} if own else {}
    an_open_wave(changes={**PAGES, "populations": elsewhere, **endings})
    answer = Browser().get("/s/test/?c=south")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Merci de votre intérêt" in html
    assert told in html
    assert "close" not in html
    assert "Retirer mes réponses" not in html
    assert not Interview.objects.exists()
