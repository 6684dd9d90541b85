"""Sixty-four people come to the page of four tasks at the same instant: sixteen are given each."""

import threading
from collections import Counter
from collections.abc import Mapping
from functools import partial
from random import Random

import pytest

from respondents import assigning
from respondents.interviews import Answered
from respondents.models import Task, TaskGiven, Wave
from respondents.quotas import least_given
from surveys.runtime import AskTask
from tests.concurrency.together import together
from tests.respondents.test_assigning import CODES, a_wave, to_the_end, to_the_story

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, AT_ONCE = 64, 32


def rush(wave: Wave) -> Counter[object]:
    """What each of all these was given."""

    def some() -> list[object]:
        return [to_the_story(wave).answers["vignette"] for _ in range(PEOPLE // AT_ONCE)]

    return Counter(code for codes in together([some] * AT_ONCE) for code in codes)


def test_each_is_given_to_as_many() -> None:
    assert rush(a_wave()) == dict.fromkeys(CODES, PEOPLE // len(CODES))


def test_each_is_completed_by_as_many() -> None:
    wave = a_wave()
    people = [to_the_story(wave) for _ in range(PEOPLE)]
    lanes = [people[lane::AT_ONCE] for lane in range(AT_ONCE)]

    def finish(lane: int) -> bool:
        return all(isinstance(to_the_end(passage), Answered) for passage in lanes[lane])

    assert all(together([partial(finish, lane) for lane in range(AT_ONCE)]))
    assert dict(Task.objects.values_list("code", "complete")) == dict.fromkeys(CODES, PEOPLE // len(CODES))
    assert not TaskGiven.objects.filter(expires_at__isnull=False).exists()


def test_without_the_lock_the_fewest_are_counted_by_several_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: eight count together, and all find the same task the least given."""
    counted = threading.Barrier(8)
    wave = a_wave()
    Task.objects.bulk_create(Task(wave=wave, question="vignette", code=code) for code in CODES)

    def unlocked(wave_id: int, asked: AskTask) -> list[Task]:
        return list(Task.objects.filter(wave=wave_id).order_by("pk"))

    def together_and_the_first(counts: Mapping[str, int], chance: Random) -> str:
        code = least_given(counts, Random(0))
        counted.wait(30)
        return code

    monkeypatch.setattr(assigning, "lock_tasks", unlocked)
    monkeypatch.setattr(assigning, "least_given", together_and_the_first)
    given = Counter(passage.answers["vignette"] for passage in together([partial(to_the_story, wave)] * 8))
    assert max(given.values()) == 8
