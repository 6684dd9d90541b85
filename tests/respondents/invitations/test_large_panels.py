"""Mailings to a panel that is too large to be read within a request: by a worker, followed and stopped on the page."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from respondents.invitations.finding import find_recipients, recipients_kept
from respondents.invitations.mailings import cancel_mailing, cancelled, drop_waiting, progress_of
from respondents.invitations.recipients import recipients_of
from respondents.invitations.starting import _begin, _queue, ask_to_start, run_start, starting
from respondents.models import Invitation, Mailing, Message, Wave
from respondents.panel.attributes import known_attributes, read_attributes
from respondents.panel.erasure import erase
from respondents.panel.leaving import leave
from respondents.panel.people import change_person
from respondents.panel.person import Person
from surveys.models import Role
from tests.analytics.views.committee import a_member, signed_in
from tests.respondents.invitations.people import a_known_wave, a_panelist, panel_of
from tests.respondents.invitations.test_mailing_pages import HERE, WRITTEN, a_draft, text_of
from tests.respondents.invitations.test_outbox import a_mailing

pytestmark = pytest.mark.django_db
PEOPLE = 4


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("respondents.panel.selectors.AT_ONCE", 3)
    monkeypatch.setattr("respondents.progress.EVERY", 0)
    cache.clear()


@pytest.fixture
def wave() -> Wave:
    return a_known_wave()


@pytest.fixture
def people(wave: Wave) -> list[Any]:
    return [*panel_of(wave, PEOPLE - 1), a_panelist(wave, "Zoe", attributes={"Region": "Lille"})]


@pytest.fixture
def client(wave: Wave, people: list[Any]) -> Client:
    return signed_in(a_member(wave.study, Role.FIELDWORK))


@pytest.fixture(autouse=True)
def handed() -> Iterator[list[tuple[str, object]]]:
    """What was given to a worker."""
    tasks: list[tuple[str, object]] = []

    def take(name: str) -> Any:
        return lambda args, **_: tasks.append((name, *args))

    names = ("find_recipients", "read_attributes", "start_mailing", "send_mailing", "drop_waiting")
    patches = [patch(f"respondents.tasks.{name}.apply_async", take(name)) for name in names]
    for each in patches:
        each.start()
    yield tasks
    for each in patches:
        each.stop()


def shown_on(page: str) -> str:
    return page.partition('name="people" value="')[2].partition('"')[0]


def a_found_draft(client: Client) -> tuple[str, Mailing, str]:
    """A draft whose people were found; its address, and the digest of the list that its page shows."""
    draft = a_draft(client)
    mailing = Mailing.objects.latest("pk")
    find_recipients(mailing.pk)
    return draft, mailing, shown_on(text_of(client.get(draft)))


def state_of(mailing: Mailing) -> tuple[str, str]:
    mailing.refresh_from_db()
    return mailing.state, mailing.held_back


def test_the_page_says_how_far_it_is_until_the_people_are_found(client: Client, handed: list[Any]) -> None:
    draft = a_draft(client)
    mailing = Mailing.objects.get()
    handed.clear()
    for _ in range(3):
        page = text_of(client.get(draft))
        assert "Who gets it is being found" in page
        assert "0 of 4 people of the panel read." in page
    assert handed == [("find_recipients", mailing.pk)]  # one worker, however often somebody looks
    polled = client.get(f"{draft}progress/?state=draft")
    assert ("HX-Refresh" in polled.headers, "being found" in text_of(polled)) == (False, True)
    assert find_recipients(mailing.pk) == PEOPLE
    assert client.get(f"{draft}progress/?state=draft").headers["HX-Refresh"] == "true"
    assert "It goes to 4 people" in text_of(client.get(draft))


def test_what_is_started_is_prepared_by_a_worker_and_then_sent(client: Client, handed: list[Any]) -> None:
    draft, mailing, shown = a_found_draft(client)
    handed.clear()
    client.post(f"{draft}start/", {"people": shown})
    assert (handed, state_of(mailing)) == ([("start_mailing", mailing.pk)], ("starting", ""))
    assert starting() == [mailing.pk]
    assert "Who gets it is being checked" in text_of(client.get(draft))
    assert run_start(mailing.pk) == PEOPLE
    assert run_start(mailing.pk) == 0
    assert state_of(mailing) == ("sending", "")
    assert progress_of(mailing).queued == PEOPLE
    assert Invitation.objects.filter(invited_on=None).count() == 0
    assert client.get(f"{draft}progress/?state=starting").headers["HX-Refresh"] == "true"


def test_a_second_press_starts_nothing_more(client: Client, handed: list[Any]) -> None:
    draft, mailing, shown = a_found_draft(client)
    client.post(f"{draft}start/", {"people": shown})
    again = client.post(f"{draft}start/", {"people": shown}, follow=True)
    assert "Nothing is sent: this mailing was started already." in text_of(again)
    assert [each for each in handed if each[0] == "start_mailing"] == [("start_mailing", mailing.pk)]


def test_somebody_new_sends_it_back_to_be_looked_at(client: Client, wave: Wave) -> None:
    draft, mailing, shown = a_found_draft(client)
    a_panelist(wave, "Newcomer")
    client.post(f"{draft}start/", {"people": shown})
    assert run_start(mailing.pk) == 0
    assert state_of(mailing) == ("draft", "changed")
    assert recipients_kept(mailing) is None
    assert "The list has changed since it was shown." in text_of(client.get(draft))
    assert not Message.objects.exists()


def test_who_leaves_or_is_erased_since_gets_nothing_and_the_others_do(client: Client, people: list[Any]) -> None:
    draft, mailing, shown = a_found_draft(client)
    leave(panelist=people[0])
    erase(panelist=people[1], refuse=False)
    client.post(f"{draft}start/", {"people": shown})
    assert run_start(mailing.pk) == PEOPLE - 2
    assert {str(each.invitation.panelist_id) for each in Message.objects.all()} == {str(each.pk) for each in people[2:]}


def test_who_leaves_while_it_is_prepared_gets_nothing(client: Client, people: list[Any]) -> None:
    _draft, mailing, shown = a_found_draft(client)
    assert ask_to_start(mailing=mailing, digest=shown)

    def meanwhile() -> None:
        leave(panelist=people[0])
        erase(panelist=people[1], refuse=False)

    with patch("respondents.invitations.starting._begin", wraps=_before(meanwhile, _begin)):
        assert run_start(mailing.pk) == PEOPLE - 2
    assert progress_of(mailing).total == PEOPLE - 1  # one dropped, and nothing of whom is erased
    assert not Invitation.objects.filter(panelist=people[1].pk).exists()


def test_two_invitations_started_together_write_to_nobody_twice(wave: Wave, people: list[Any]) -> None:
    first, second = a_mailing(wave), a_mailing(wave)
    shown = recipients_of(first, wave).digest

    def meanwhile() -> None:
        assert run_start(second.pk) == PEOPLE

    for each in (first, second):
        ask_to_start(mailing=each, digest=shown)
    with patch("respondents.invitations.starting._queue", wraps=_before(meanwhile, _queue)):
        assert run_start(first.pk) == 0
    assert Message.objects.count() == len(people)


def _before(act: Callable[[], None], step: Callable[..., Any]) -> Callable[..., Any]:
    """Something happens once, before a step is first taken."""
    acted: list[bool] = []

    def take(*how: Any) -> Any:
        if not acted:
            acted.append(True)
            act()
        return step(*how)

    return take


def test_a_worker_goes_on_with_what_another_had_begun(client: Client, wave: Wave, monkeypatch: Any) -> None:
    draft, mailing, shown = a_found_draft(client)
    client.post(f"{draft}start/", {"people": shown})
    monkeypatch.setattr("respondents.invitations.starting._BATCH", 3)
    with patch("respondents.invitations.starting._queue", wraps=_killed_after(1)), pytest.raises(KeyboardInterrupt):
        run_start(mailing.pk)
    cache.clear()
    assert (Message.objects.count(), starting()) == (3, [mailing.pk])
    assert (run_start(mailing.pk), Message.objects.count()) == (PEOPLE, PEOPLE)


def test_what_a_killed_worker_had_begun_is_taken_back_when_it_is_stopped(
    client: Client, wave: Wave, monkeypatch: Any
) -> None:
    draft, mailing, shown = a_found_draft(client)
    client.post(f"{draft}start/", {"people": shown})
    monkeypatch.setattr("respondents.invitations.starting._BATCH", 3)
    with patch("respondents.invitations.starting._queue", wraps=_killed_after(1)), pytest.raises(KeyboardInterrupt):
        run_start(mailing.pk)
    client.post(f"{draft}cancel/")
    assert starting() == []
    assert not Message.objects.exists()
    assert not Invitation.objects.exclude(invited_on=None).exists()


def _killed_after(turns: int) -> Callable[..., None]:
    taken: list[int] = []

    def queue(*how: Any) -> None:
        if len(taken) == turns:
            raise KeyboardInterrupt
        taken.append(1)
        _queue(*how)

    return queue


@pytest.mark.parametrize("stop", ["page", "closing"])
def test_it_can_be_stopped_while_it_is_prepared(client: Client, wave: Wave, stop: str) -> None:
    draft, mailing, shown = a_found_draft(client)
    client.post(f"{draft}start/", {"people": shown})

    def told(self: object, done: int) -> None:
        if stop == "page":
            client.post(f"{draft}cancel/")
        self._before()  # type: ignore[attr-defined]

    if stop == "closing":
        Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now())
        assert (run_start(mailing.pk), state_of(mailing)) == (0, ("draft", "not_now"))
    else:
        with patch("respondents.progress.Teller.__call__", told):
            assert run_start(mailing.pk) == 0
        assert state_of(mailing) == ("draft", "")
    assert not Message.objects.exists()


def test_what_is_cancelled_is_dropped_by_a_worker(client: Client, handed: list[Any]) -> None:
    draft, mailing, shown = a_found_draft(client)
    client.post(f"{draft}start/", {"people": shown})
    run_start(mailing.pk)
    client.post(f"{draft}cancel/")
    assert (handed[-1], cancelled()) == (("drop_waiting", mailing.pk), [mailing.pk])
    assert drop_waiting(mailing.pk) == PEOPLE
    assert (cancelled(), progress_of(mailing).dropped) == ([], PEOPLE)


def test_a_draft_that_is_deleted_or_changed_is_looked_for_no_more(client: Client, wave: Wave) -> None:
    draft, mailing, _shown = a_found_draft(client)
    client.post(f"{draft}edit/", WRITTEN | {"choices": "1"})
    assert recipients_kept(mailing) is None
    cancel_mailing(mailing=mailing)
    assert find_recipients(mailing.pk) == 0


def test_by_what_people_are_chosen_is_read_by_a_worker_while_one_writes(client: Client, wave: Wave) -> None:
    page = text_of(client.get(f"{HERE}new/invitation/"))
    assert "The panel is being read" in page
    assert "attribute_0" not in page
    assert "The panel is being read" in text_of(client.get(f"{HERE}new/invitation/choices/"))
    read_attributes(wave.study_id)
    assert 'value="Lille"' in text_of(client.get(f"{HERE}new/invitation/choices/"))
    client.post(f"{HERE}new/invitation/", WRITTEN | {"choices": "1", "attribute_0": ["Lille"]})
    assert Mailing.objects.get().chosen == {"Region": ["Lille"]}


def test_what_was_chosen_stays_when_no_choice_was_offered(client: Client, wave: Wave) -> None:
    mailing = a_mailing(wave, Region=["Lille"])
    assert "what was chosen before stays" in text_of(client.get(f"{HERE}{mailing.pk}/edit/"))
    client.post(f"{HERE}{mailing.pk}/edit/", WRITTEN)
    mailing.refresh_from_db()
    assert mailing.chosen == {"Region": ["Lille"]}


def test_attributes_are_read_anew_once_somebody_changes(
    wave: Wave, people: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    read_attributes(wave.study_id)
    assert known_attributes(wave.study_id) == {"Region": ["Brest", "Lille"]}
    with django_capture_on_commit_callbacks(execute=True):
        change_person(panelist=people[0], person=Person(email="p@example.org", attributes={"Region": "Metz"}))
    assert known_attributes(wave.study_id) is None


def test_attributes_are_kept_sealed(wave: Wave, people: list[Any]) -> None:
    read_attributes(wave.study_id)
    kept = cache.get(f"attributes:{wave.study_id}")
    assert b"Brest" not in b"".join(kept)
