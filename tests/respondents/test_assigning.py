"""Tasks are given to as few others as can be, kept, counted once complete and freed by those who do not."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from respondents.interviews import Answered, Conflict, Entry, Passage, Reply, answer, read
from respondents.models import Disposition, Interview, Submission, Task, TaskGiven, Wave
from respondents.quotas import least_given
from respondents.reviews import accept, reject
from respondents.selectors import completed_interviews
from surveys.api import User
from surveys.runtime import Complete, ScreenOut, Show
from tests.respondents.questionnaire import an_open_wave, ask, choices, page, when

CODES = ("north", "south", "east", "west")
MUST = {"required": "required"}
LISTS = [
    choices("yesno", ("yes", "Oui", "Yes"), ("no", "Non", "No")),
    choices("vignettes", *((code, code, code) for code in CODES)),
]
TASK = {"type": "assigned", "name": "vignette", "list": "vignettes"}
PAGES = [
    page("first", "Vous", "You", ask("single", "ill", "Malade ?", "Ill?", list="yesno", **MUST)),
    page(
        "story", "Récit", "Story", TASK, ask("text", "word", "Un mot sur ${vignette}", "A word on ${vignette}", **MUST)
    ),
    page("last", "Fin", "End", ask("single", "well", "Bien ?", "Well?", list="yesno", **MUST)),
]
CHANGES = {
    "lists": LISTS,
    "pages": PAGES,
    "populations": [{"name": "patient", "side": "patients", "screen": when("${ill} = 'yes' and ${well} != 'no'")}],
    "quotas": [],
}


def a_wave() -> Wave:
    return an_open_wave(changes=CHANGES)


def send(passage: Passage, name: str, **raw: str) -> Reply:
    posted = {":q": list(raw), **{key: [value] for key, value in raw.items()}}
    return answer(passage=passage, page=name, revision=passage.revision + 1, raw=posted)


def to_the_story(wave: Wave) -> Passage:
    """Somebody who has come to the page of the task."""
    reply = send(read(slug=wave.slug, entry=Entry(uuid4(), "en")), "first", ill="yes")
    assert isinstance(reply, Answered)
    assert isinstance(reply.outcome, Show)
    return reply.passage


def to_the_end(passage: Passage, well: str = "yes") -> Answered:
    reply = send(passage, "story", word="Hm")
    assert isinstance(reply, Answered)
    end = send(reply.passage, "last", well=well)
    assert isinstance(end, Answered)
    return end


def counted() -> Mapping[str, int]:
    return dict(Task.objects.values_list("code", "complete"))


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 5), min_size=1), st.integers())
def test_one_of_those_that_the_fewest_have(counts: dict[str, int], seed: int) -> None:
    code = least_given(counts, Random(seed))
    assert counts[code] == min(counts.values())
    assert least_given(counts, Random(seed)) == code


@given(st.integers(1, 40), st.integers())
def test_counts_never_differ_by_more_than_one(people: int, seed: int) -> None:
    chance, counts = Random(seed), dict.fromkeys(CODES, 0)
    for _ in range(people):
        counts[least_given(counts, chance)] += 1
    assert max(counts.values()) - min(counts.values()) <= 1


@pytest.mark.django_db
def test_is_given_once_and_stays_whatever_is_read_again() -> None:
    wave = a_wave()
    passage = to_the_story(wave)

    code = passage.answers["vignette"]
    assert code in CODES
    assert (passage.revision, Submission.objects.get(page=":task").answers) == (2, {"vignette": code})
    assert read(slug=wave.slug, entry=passage.entry).answers["vignette"] == code
    changed = send(passage, "first", ill="yes")  # back, and on again
    assert isinstance(changed, Answered)
    assert changed.passage.answers["vignette"] == code
    assert TaskGiven.objects.count() == 1


@pytest.mark.django_db
def test_the_next_ones_are_given_the_others() -> None:
    wave = a_wave()
    assert Counter(to_the_story(wave).answers["vignette"] for _ in range(8)) == dict.fromkeys(CODES, 2)


@pytest.mark.django_db
def test_counts_once_complete_and_is_an_answer_of_the_data() -> None:
    wave = a_wave()
    passage = to_the_story(wave)
    end = to_the_end(passage)

    assert isinstance(end.outcome, Complete)
    assert counted() == {code: int(code == passage.answers["vignette"]) for code in CODES}
    [complete] = completed_interviews(wave.pk, limit=9)
    assert complete.answers["vignette"] == passage.answers["vignette"]


@pytest.mark.django_db
def test_is_free_again_when_its_holder_is_screened_out_or_leaves() -> None:
    wave = a_wave()
    out, gone = to_the_story(wave), to_the_story(wave)
    assert isinstance(to_the_end(out, well="no").outcome, ScreenOut)
    TaskGiven.objects.filter(interview=gone.entry.interview).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Counter(to_the_story(wave).answers["vignette"] for _ in CODES) == dict.fromkeys(CODES, 1)
    to_the_end(gone)  # comes back late, with the task that they had
    assert counted()[str(gone.answers["vignette"])] == 1


@pytest.mark.django_db
def test_a_rejected_complete_frees_it_and_an_accepted_one_takes_it_again() -> None:
    passage = to_the_story(a_wave())
    to_the_end(passage)
    manager = User.objects.create_user("manager@example.org", "a long pass phrase", name="M")

    reject(interview=passage.entry.interview, by=manager)
    assert sum(counted().values()) == 0
    accept(interview=passage.entry.interview, by=manager)
    assert counted()[str(passage.answers["vignette"])] == 1


@pytest.mark.django_db
def test_another_window_that_answers_first_takes_nothing_away() -> None:
    wave = a_wave()
    newcomer = read(slug=wave.slug, entry=Entry(uuid4(), "en"))
    send(newcomer, "first", ill="yes")

    assert isinstance(send(newcomer, "first", ill="no"), Conflict)
    assert Interview.objects.get().disposition == Disposition.IN_PROGRESS
    assert TaskGiven.objects.count() == 1
