"""What people and the committee do in a wave. Each act gives what is known of it once its answer is heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

from respondents.clock import ClockTimestamp
from respondents.interviews import Again, Answered, Corrections, Entry, Passage, answer, read, stand
from respondents.models import Interview, Reservation, Wave
from respondents.panel.withdrawing import withdraw_interview
from respondents.quota_changes import LimitBelowPlaces, change_limits, set_cell_paused
from respondents.quota_ledger import reclaim_expired
from respondents.reviews import NotReviewableError, accept, reject, undo
from respondents.submissions import digest_of
from surveys.models import User
from surveys.questionnaire.answers import Raw
from surveys.runtime import Show
from tests.respondents.questionnaire import ANSWERS

#: What they say of themselves.
KINDS: Mapping[str, Raw] = {
    "woman": {"role": ["patient"], "sex": ["f"]},
    "man": {"role": ["patient"], "sex": ["m"]},
    "doctor": {"role": ["doctor"], "sex": []},
    "neither": {"role": ["neither"], "sex": []},
}
Heard = Callable[[], None]
_sendings = count(1)


@dataclass
class Person:
    """Somebody who answers. `sent` are pages by revision, `acknowledged` the digests of what the server took."""

    entry: Entry
    kind: str
    sent: dict[int, tuple[str, Raw]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    window: Passage | None = None  # as it was read before, in a window that was left open


@dataclass(frozen=True)
class Scene:
    """A wave, and who runs its fieldwork."""

    wave: Wave
    manager: User


def nothing() -> None:
    """Nobody learns anything from the answer."""


def answers_the_next_page(scene: Scene, person: Person, _which: int) -> Heard:
    passage = read(slug=scene.wave.slug, entry=person.entry)
    person.window = passage
    passage, outcome = stand(passage)
    return _send(person, passage, outcome.page.name) if isinstance(outcome, Show) else nothing


def answers_some_pages(scene: Scene, person: Person, which: int) -> Heard:
    told = [answers_the_next_page(scene, person, which) for _ in range(which + 1)]

    def heard() -> None:
        for page in told:
            page()

    return heard


def sends_a_page_again(scene: Scene, person: Person, which: int) -> Heard:
    """As it was: the server says as it did."""
    if not person.sent:
        return nothing
    revision = sorted(person.sent)[which % len(person.sent)]
    page, raw = person.sent[revision]
    passage = read(slug=scene.wave.slug, entry=person.entry)
    reply = answer(passage=passage, page=page, revision=revision, raw=raw)
    assert isinstance(reply, Again) or passage.disposition == "withdrawn", reply
    return nothing


def answers_in_an_old_window(_scene: Scene, person: Person, which: int) -> Heard:
    if person.window is None:
        return nothing
    return _send(person, person.window, list(ANSWERS)[which])


def changes_their_mind(scene: Scene, person: Person, which: int) -> Heard:
    """Goes back to the first pages: refuses, or is somebody else."""
    passage = read(slug=scene.wave.slug, entry=person.entry)
    if which < 2:
        return _send(person, passage, "welcome", consent=["no"])
    person.kind = list(KINDS)[which]
    return _send(person, passage, "you")


def waits_too_long(_scene: Scene, person: Person, _which: int) -> Heard:
    Reservation.objects.filter(interview=person.entry.interview).update(expires_at=ClockTimestamp())
    return nothing


def withdraws(_scene: Scene, person: Person, _which: int) -> Heard:
    withdraw_interview(person.entry.interview)
    return nothing


def is_reviewed(scene: Scene, person: Person, which: int) -> Heard:
    verdict = (reject, reject, undo, accept)[which]
    try:
        verdict(interview=person.entry.interview, by=scene.manager)
    except (NotReviewableError, Interview.DoesNotExist):
        return nothing
    return nothing


def committee_changes_a_cell(scene: Scene, person: Person, which: int) -> Heard:
    """A limit: three, one or two; or whether it takes people."""
    cells = {"woman": "women", "man": "men"}
    cell = scene.wave.cells.get(name=cells.get(person.kind, "doctors"))
    if which == 3:
        set_cell_paused(cell=cell.pk, paused=not cell.paused, author=scene.manager)
        return nothing
    try:
        change_limits(cell=cell.pk, target=0, limit=which or 3, author=scene.manager)
    except LimitBelowPlaces:
        return nothing
    return nothing


def expired_places_are_given_back(scene: Scene, _person: Person, _which: int) -> Heard:
    reclaim_expired(wave=scene.wave.pk)
    return nothing


def _send(person: Person, passage: Passage, page: str, **changed: list[str]) -> Heard:
    """Post a page as the revision that follows `passage`; no two sendings are the same."""
    about = KINDS[person.kind] if page == "you" else {}
    raw: Raw = {**ANSWERS[page], **about, **changed, "sending": [str(next(_sendings))]}
    revision = passage.revision + 1
    reply = answer(passage=passage, page=page, revision=revision, raw=raw)
    assert not isinstance(reply, Corrections), reply

    def heard() -> None:
        if isinstance(reply, Answered | Again):
            person.acknowledged.add(digest_of(page, raw))
            person.sent[revision] = (page, raw)

    return heard


Act = Callable[[Scene, Person, int], Heard]
ACTS: tuple[Act, ...] = (
    *[answers_the_next_page] * 10,
    *[answers_some_pages] * 6,
    sends_a_page_again,
    answers_in_an_old_window,
    changes_their_mind,
    changes_their_mind,
    waits_too_long,
    waits_too_long,
    withdraws,
    withdraws,
    is_reviewed,
    is_reviewed,
    committee_changes_a_cell,
    expired_places_are_given_back,
)
