"""The control that no person meets: stored as a mark, told as a flag, harmless to everything else."""

import pytest

from respondents.api import completed_interviews
from respondents.examining import examine_wave
from respondents.models import Flag, Submission, Wave
from respondents.quality import TRAP
from tests.respondents.browsing import Browser
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, row, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def test_each_page_has_the_control_and_tells_nobody(wave: Wave) -> None:
    page = Browser().get(f"/s/{wave.slug}/").content.decode()
    control = page[page.index('<p class="only-heard" aria-hidden="true">') :].partition("</p>")[0]
    assert 'name=":website" tabindex="-1" autocomplete="off"' in control


def test_a_program_that_fills_it_is_flagged(wave: Wave) -> None:
    done = walk(wave, ("welcome", {TRAP: ["https://spam.example"]}), "you", ("uses", {TRAP: ["x"]}), *ALL[3:])
    examine_wave(wave=wave)
    flag = Flag.objects.get(interview=row(done.passage))
    assert (flag.kind, flag.reason) == ("honeypot", {"pages": 2})
    assert "spam" not in str(list(Submission.objects.values_list("answers")))
    (complete,) = completed_interviews(wave.pk, limit=9)
    assert TRAP not in complete.answers


@pytest.mark.parametrize("sent", [{}, {TRAP: [""]}, {TRAP: ["  "]}])
def test_people_leave_it_empty(wave: Wave, sent: dict[str, list[str]]) -> None:
    walk(wave, ("welcome", sent), *ALL[1:])
    examine_wave(wave=wave)
    assert not Flag.objects.exists()
    assert not Submission.objects.filter(answers__has_key=TRAP).exists()
