"""Somebody takes back their answers while a page of theirs is on its way: nothing of it stays."""

import pytest

from respondents.interviews import Answered, NotTaken, answer, read, stand
from respondents.models import Interview, Submission
from respondents.panel.withdrawing import withdraw_interview
from tests.respondents.questionnaire import ANSWERS, an_open_wave
from tests.respondents.test_interviews import newcomer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ANSWERS)
def test_a_page_that_was_on_its_way_is_not_stored(page: str) -> None:
    """The interview was read before it was withdrawn; its page is written after."""
    wave = an_open_wave()
    first = window = stand(newcomer(wave))[0]
    for before in list(ANSWERS)[: list(ANSWERS).index(page)]:
        reply = answer(passage=window, page=before, revision=window.revision + 1, raw=ANSWERS[before])
        assert isinstance(reply, Answered)
        window = reply.passage
    if window is first:  # another window has sent the first page
        answer(passage=read(slug=wave.slug, entry=first.entry), page="welcome", revision=1, raw=ANSWERS["welcome"])
    withdraw_interview(first.entry.interview)

    reply = answer(passage=window, page=page, revision=window.revision + 1, raw=ANSWERS[page])

    assert isinstance(reply, NotTaken)
    assert reply.reason == "ended"
    assert not Submission.objects.exists()
    assert Interview.objects.get().disposition == "withdrawn"
