"""Invariant I1: a page sent five times at once is stored exactly once, at any point of an interview."""

from functools import partial

import pytest

from respondents.interviews import Again, Answered, Conflict, answer, stand
from respondents.models import Interview, LedgerEntry, QuotaCell, Submission
from tests.concurrency.together import together
from tests.respondents.questionnaire import ANSWERS, an_open_wave
from tests.respondents.test_interviews import newcomer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("page", list(ANSWERS))
def test_five_times_at_once(page: str) -> None:
    """The first page makes the interview, the second takes a place, the last completes."""
    passage, _ = stand(newcomer(an_open_wave()))
    for before in list(ANSWERS)[: list(ANSWERS).index(page)]:
        reply = answer(passage=passage, page=before, revision=passage.revision + 1, raw=ANSWERS[before])
        assert isinstance(reply, Answered)
        passage = reply.passage

    send = partial(answer, passage=passage, page=page, revision=passage.revision + 1, raw=ANSWERS[page])
    replies = together([send] * 5)

    assert sorted(type(reply).__name__ for reply in replies) == ["Again"] * 4 + ["Answered"]
    assert Interview.objects.count() == 1
    assert Submission.objects.count() == passage.revision + 1
    assert LedgerEntry.objects.filter(event="admit").count() <= 1
    assert QuotaCell.objects.get(name="women").complete == (page == "more")


def test_five_windows_at_once() -> None:
    passage, _ = stand(newcomer(an_open_wave()))
    raws = [{":q": ["consent"], "consent": [value]} for value in ("OK", "no", "OK", "no", "no")]
    sends = [partial(answer, passage=passage, page="welcome", revision=1, raw=raw) for raw in raws]

    replies = together(sends)

    assert sum(isinstance(reply, Answered) for reply in replies) == 1
    assert all(isinstance(reply, Answered | Again | Conflict) for reply in replies)
    assert Submission.objects.count() == 1
