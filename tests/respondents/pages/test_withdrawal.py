"""Taking one's answers back; the statement on accessibility."""

import pytest

from respondents.models import Disposition, Interview, QuotaCell, Reservation, Submission, Wave
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import ANSWERS, an_open_wave

pytestmark = pytest.mark.django_db

WITHDRAW, END = "/s/test/withdraw/", "/s/test/end/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def after(wave: Wave, *pages: str) -> Browser:
    """A browser that has answered these pages."""
    visitor = Browser()
    visitor.get(f"/s/{wave.slug}/")
    for revision, name in enumerate(pages, 1):
        assert visitor.send(wave.slug, name, ANSWERS[name], revision).status_code == 302
    return visitor


def withdraw(visitor: Browser) -> str:
    reply = visitor.post(WITHDRAW, {"csrfmiddlewaretoken": visitor.cookies["csrftoken"].value})
    assert reply.status_code == 302
    return str(reply["Location"])


def test_from_the_last_page(wave: Wave) -> None:
    visitor = after(wave, *ANSWERS)
    complete = QuotaCell.objects.get(name="women").complete
    assert f'href="{WITHDRAW}"' in visitor.get(END).content.decode()
    assert "Retirer vos réponses" in visitor.get(WITHDRAW).content.decode()
    assert Submission.objects.count() == 5  # nothing is done by asking

    assert withdraw(visitor) == END
    last = visitor.get(END).content.decode()
    assert "Vos réponses sont retirées" in last
    assert WITHDRAW not in last
    assert Interview.objects.get().disposition == Disposition.WITHDRAWN
    assert not Submission.objects.exists()
    assert QuotaCell.objects.get(name="women").complete == complete - 1


def test_in_the_middle(wave: Wave) -> None:
    visitor = after(wave, "welcome", "you")
    assert Reservation.objects.exists()
    withdraw(visitor)
    assert not Submission.objects.exists()
    assert not Reservation.objects.exists()
    assert visitor.send("test", "uses", ANSWERS["uses"], 1)["Location"] == "/s/test/"
    assert visitor.get("/s/test/")["Location"] == END
    assert not Submission.objects.exists()


def test_once_is_enough(wave: Wave) -> None:
    visitor = after(wave, "welcome")
    withdraw(visitor)
    assert visitor.get(WITHDRAW)["Location"] == END
    assert withdraw(visitor) == END


def test_nobody_else_can(wave: Wave) -> None:
    after(wave, *ANSWERS)
    stranger = after(wave)
    assert stranger.get(WITHDRAW)["Location"] == "/s/test/"
    assert withdraw(stranger) == "/s/test/"
    forger = Browser()
    assert forger.post(WITHDRAW).status_code == 403
    assert Submission.objects.count() == 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_statement_on_accessibility(wave: Wave, language: str) -> None:
    visitor = Browser(**{"accept-language": language})
    html = visitor.get("/s/test/accessibility/").content.decode()
    assert f'<html lang="{language}">' in html
    assert "WCAG" in html
    assert "RGAA" in html
    assert "comite@example.org" in html
    assert not visitor.cookies.get("interview")
    assert Browser().get("/s/nowhere/accessibility/").status_code == 404
