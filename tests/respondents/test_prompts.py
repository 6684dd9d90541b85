"""Pages that ask once for an answer, offer some choices only, and show values not given yet."""

import re

import pytest

from respondents.models import Submission
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave, ask, page, when, wording

pytestmark = pytest.mark.django_db

OPEN = {"populations": [{"name": "all", "side": "patients"}], "quotas": []}


def test_what_is_left_blank_is_asked_for_once_then_taken() -> None:
    soft = {"required": "soft"}
    questions = (ask("single", "sex", "Sexe", "Sex", list="sexes", **soft), ask("number", "age", "Âge", "Age", **soft))
    an_open_wave(changes={**OPEN, "pages": [page("p", "P", "P", *questions)]})
    visitor = Browser()
    assert ":soft" not in visitor.get("/s/test/").content.decode()
    asked = {":q": ["sex", "age"], "age": ["7"]}
    reply = visitor.send("test", "p", asked, 1)
    html = reply.content.decode()
    assert reply.status_code == 422
    assert "continuer sans" in html
    assert re.findall(r'name=":soft" value="(\w+)"', html) == ["sex"]
    assert "1 réponse est encore vide" in html
    assert 'class="reminder" id="sex-error"' in html
    assert 'aria-describedby="sex-error"' in html  # nothing is wrong: neither said nor heard
    assert not re.search("aria-invalid|Erreur|à corriger", html)
    assert visitor.send("test", "p", {**asked, ":soft": ["sex"]}, 1)["Location"] == "/s/test/end/"
    assert Submission.objects.get().answers == {"sex": None, "age": 7}


def test_only_what_is_offered_to_this_respondent_is_on_the_page() -> None:
    used = ask("multiple", "used", "Usages", "Uses", list="uses")
    best = ask("single", "best", "Le meilleur", "The best", list="uses", choice_filter=when("selected(${used}, name)"))
    most = ask("ranking", "most", "Ordre", "Order", list="uses", top=3, choice_filter=when("selected(${used}, name)"))
    tool = ask("dropdown", "tool", "Outil", "Tool", list="uses", choice_filter=when("selected(${used}, name)"))
    rows = [
        {"name": "r1", "label": wording("Une", "One")},
        {"name": "r2", "label": wording("Deux", "Two"), "relevant": when("count-selected(${used}) > 2")},
    ]
    grid = ask("matrix", "grid", "Grille", "Grid", list="agree", rows=rows)
    years = ask("number", "years", "Années", "Years", default_formula=when("count-selected(${used}) + 40"))
    an_open_wave(
        changes={**OPEN, "pages": [page("p", "P", "P", used), page("q", "Q", "Q", best, grid, years, most, tool)]}
    )
    visitor = Browser()
    visitor.get("/s/test/")
    visitor.send("test", "p", {":q": ["used"], "used": ["search", "letters"]}, 1)
    html = visitor.get("/s/test/p/q/").content.decode()
    assert re.findall(r'name="best" value="(\w+)"', html) == ["search", "letters"]
    assert set(re.findall(r'name="(r\d)"', html)) == {"r1"}
    assert re.search(r'name="years"[^>]*value="42"', html)
    assert "Donnez une fois chaque rang de 1 à 2" in html
    assert re.findall(r"<option>(\d)</option>", html) == ["1", "2"] * 2
    assert 'name="tool_other"' not in html


def test_a_page_that_is_seen_again_does_not_say_that_it_became_longer() -> None:
    rows = [
        {"name": "r1", "label": wording("Une", "One")},
        {"name": "r2", "label": wording("Deux", "Two"), "relevant": when("${age} > 50")},
    ]
    grid = ask("matrix", "grid", "Grille", "Grid", list="agree", rows=rows)
    pages = [
        page("p", "P", "P", ask("number", "age", "Âge", "Age"), grid),
        page("q", "Q", "Q", ask("text", "w", "W", "W")),
    ]
    an_open_wave(changes={**OPEN, "pages": pages})
    visitor = Browser()
    visitor.get("/s/test/")
    visitor.send("test", "p", {":q": ["age", "grid"], "age": ["40"], "r1": ["1"]}, 1)
    assert "une question de plus" not in visitor.get("/s/test/p/p/").content.decode()
    again = visitor.send("test", "p", {":q": ["age", "grid"], "age": ["60"], "r1": ["1"]}, 2)
    assert again["Location"] == "/s/test/p/p/"
    html = visitor.get("/s/test/p/p/").content.decode()
    assert "une question de plus" in html
    assert 'name="r2"' in html
