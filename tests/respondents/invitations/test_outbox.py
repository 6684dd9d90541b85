"""The outbox: what each message says, refusals, pace; and workers killed while sending."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from respondents.invitations.mailings import (
    NotNowError,
    Order,
    cancel_mailing,
    progress_of,
    turn_mailing,
    write_mailing,
)
from respondents.invitations.outbox import MOST_TRIES, send_mailing
from respondents.invitations.recipients import recipients_of
from respondents.invitations.starting import RecipientsChangedError, start_mailing
from respondents.invitations.texts import Letter
from respondents.models import Interview, Mailing, Message, Wave
from respondents.panel.leaving import leave
from tests.respondents.browsing import Browser
from tests.respondents.invitations.people import a_known_wave, a_panelist, invited, panel_of
from tests.respondents.invitations.sink import STAGES, Sink, a_sink

LETTERS = {
    "fr": Letter("Votre avis, {name}", "Bonjour {name},\n\n{link}\n\n{minutes} minutes."),
    "en": Letter("Your view, {name}", "Hello {name},\n\n{link}"),
}
SEEDS = range(24)


@pytest.fixture
def sink() -> Iterator[Sink]:
    cache.clear()
    with (
        a_sink() as sink,
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=sink.port
        ),
    ):
        yield sink


def a_mailing(wave: Wave, kind: str = "invitation", per_minute: int = 60_000, **chosen: list[str]) -> Mailing:
    return write_mailing(wave=wave, kind=kind, order=Order(LETTERS, chosen, per_minute))


def started(wave: Wave, kind: str = "invitation") -> Mailing:
    mailing = a_mailing(wave, kind)
    start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)
    return mailing


@pytest.mark.django_db
def test_each_person_gets_one_message_in_their_language_with_their_link(sink: Sink) -> None:
    wave = a_known_wave()
    anne = a_panelist(wave)
    a_panelist(wave, "Bob", language="en")
    a_panelist(wave, "Nomail", email="", reference="R1")
    leave(panelist=a_panelist(wave, "Gone"))
    mailing = started(wave)
    assert send_mailing(mailing.pk) == 2
    assert send_mailing(mailing.pk) == 0
    mailing.refresh_from_db()
    assert (mailing.state, sink.recipients) == ("sent", ["anne@example.org", "bob@example.org"])
    received = dict(sink.taken)["anne@example.org"]
    link = f"http://localhost:8000/i/{invited(wave, anne)}/"
    _all, *parts = received.walk()
    plain, html = [bytes(part.get_payload(decode=True)).decode() for part in parts]
    assert f"Bonjour Anne,\n\n{link}\n\n4 minutes." in plain.replace("\r\n", "\n")
    assert f'<a href="{link}">{link}</a>' in html
    assert "".join(received["List-Unsubscribe"].split()) == f"<{link}stop/>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{link}stop/" in plain


@pytest.mark.django_db
def test_only_who_was_shown_is_written_to_and_once() -> None:
    wave = a_known_wave()
    mailing = a_mailing(wave)
    with pytest.raises(NotNowError):
        start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)
    a_panelist(wave)
    shown = recipients_of(mailing, wave).digest
    a_panelist(wave, "Bob")
    with pytest.raises(RecipientsChangedError):
        start_mailing(mailing=mailing, wave=wave, digest=shown)
    assert start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest) == 2
    with pytest.raises(NotNowError):
        start_mailing(mailing=mailing, wave=wave, digest=shown)
    assert recipients_of(a_mailing(wave), wave).panelists == ()


@pytest.mark.django_db
def test_people_are_chosen_by_what_the_panel_knows() -> None:
    wave = a_known_wave()
    here = a_panelist(wave, "Here")
    a_panelist(wave, "There", attributes={"Region": "Lille"})
    a_panelist(wave, "Nowhere", attributes={})
    assert recipients_of(a_mailing(wave, Region=["Brest"]), wave).panelists == (here.pk,)


@pytest.mark.django_db
def test_reminders_go_to_who_has_not_finished_when_they_are_sent(sink: Sink) -> None:
    wave = a_known_wave()
    people = panel_of(wave, 3)
    send_mailing(started(wave).pk)
    finish(invited(wave, people[0]))
    mailing = started(wave, "reminder")
    assert progress_of(mailing).total == 2
    finish(invited(wave, people[1]))
    sink.taken.clear()
    assert send_mailing(mailing.pk) == 1
    assert sink.recipients == ["person2@example.org"]
    assert progress_of(mailing).total == 1  # nothing says who finished in between


def finish(token: str) -> None:
    browser = Browser()
    browser.get(f"/i/{token}/")
    browser.get("/s/test/")
    browser.send("test", "first", {":q": ["word"], "word": ["a"]}, 1)
    browser.get("/s/test/p/second/")
    browser.send("test", "second", {":q": ["why"], "why": ["a"]}, 2)
    assert Interview.objects.filter(disposition="complete").exists()


@pytest.mark.django_db
def test_who_leaves_or_a_mailing_that_is_paused_or_cancelled_gets_nothing_more(sink: Sink) -> None:
    wave = a_known_wave()
    people = panel_of(wave, 4)
    mailing = started(wave)
    turn_mailing(mailing=mailing, act="pause")
    assert send_mailing(mailing.pk) == 0
    leave(panelist=people[0])
    turn_mailing(mailing=mailing, act="resume")
    assert send_mailing(mailing.pk) == 3
    assert (progress_of(mailing).dropped, "person0@example.org" in sink.recipients) == (1, False)
    another = started(wave, "reminder")
    assert cancel_mailing(mailing=another)
    assert send_mailing(another.pk) == 0


@pytest.mark.django_db
def test_refusals_for_good_fail_and_those_for_now_are_tried_again_a_few_times(sink: Sink) -> None:
    wave = a_known_wave()
    panel_of(wave, 3)
    sink.refusals = {"person0@example.org": "550 no such user", "person1@example.org": "451 later"}
    mailing = started(wave)
    assert send_mailing(mailing.pk) == 1
    assert send_mailing(mailing.pk) == 0  # it waits
    assert dict(Message.objects.values_list("reason", "state")) == {
        "smtp_550": "failed",
        "smtp_451": "queued",
        "": "sent",
    }
    for _ in range(MOST_TRIES):
        cache.clear()
        send_mailing(mailing.pk)
    assert sorted(Message.objects.filter(state="failed").values_list("tries", "reason")) == [
        (1, "smtp_550"),
        (MOST_TRIES, "smtp_451"),
    ]
    mailing.refresh_from_db()
    assert mailing.state == "sent"


@pytest.mark.django_db
def test_a_server_that_does_not_answer_costs_no_try() -> None:
    wave = a_known_wave()
    a_panelist(wave)
    mailing = started(wave)
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1):
        assert send_mailing(mailing.pk) == 0
    assert Message.objects.get().tries == 0
    assert send_mailing(mailing.pk) == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_the_pace_is_kept() -> None:
    wave = a_known_wave()
    panel_of(wave, 5)
    mailing = a_mailing(wave, per_minute=600)
    start_mailing(mailing=mailing, wave=wave, digest=recipients_of(mailing, wave).digest)
    assert 1 <= send_mailing(mailing.pk, seconds=0.25) <= 3


@contextmanager
def forking(environment: dict[str, str], port: int) -> Iterator["subprocess.Popen[str]"]:
    """The process that forks workers."""
    command = [sys.executable, "-m", "tests.respondents.invitations.forking", str(port)]
    settings = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
    process = subprocess.Popen(command, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def worker(process: "subprocess.Popen[str]", how: str, mailing: Mailing, watch: Callable[[int], None]) -> None:
    """Run one worker to its end, whatever that is."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{how} {mailing.pk}\n")
    process.stdin.flush()
    watch(int(process.stdout.readline()))
    assert process.stdout.readline() == "ended\n"


def wait_for_the_end_of(pid: int) -> None:
    """Until the kernel has closed what a killed process held: its last thread does that."""
    while [stat for stat in Path(f"/proc/{pid}/task").glob("*/stat") if not is_over(stat)]:
        time.sleep(0.002)


def is_over(stat: Path) -> bool:
    try:
        return ") Z" in stat.read_text()
    except OSError:
        return True


@pytest.mark.parametrize("how", ["right", "careless"])
@pytest.mark.django_db(transaction=True)
def test_each_message_is_sent_once_though_workers_die(how: str, process_environment: dict[str, str]) -> None:
    """Killed at a seeded stage of a seeded message; `careless` marks at the end only: it must write twice."""
    wave = a_known_wave()
    panel_of(wave, 5)
    send_mailing(started(wave).pk)
    doubled = 0
    with a_sink() as sink, forking(process_environment, sink.port) as process:
        for seed in SEEDS if how == "right" else SEEDS[:6]:
            chance = random.Random(seed)
            stage, after = chance.choice(STAGES), chance.randrange(1, 5)
            mailing = started(wave, "reminder")
            sink.taken.clear()
            killed: list[int] = []

            def kill(at: str, taken: int, stage: str = stage, after: int = after, killed: list[int] = killed) -> None:
                if killed and killed[0] > 0 and (at == stage and taken == (0 if stage == "EHLO" else after)):
                    os.kill(killed[0], signal.SIGKILL)
                    wait_for_the_end_of(killed[0])
                    killed[0] = -1

            sink.watch = kill
            worker(process, how, mailing, killed.append)
            sink.watch = lambda stage, taken: None
            worker(process, how, mailing, lambda pid: None)
            everybody = [f"person{number}@example.org" for number in range(5)]
            if how == "right":
                assert sink.recipients == everybody, seed
                assert progress_of(mailing).sent == 5
            doubled += len(sink.recipients) - len(set(sink.recipients))
    assert (doubled > 0) == (how == "careless")
