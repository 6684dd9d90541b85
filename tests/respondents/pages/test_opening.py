"""What stands above the questions, and how the form is sent."""

import pytest

from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import ANSWERS, PAGES, an_open_wave, ask, page, wording

pytestmark = pytest.mark.django_db

ENTRANCE = "/s/test/"
OPEN = {"populations": [{"name": "all", "side": "patients"}], "quotas": []}


def test_words_of_welcome_stand_above_the_first_page_only() -> None:
    pages = [PAGES[0], {**PAGES[1], "text": wording("À lire.", "Read.")}, *PAGES[2:]]
    an_open_wave(changes={"welcome": {"fr": "Bienvenue **à tous**."}, "pages": pages})
    visitor = Browser()
    first = visitor.get(ENTRANCE).content.decode()
    assert first.index("<h1") < first.index("<p>Bienvenue <strong>à tous</strong>.</p>") < first.index("<form")
    assert "À lire." not in first
    visitor.send("test", "welcome", ANSWERS["welcome"], 1)
    second = visitor.get("/s/test/p/you/").content.decode()
    assert "Bienvenue" not in second
    assert second.index("<h1") < second.index("<p>À lire.</p>") < second.index("<form")


def test_words_of_welcome_need_no_consent() -> None:
    alone = [page("p", "Un thème", "A topic", ask("text", "word", "Un mot", "A word"))]
    an_open_wave(changes={"welcome": {"fr": "Bienvenue."}, "pages": alone, **OPEN})
    assert '<div class="prose opening"><p>Bienvenue.</p>' in Browser().get(ENTRANCE).content.decode()


def test_only_a_page_with_files_is_sent_with_files() -> None:
    pages = [page(name, "P", "P", ask(kind, name, "Q", "Q")) for name, kind in (("f", "file"), ("t", "text"))]
    an_open_wave(changes={"pages": pages, **OPEN})
    visitor = Browser()
    assert 'enctype="multipart/form-data"' in visitor.get(ENTRANCE).content.decode()
    visitor.send("test", "f", {":q": ["f"]}, 1)
    assert "enctype" not in visitor.get("/s/test/p/t/").content.decode()
