"""One interview: its pages stored once, its places taken, its end written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from respondents.interviews import (
    Again,
    Answered,
    Conflict,
    Corrections,
    Entry,
    NotTaken,
    Passage,
    Reply,
    answer,
    page_before,
    page_of,
    read,
    speak,
    stand,
)
from respondents.models import Interview, LedgerEntry, QuotaCell, Reservation, Submission, Wave
from respondents.passages import WaveNotFound
from respondents.waves import set_paused
from surveys.runtime import Complete, Outcome, QuotaFull, Refused, ScreenOut, Show
from tests.respondents.questionnaire import ANSWERS, an_open_wave

pytestmark = pytest.mark.django_db

Posted = Mapping[str, list[str]]


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def newcomer(wave: Wave) -> Passage:
    return read(slug=wave.slug, entry=Entry(uuid4(), "fr"))


def again(passage: Passage) -> Passage:
    return read(slug=passage.wave.slug, entry=passage.entry)


def send(passage: Passage, page: str, raw: Posted | None = None, revision: int | None = None) -> Reply:
    return answer(
        passage=passage,
        page=page,
        revision=revision or passage.revision + 1,
        raw=ANSWERS[page] if raw is None else raw,
    )


def walk(wave: Wave, *pages: str | tuple[str, Posted]) -> Answered:
    """Send these pages, as they come in ANSWERS or with other values."""
    done = None
    for page in pages:
        name, changed = page if isinstance(page, tuple) else (page, {})
        reply = send(done.passage if done else newcomer(wave), name, {**ANSWERS[name], **changed})
        assert isinstance(reply, Answered), reply
        done = reply
    assert done is not None
    return done


def row(passage: Passage) -> Interview:
    return Interview.objects.get(pk=passage.entry.interview)


ALL = ("welcome", "you", "uses", "views", "more")
DOCTOR: Posted = {"role": ["doctor"]}
MAN: Posted = {"sex": ["m"]}


def test_a_whole_interview(wave: Wave) -> None:
    done = walk(wave, *ALL)

    assert done.outcome == Complete("patient", over=False)
    interview = row(done.passage)
    assert (interview.disposition, interview.population, interview.quota, interview.number) == (
        "complete",
        "patient",
        "admit",
        1,
    )
    assert interview.ended_at is not None
    assert list(Submission.objects.order_by("revision").values_list("revision", "page")) == list(enumerate(ALL, 1))
    assert QuotaCell.objects.get(name="women").complete == 1
    assert not Reservation.objects.exists()
    assert list(LedgerEntry.objects.order_by("id").values_list("event", flat=True)) == ["admit", "complete"]


def test_what_is_read_back_is_what_answer_returned(wave: Wave) -> None:
    reply = walk(wave, "welcome", "you", "uses")
    fresh = again(reply.passage)
    assert replace(fresh, now=reply.passage.now) == reply.passage
    assert fresh.answers["use"] == ["search", "letters"]


def test_an_interview_has_no_row_before_its_first_page(wave: Wave) -> None:
    passage, outcome = stand(newcomer(wave))
    assert isinstance(outcome, Show)
    assert outcome.page.name == "welcome"
    assert not Interview.objects.exists()
    assert row(walk(wave, "welcome").passage).seed == Interview.objects.get().pk.int & 0x7FFFFFFF
    assert passage.revision == 0


@pytest.mark.parametrize(
    ("pages", "outcome", "disposition"),
    [
        ([("welcome", {"consent": ["no"]})], Refused(), "refused"),
        (["welcome", ("you", {"role": ["neither"]})], ScreenOut(), "screened_out"),
    ],
)
def test_early_ends(wave: Wave, pages: list[str], outcome: Outcome, disposition: str) -> None:
    reply = walk(wave, *pages)
    assert reply.outcome == outcome
    assert row(reply.passage).disposition == disposition
    assert row(reply.passage).ended_at is not None
    assert not LedgerEntry.objects.exists()


def test_a_full_cell_ends_the_interview(wave: Wave) -> None:
    walk(wave, "welcome", ("you", MAN))

    reply = walk(wave, "welcome", ("you", MAN))

    assert reply.outcome == QuotaFull("patient", redirect=False)
    assert (row(reply.passage).disposition, row(reply.passage).quota) == ("quota_full", "full")
    assert QuotaCell.objects.get(name="men").refused == 1


def test_a_full_cell_that_continues_is_kept_apart(wave: Wave) -> None:
    walk(wave, "welcome", ("you", DOCTOR), *ALL[2:])
    over = walk(wave, "welcome", ("you", DOCTOR), *ALL[2:])

    assert over.outcome == Complete("doctor", over=True)
    assert (row(over.passage).disposition, row(over.passage).quota, row(over.passage).number) == ("complete", "over", 2)
    assert QuotaCell.objects.get(name="doctors").complete == 1


def test_a_place_that_expired_and_went_to_another(wave: Wave) -> None:
    slow = walk(wave, "welcome", ("you", MAN), "uses", "views")
    Reservation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    walk(wave, "welcome", ("you", MAN), *ALL[2:])

    late = send(slow.passage, "more")

    assert isinstance(late, Answered)
    assert late.outcome == Complete("patient", over=True)
    assert row(slow.passage).quota == "over"
    assert QuotaCell.objects.get(name="men").complete == 1


def test_completes_are_numbered_without_gap(wave: Wave) -> None:
    numbers = [row(walk(wave, "welcome", ("you", DOCTOR), *ALL[2:]).passage).number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_one_select_and_one_insert_in_the_middle(wave: Wave) -> None:
    passage = walk(wave, "welcome", "you").passage
    with CaptureQueriesContext(connection) as queries:
        reply = send(again(passage), "uses")
    assert isinstance(reply, Answered)
    assert [query["sql"].split()[0] for query in queries] == ["SELECT", "WITH"]


def test_the_first_page_brings_the_interview_in_one_statement(wave: Wave) -> None:
    passage, _ = stand(newcomer(wave))
    with CaptureQueriesContext(connection) as queries:
        send(passage, "welcome")
    assert len(queries) == 1


def test_the_same_page_twice_is_stored_once(wave: Wave) -> None:
    start = newcomer(wave)
    first = send(start, "welcome")
    doubled = send(start, "welcome")  # both had read before either stored
    late = send(again(start), "welcome", revision=1)

    assert isinstance(first, Answered)
    assert isinstance(doubled, Again)
    assert isinstance(late, Again)
    assert (Interview.objects.count(), Submission.objects.count()) == (1, 1)


def test_the_last_page_twice_counts_once(wave: Wave) -> None:
    almost = walk(wave, *ALL[:4]).passage
    assert isinstance(send(almost, "more"), Answered)
    assert isinstance(send(almost, "more"), Again)
    assert QuotaCell.objects.get(name="women").complete == 1
    assert Interview.objects.get().number == 1


def test_another_page_for_a_revision_already_taken_is_not_kept(wave: Wave) -> None:
    passage = walk(wave, "welcome", "you").passage
    send(passage, "uses")
    other = send(passage, "uses", {":q": ["use"], "use": ["letters"]})

    assert isinstance(other, Conflict)
    assert (other.kept.page, other.kept.answers["use"]) == ("uses", ["search", "letters"])
    assert again(passage).answers["use"] == ["search", "letters"]


@pytest.mark.parametrize("revision", [-3, 0, 4, 99, 10**9])
def test_a_revision_that_is_not_the_next_is_not_taken(wave: Wave, revision: int) -> None:
    passage = walk(wave, "welcome", "you").passage
    reply = answer(passage=passage, page="uses", revision=revision, raw=ANSWERS["uses"])
    assert isinstance(reply, NotTaken)
    assert reply.reason == "no_such_page"


@pytest.mark.parametrize("page", ["more", "nowhere", "", "welcome#2"])
def test_a_page_that_was_not_reached_is_not_taken(wave: Wave, page: str) -> None:
    reply = send(walk(wave, "welcome").passage, page, {":q": ["age"], "age": ["42"]})
    assert isinstance(reply, NotTaken)
    assert Submission.objects.count() == 1


def test_what_is_wrong_is_told_and_not_stored(wave: Wave) -> None:
    passage = walk(wave, *ALL[:4]).passage
    reply = send(passage, "more", {":q": ["age", "mail"], "age": ["abc"], "mail": ["me@"]})

    assert isinstance(reply, Corrections)
    assert {(problem.field, problem.code) for problem in reply.problems} == {
        ("age", "not_a_number"),
        ("mail", "not_an_email"),
    }
    assert reply.passage.answers["age"] == "abc"
    assert again(passage).revision == 4


def test_a_page_that_became_longer_is_shown_again(wave: Wave) -> None:
    passage = walk(wave, "welcome", "you").passage
    longer = send(passage, "uses", {":q": ["use"], "use": ["none"]})

    assert isinstance(longer, Answered)
    assert isinstance(longer.outcome, Show)
    assert longer.outcome.page.name == "uses"
    done = send(longer.passage, "uses", {":q": ["use", "why_not"], "use": ["none"], "why_not": ["No need"]})
    assert isinstance(done, Answered)
    assert isinstance(done.outcome, Show)
    assert done.outcome.page.name == "views"


def test_back_and_changed(wave: Wave) -> None:
    passage = walk(wave, "welcome", "you", "uses").passage
    assert page_before(passage, "views") == "uses"
    instance = page_of(passage, "uses")
    assert instance is not None
    reply = send(passage, "uses", {":q": ["use"], "use": ["letters"]})
    assert isinstance(reply, Answered)
    assert again(passage).answers["use"] == ["letters"]


def test_a_wave_takes_answers_between_its_dates_only(wave: Wave) -> None:
    passage = walk(wave, "welcome").passage
    set_paused(wave=wave, paused=True)
    reply = send(again(passage), "you")
    assert isinstance(reply, NotTaken)
    assert reply.reason == "paused"

    set_paused(wave=wave, paused=False)
    Wave.objects.update(closes_at=timezone.now())
    reply = send(again(passage), "you")
    assert isinstance(reply, NotTaken)
    assert reply.reason == "closed"


def test_nobody_goes_on_after_the_end(wave: Wave) -> None:
    done = walk(wave, *ALL).passage
    reply = send(done, "uses")
    assert isinstance(reply, NotTaken)
    assert reply.reason == "ended"


def test_an_interview_of_another_wave_is_not_found(wave: Wave) -> None:
    passage = walk(wave, "welcome", "you").passage
    other = an_open_wave("other")
    stranger = read(slug=other.slug, entry=passage.entry)
    assert (stranger.revision, stranger.answers) == (0, {})


def test_there_is_no_such_wave() -> None:
    with pytest.raises(WaveNotFound):
        read(slug="nowhere", entry=Entry(uuid4(), "fr"))


def test_the_interview_keeps_its_language(wave: Wave) -> None:
    passage = walk(wave, "welcome").passage
    speak(passage=passage, language="en")
    assert again(passage).entry.language == "en"


def test_a_quota_on_everyone_is_not_asked_before_the_first_page() -> None:
    everyone = {
        "populations": [{"name": "all", "side": "patients"}],
        "quotas": [{"population": "all", "name": "all", "target": 1, "limit": 1}],
    }
    wave = an_open_wave("total", changes=everyone)
    _, outcome = stand(newcomer(wave))
    assert isinstance(outcome, Show)
    assert not LedgerEntry.objects.exists()
    assert isinstance(walk(wave, "welcome").outcome, Show)
    assert isinstance(walk(wave, "welcome").outcome, QuotaFull)


def test_the_seed_of_a_wave_that_is_simulated_says_so() -> None:
    wave = an_open_wave("demo", simulated=True)
    assert row(walk(wave, "welcome").passage).simulated
