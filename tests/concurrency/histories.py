"""Histories drawn at random: what people and the committee do, on two connections, one of which may be cut half way.

After each step, and while one connection stands in the middle of its transaction, invariants I1 and I2 hold.
"""

from itertools import count
from typing import ClassVar
from uuid import uuid4

from django.db import OperationalError, connection
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, invariant, multiple, rule

from respondents.clock import ClockTimestamp
from respondents.interviews import Entry
from respondents.models import Disposition, Interview, LedgerEntry, Reservation, Submission, Wave
from respondents.quota_ledger import reclaim_expired
from respondents.quotas import Admit, Rule, replay
from respondents.waves import open_wave, set_paused
from surveys.models import User
from tests.concurrency.acts import ACTS, KINDS, Act, Heard, Person, Scene, answers_the_next_page
from tests.concurrency.lanes import Lane
from tests.faults.history import check_cells, check_pages

#: Where a connection may stand, or be cut: after the interview is read, after the page is written, after the
#: counts are read and judged, after the places are taken or given back, just before the commit.
POINTS = ("read", "stored", "decided", "told", "settled")

_acts = st.sampled_from(ACTS)
_kinds = st.sampled_from([*KINDS, *["woman", "man"] * 3])
_which = st.integers(0, 3)
_waves = count(1)


class Histories(RuleBasedStateMachine):
    """One wave with four places; `opened` is a wave of the version that it is opened on."""

    opened: ClassVar[Wave]
    manager: ClassVar[User]
    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        first = self.opened
        opening = {"study": first.study, "version": first.version, "title": first.title, "opens_at": first.opens_at}
        self.scene = Scene(open_wave(slug=f"history-{next(_waves)}", **opening), self.manager)
        self.everyone: list[Person] = []
        self.lanes: tuple[Lane[Heard], Lane[Heard]] = (Lane(), Lane())

    @initialize(target=people, kinds=st.lists(_kinds, min_size=1, max_size=3))
    def some_come(self, kinds: list[str]) -> MultipleResults[Person]:
        return multiple(*map(self.somebody_comes, kinds))

    @rule(target=people, kind=_kinds)
    def another_comes(self, kind: str) -> Person:
        return self.somebody_comes(kind)

    @rule(target=people, kind=_kinds, pages=st.integers(2, 5))
    def somebody_answers(self, kind: str, pages: int) -> Person:
        person = self.somebody_comes(kind)
        for _ in range(pages):
            self.one_thing_happens(who=person, act=answers_the_next_page, which=0, lane=1, is_heard=True)
        return person

    def somebody_comes(self, kind: str) -> Person:
        person = Person(Entry(uuid4(), "fr"), kind)
        self.everyone.append(person)
        return person

    @rule(who=people, act=_acts, which=_which, lane=st.integers(0, 1), is_heard=st.booleans())
    def one_thing_happens(self, *, who: Person, act: Act, which: int, lane: int, is_heard: bool) -> None:
        """What the server says may be lost on its way."""
        self.lanes[lane].begin(lambda: act(self.scene, who, which))
        heard = self.lanes[lane].result()
        if is_heard:
            heard()

    @rule(
        one=people,
        act=_acts,
        other=people,
        meanwhile=_acts,
        which=_which,
        point=st.sampled_from(POINTS),
        is_cut=st.booleans(),
    )
    def two_things_happen(
        self, *, one: Person, act: Act, other: Person, meanwhile: Act, which: int, point: str, is_cut: bool
    ) -> None:
        """The second while the first stands half way; then the first goes on, or its connection is cut."""
        first, second = self.lanes
        stands = first.begin(lambda: act(self.scene, one, which), until=point)
        second.begin(lambda: meanwhile(self.scene, other, which))
        try:
            if stands:
                second.ends_or_waits()
                self.quotas_hold()
                if is_cut:
                    first.cut()
        finally:
            first.go_on()
        try:
            first.result()()
        except OperationalError:
            assert stands
            assert is_cut
        second.result()()

    @rule(target=people, kind=_kinds, point=st.sampled_from(POINTS), is_cut=st.booleans())
    def two_qualify_together(self, kind: str, point: str, is_cut: bool) -> MultipleResults[Person]:
        one, other = self.somebody_comes(kind), self.somebody_comes(kind)
        for who in (one, other):
            self.one_thing_happens(who=who, act=answers_the_next_page, which=0, lane=0, is_heard=True)
        asks = answers_the_next_page
        self.two_things_happen(one=one, act=asks, other=other, meanwhile=asks, which=0, point=point, is_cut=is_cut)
        return multiple(one, other)

    @rule(who=people, act=_acts, which=_which)
    def one_thing_happens_while_the_wave_is_paused(self, *, who: Person, act: Act, which: int) -> None:
        set_paused(wave=self.scene.wave, paused=True)
        self.one_thing_happens(who=who, act=act, which=which, lane=0, is_heard=True)
        set_paused(wave=self.scene.wave, paused=False)

    @invariant()
    def pages_are_stored_once(self) -> None:
        for person in self.everyone:
            interview = person.entry.interview
            state = Interview.objects.filter(pk=interview).values_list("disposition", flat=True).first()
            if state == Disposition.WITHDRAWN:
                assert not Submission.objects.filter(interview=interview).exists(), "withdrawn and still there"
            else:
                check_pages(connection.connection, str(interview), person.acknowledged, by="digest")

    @invariant()
    def quotas_hold(self) -> None:
        check_cells(connection.connection, self.scene.wave.slug)

    @invariant()
    def every_decision_is_what_its_counts_say(self) -> None:
        rules = {cell.name: Rule(cell.full, cell.priority) for cell in self.scene.wave.cells.all()}  # type: ignore[arg-type]
        events = ["admit", "over", "refuse", "complete", "late"]
        for row in LedgerEntry.objects.filter(wave=self.scene.wave, event__in=events):
            verdict = replay(row.counts, row.marks, rules).verdict
            assert isinstance(verdict, Admit) == (row.event in {"admit", "complete"}), row

    def teardown(self) -> None:
        """Once every place has expired, none is held by anybody."""
        for lane in self.lanes:
            lane.close()
        held = Reservation.objects.filter(cell__wave=self.scene.wave)
        held.update(expires_at=ClockTimestamp())
        reclaim_expired(wave=self.scene.wave.pk)
        assert not held.exists()
        self.quotas_hold()
