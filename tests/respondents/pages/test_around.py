"""What stands around the questions: until when a place is kept, the links at the foot, where a script is to go."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from respondents.models import Interview, Reservation, Submission, Wave
from tests.respondents.browsing import FORM, Browser
from tests.respondents.questionnaire import ANSWERS, an_open_wave, ask, page

pytestmark = pytest.mark.django_db

ENTRANCE = "/s/test/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


@pytest.fixture
def visitor(wave: Wave) -> Browser:
    """A browser that has opened the wave's link."""
    visitor = Browser()
    visitor.get(ENTRANCE)
    return visitor


def walk(visitor: Browser, *pages: str) -> None:
    for revision, name in enumerate(pages, 1):
        assert visitor.send("test", name, ANSWERS[name], revision).status_code == 302


def html_of(visitor: Browser, address: str) -> str:
    return str(visitor.get(address).content, "utf-8")


def test_until_when_a_place_is_kept(visitor: Browser) -> None:
    assert "data-soon" not in html_of(visitor, ENTRANCE)
    walk(visitor, "welcome", "you")
    html = html_of(visitor, "/s/test/p/uses/")
    until = timezone.localtime(Reservation.objects.get().expires_at)
    assert f"encore 45 min, jusqu’à {until:%H:%M}" in html
    (soon,) = re.findall(r'data-soon="(\d+)"', html)
    assert 39 * 60 < int(soon) <= 40 * 60
    Reservation.objects.update(expires_at=F("expires_at") - timedelta(minutes=42))
    html = html_of(visitor, "/s/test/p/uses/")
    assert "encore 3 min" in html
    assert 'data-soon="0"' in html


def test_a_place_that_is_not_kept_any_more(visitor: Browser) -> None:
    walk(visitor, "welcome", "you")
    Reservation.objects.update(expires_at=F("expires_at") - timedelta(minutes=46))
    lapsed = html_of(visitor, "/s/test/p/uses/")
    assert "Votre place dans l’enquête n’est plus gardée" in lapsed
    assert "data-soon" not in lapsed
    Reservation.objects.all().delete()
    assert "Votre place dans l’enquête n’est plus gardée" in html_of(visitor, "/s/test/p/uses/")


def test_nothing_is_said_of_a_place_kept_for_long_nor_of_none(visitor: Browser, settings: object) -> None:
    walk(visitor, "welcome", "you")
    Reservation.objects.update(expires_at=F("expires_at") + timedelta(hours=12))
    assert "Votre place" not in html_of(visitor, "/s/test/p/uses/")
    an_open_wave("free", changes={"quotas": []})
    other = Browser()
    other.get("/s/free/")
    for revision, name in enumerate(["welcome", "you"], 1):
        other.send("free", name, ANSWERS[name], revision)
    assert "Votre place" not in html_of(other, "/s/free/p/uses/")


def test_the_links_at_the_foot(visitor: Browser) -> None:
    first = html_of(visitor, ENTRANCE)
    assert re.search(r'<a href="/s/test/resume/">\s*J’ai un code\s*</a>', first)
    walk(visitor, "welcome")
    second = html_of(visitor, "/s/test/p/you/")
    assert re.search(r'<a href="/s/test/resume/">\s*Continuer plus tard\s*</a>', second)
    for address in (ENTRANCE, "/s/test/p/you/", "/s/test/resume/", "/s/test/withdraw/"):
        assert 'href="/s/test/accessibility/"' in html_of(visitor, address) or visitor.get(address).status_code == 302
    assert 'href="/s/test/withdraw/"' in html_of(visitor, "/s/test/resume/")


def test_a_script_that_sends_is_told_where_to_go(visitor: Browser) -> None:
    token = visitor.cookies["csrftoken"].value

    def send(body: str) -> tuple[int, str]:
        body = f"{body}&:revision=1&csrfmiddlewaretoken={token}"
        reply = visitor.post("/s/test/p/welcome/", body, content_type=FORM, headers={"prefer": "return=minimal"})
        return reply.status_code, reply.headers.get("Location", "")

    assert send(":q=consent") == (422, "")
    assert send(":q=consent&consent=OK") == (201, "/s/test/p/you/")
    assert send(":q=consent&consent=OK") == (201, "/s/test/p/you/")
    assert send(":q=consent&consent=no") == (409, "")
    assert Submission.objects.count() == 1


def test_what_is_typed_is_kept_for_one_page_of_one_interview(visitor: Browser) -> None:
    def draft(browser: Browser, address: str) -> str:
        found = re.search(r'data-draft="([0-9a-f]{16})"', html_of(browser, address))
        assert found
        return found[1]

    first = draft(visitor, ENTRANCE)
    assert draft(visitor, ENTRANCE) == first
    assert draft(Browser(), ENTRANCE) != first
    walk(visitor, "welcome")
    assert len({first, draft(visitor, "/s/test/p/welcome/"), draft(visitor, "/s/test/p/you/")}) == 3
    assert Interview.objects.get().pk.hex[:8] not in html_of(visitor, "/s/test/p/you/")


@pytest.mark.parametrize(("announced", "told"), [(None, 1), (1, 1), (4, 4)])
def test_how_long_it_takes(announced: int | None, told: int) -> None:
    alone = [page("p", "P", "P", ask("consent", "consent", "D’accord ?", "Agreed?"))]
    alone += [page("q", "Q", "Q", ask("text", "word", "Un mot", "A word"))]
    populations = [{"name": "all", "side": "patients"}]
    an_open_wave(changes={"minutes": announced, "pages": alone, "populations": populations, "quotas": []})
    assert re.search(rf"Environ {told}\s*minute", html_of(Browser(), ENTRANCE))


def test_no_less_time_is_told_than_it_takes() -> None:
    long = [ask("long_text", f"t{number}", "Racontez " * 40, "Tell") for number in range(6)]
    pages = [page("p", "P", "P", ask("consent", "consent", "D’accord ?", "Agreed?")), page("q", "Q", "Q", *long)]
    populations = [{"name": "all", "side": "patients"}]
    an_open_wave(changes={"minutes": 1, "pages": pages, "populations": populations, "quotas": []})
    assert re.search(r"Environ 3\s*minutes", html_of(Browser(), ENTRANCE))
