"""A rush of whole interviews, through the pages that respondents send."""

from collections import Counter
from functools import partial

import pytest

from respondents.interviews import Answered, answer, stand
from respondents.models import Disposition, Interview, QuotaCell, Reservation, Wave
from tests.concurrency.together import together
from tests.respondents.questionnaire import ANSWERS, an_open_wave
from tests.respondents.test_interviews import newcomer

pytestmark = pytest.mark.django_db(transaction=True)


def whole_interview(wave: Wave) -> Disposition:
    """A patient answers until the end, whichever it is."""
    passage, _ = stand(newcomer(wave))
    for page, raw in ANSWERS.items():
        if passage.ended:
            break
        reply = answer(passage=passage, page=page, revision=passage.revision + 1, raw=raw)
        assert isinstance(reply, Answered)
        passage = reply.passage
    return passage.disposition


@pytest.mark.parametrize("limit", [3, 11])
def test_as_many_complete_as_there_are_places(limit: int) -> None:
    wave = an_open_wave()
    QuotaCell.objects.update(limit=limit, target=limit)

    ends = Counter(together([partial(whole_interview, wave)] * 24))

    assert ends == {Disposition.COMPLETE: limit, Disposition.QUOTA_FULL: 24 - limit}
    assert QuotaCell.objects.get(name="women").complete == limit
    assert not Reservation.objects.exists()
    numbers = Interview.objects.exclude(number=None).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, limit + 1))
