"""A place expires while its page is sent five times at once, and somebody else comes for it."""

import pytest

from respondents.clock import ClockTimestamp
from respondents.interviews import Again, Answered, Passage, Reply, answer, read, stand
from respondents.models import Disposition, Interview, QuotaCell, Reservation, Submission
from tests.concurrency.test_interview_race import whole_interview
from tests.concurrency.together import together
from tests.respondents.questionnaire import ANSWERS, an_open_wave
from tests.respondents.test_interviews import newcomer

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = list(ANSWERS)


def answer_until(passage: Passage, page: str) -> Passage:
    """Answer the pages before this one."""
    for before in PAGES[passage.revision : PAGES.index(page)]:
        reply = answer(passage=passage, page=before, revision=passage.revision + 1, raw=ANSWERS[before])
        assert isinstance(reply, Answered)
        passage = reply.passage
    return passage


@pytest.mark.parametrize("page", PAGES[2:])
@pytest.mark.parametrize("again", range(5))
def test_one_of_the_two_has_the_place(page: str, again: int) -> None:
    """Whoever is first; the other is over quota or refused. The page is stored once."""
    wave = an_open_wave()
    QuotaCell.objects.filter(name="women").update(limit=1, target=1)
    passage = answer_until(stand(newcomer(wave))[0], page)
    replies: list[Reply] = []

    def send() -> None:
        reply = answer(passage=passage, page=page, revision=passage.revision + 1, raw=ANSWERS[page])
        replies.append(reply)

    def expire() -> None:
        Reservation.objects.update(expires_at=ClockTimestamp())

    def another_comes() -> None:
        whole_interview(wave)

    together([*[send] * 5, expire, another_comes])

    assert sorted(type(reply).__name__ for reply in replies) == ["Again"] * 4 + ["Answered"]
    assert Submission.objects.filter(interview=passage.entry.interview, page=page).count() == 1
    last = read(slug=wave.slug, entry=passage.entry)
    while not last.ended:
        last = answer_until(last, PAGES[-1])
        reply = answer(passage=last, page=PAGES[-1], revision=last.revision + 1, raw=ANSWERS[PAGES[-1]])
        assert isinstance(reply, Answered | Again)
        last = reply.passage
    assert QuotaCell.objects.get(name="women").complete == 1
    assert Interview.objects.filter(disposition=Disposition.COMPLETE, quota="admit").count() == 1
    assert not Reservation.objects.exists()
