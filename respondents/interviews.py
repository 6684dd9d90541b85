"""Interviews: a page is received, stored once, and leads to the next, or to an end.

In the middle of an interview `answer` writes one row and opens no transaction. Where a quota is
asked or the interview ends, the page, the places and the disposition are one transaction.
"""

from dataclasses import dataclass, replace
from typing import Literal

from django.db import transaction

from respondents.assigning import give_task
from respondents.endings import outcome_of, settle
from respondents.models import Interview
from respondents.passages import Entry, Passage, WaveNotFound, read
from respondents.quality import TRAP
from respondents.submissions import Stored, digest_of, store, stored
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Raw
from surveys.questionnaire.problems import Problem
from surveys.runtime import (
    AskQuota,
    AskTask,
    Outcome,
    PageInstance,
    Received,
    Show,
    page_instance,
    previous_page,
    receive,
)

__all__ = [
    "Again",
    "Answered",
    "Conflict",
    "Corrections",
    "Entry",
    "NotTaken",
    "Passage",
    "Reply",
    "WaveNotFound",
    "answer",
    "page_before",
    "page_of",
    "read",
    "speak",
    "stand",
]

Reason = Literal["ended", "no_such_page", "not_yet", "paused", "closed"]

#: No interview needs as many pages, even going back and forth; what comes after is not stored.
MOST_REVISIONS = 1000


@dataclass(frozen=True, slots=True)
class Answered:
    """The page is stored; the interview stands at `outcome`: a page, or an end."""

    passage: Passage
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Again:
    """The very same page was stored already: the same answer as then."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Corrections:
    """Nothing is stored: there are things to correct on this page.

    `prompted` are the questions that were asked for once: the page says so when it is sent again.
    """

    passage: Passage  # with what was typed among its answers
    problems: tuple[Problem, ...]
    prompted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing is stored: another window answered first. What it sent was kept."""

    passage: Passage
    kept: Stored


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Nothing is stored: the wave takes no answers, the interview ended, or there is no such page."""

    passage: Passage
    reason: Reason


Reply = Answered | Again | Corrections | Conflict | NotTaken


def answer(*, passage: Passage, page: str, revision: int, raw: Raw) -> Reply:
    """Receive the page posted as the next revision of the interview that `passage` has just read."""
    digest = digest_of(page, raw)
    if 1 <= revision <= passage.revision:
        return _taken(passage, revision, digest)
    reason = _closed(passage, revision)
    if reason:
        return NotTaken(passage, reason)
    received = _receive(passage, page, raw)
    if received.problems:
        typed = replace(passage, answers={**passage.answers, **received.typed})
        return Corrections(typed, received.problems, received.prompted)
    if not received.answers and page_of(passage, page) is None:
        return NotTaken(passage, "no_such_page")
    return _append(passage, page, _trapped(received, raw), digest)


def stand(passage: Passage) -> tuple[Passage, Outcome]:
    """Where an interview in progress stands, for whoever comes (back) to it: one page, or an end.

    What was awaited may have come by itself, with a date for instance: it is settled then.
    """
    outcome = _foreseen(passage)
    waits = not isinstance(outcome, Show) and not passage.ended and passage.revision > 0
    if not waits or passage.wave.status(passage.now) != "open":
        return passage, outcome
    return _settled(passage)


def _settled(passage: Passage) -> tuple[Passage, Outcome]:
    """What is awaited is decided, one thing a transaction, until there is a page to show or an end."""
    while True:
        with transaction.atomic():
            Interview.objects.select_for_update(no_key=True).get(pk=passage.entry.interview)
            fresh = read(slug=passage.wave.slug, entry=passage.entry)
            outcome = outcome_of(fresh)
            if fresh.ended or isinstance(outcome, Show):
                return fresh, outcome
            if isinstance(outcome, AskTask):
                give_task(fresh, outcome)
            else:
                fresh, outcome = settle(fresh, outcome)
                if not isinstance(outcome, AskTask):
                    return fresh, outcome


def page_of(passage: Passage, name: str) -> PageInstance | None:
    """A page that the interview has reached; None when there is no such page on its way."""
    compiled = compiled_version(passage.version_id)
    return page_instance(compiled, passage.answers, passage.seed, passage.decisions, name, passage.now)


def page_before(passage: Passage, name: str) -> str | None:
    """The page to go back to."""
    compiled = compiled_version(passage.version_id)
    return previous_page(compiled, passage.answers, passage.seed, passage.decisions, name, passage.now)


def speak(*, passage: Passage, language: str) -> Passage:
    """Go on in another language."""
    if passage.revision:
        Interview.objects.filter(pk=passage.entry.interview).update(language=language)
    return replace(passage, entry=replace(passage.entry, language=language))


def _closed(passage: Passage, revision: int) -> Reason | None:
    """Why no page can be taken now."""
    if passage.ended:
        return "ended"
    status = passage.wave.status(passage.now)
    if status != "open":
        return status
    return None if revision == passage.revision + 1 <= MOST_REVISIONS else "no_such_page"


def _receive(passage: Passage, page: str, raw: Raw) -> Received:
    compiled = compiled_version(passage.version_id)
    return receive(compiled, passage.answers, passage.seed, passage.decisions, page, raw, passage.now)


def _trapped(received: Received, raw: Raw) -> Received:
    """With a mark among the answers where the control that no person meets was filled."""
    filled = any(value.strip() for value in raw.get(TRAP, ()))
    return replace(received, answers={**received.answers, TRAP: "1"}) if filled else received


def _foreseen(passage: Passage) -> Outcome:
    """Where the interview stands; a newcomer sees the first page before any place is asked for."""
    outcome = outcome_of(passage)
    if isinstance(outcome, AskQuota) and passage.revision == 0:
        return outcome_of(replace(passage, quota="admit"))
    return outcome


def _append(passage: Passage, page: str, received: Received, digest: str) -> Reply:
    """Store a valid page: alone, or with the quota decision or the end that it leads to."""
    revision = passage.revision + 1
    if revision == 1:
        received = replace(received, answers={**passage.entry.given, **received.answers})
    after = replace(
        passage,
        answers={**passage.answers, **received.answers},
        digests=(*passage.digests, digest),
    )
    outcome = outcome_of(after)
    if isinstance(outcome, Show | AskTask):
        is_stored = store(passage, revision=revision, page=page, answers=received.answers, digest=digest)
    else:
        with transaction.atomic():
            is_stored = store(
                passage, revision=revision, page=page, answers=received.answers, digest=digest, settles=True
            )
            if is_stored:
                after, outcome = settle(after, outcome)
    if is_stored:
        return Answered(*(_settled(after) if isinstance(outcome, AskTask) else (after, outcome)))
    fresh = read(slug=passage.wave.slug, entry=passage.entry)
    if revision <= fresh.revision:
        return _taken(fresh, revision, digest)
    return NotTaken(fresh, "ended" if fresh.ended else "no_such_page")


def _taken(passage: Passage, revision: int, digest: str) -> Again | Conflict:
    """The revision exists: by the same page sent twice, or by another window."""
    if passage.digests[revision - 1] == digest:
        return Again(passage)
    return Conflict(passage, stored(passage.entry.interview, revision))
