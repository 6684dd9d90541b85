"""Questionnaires that no one should write, and that someone will."""

import re

import pytest

from respondents.models import Submission
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import MUST, an_open_wave, ask, page, wording

pytestmark = pytest.mark.django_db

OPEN = {"populations": [{"name": "all", "side": "patients"}], "quotas": []}


def test_questions_may_have_the_names_of_a_page_s_own_controls() -> None:
    questions = [ask("text", name, name, name, **MUST) for name in ("q", "revision", "name")]
    an_open_wave(changes={**OPEN, "pages": [page("p", "P", "P", *questions)]})
    visitor = Browser()
    visitor.get("/s/test/")
    raw = {":q": ["q", "revision", "name"], "q": ["a"], "revision": ["b"], "name": ["c"]}
    assert visitor.send("test", "p", raw, 1)["Location"] == "/s/test/end/"
    assert Submission.objects.get().answers == {"q": "a", "revision": "b", "name": "c"}


def test_a_battery_asks_nothing_beside_other_for_it_keeps_nothing_there() -> None:
    rows = {"rows": [{"name": "safe", "label": wording("Sûre", "Safe")}]}
    an_open_wave(
        changes={**OPEN, "pages": [page("p", "P", "P", {**ask("matrix", "m", "M", "M", list="uses"), **rows})]}
    )
    html = Browser().get("/s/test/").content.decode()
    assert re.search(r'name="safe" value="other"', html)
    assert "m_other" not in html
