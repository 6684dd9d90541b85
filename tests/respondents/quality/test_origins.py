"""Where interviews begin: a kind of device, a mark that tells those of one day and place, and no address anywhere."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import ConnectionError as NoCacheError

from respondents import origins
from respondents.examining import examine_wave
from respondents.models import Flag, Interview, QualityRules, Signal, Wave
from respondents.origins import drop_signals, mark_of
from respondents.panel.withdrawing import withdraw_interview
from respondents.quality import device_of
from tests.respondents.browsing import Browser
from tests.respondents.invitations.test_leaks import everything
from tests.respondents.questionnaire import ANSWERS, an_open_wave
from tests.respondents.test_interviews import ALL, walk

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148"
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def _no_salt_is_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(origins, "_salt", origins._Salt())
    yield
    cache.delete(f"origin:{timezone.localdate()}")


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (IPHONE, "phone"),
        (f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36", "phone"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0", "phone"),
        (f"Mozilla/5.0 (Linux; Android 13; SM-X710) {WEBKIT} Chrome/126.0.0.0 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Version/12.1 Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0", "tablet"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36", "desk"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15", "desk"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "desk"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/126.0.0.0 Safari/537.36", "desk"),
        ("curl/8.5.0", ""),
        ("", ""),
        ("x" * 10_000 + "iPhone", ""),
    ],
)
def test_devices_are_told_by_their_browsers(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_a_mark_is_of_one_wave_one_day_and_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = mark_of(wave=1, address=ADDRESS)
    assert len(mark) == 16
    assert mark_of(wave=1, address=f"::ffff:{ADDRESS}") == mark
    assert mark_of(wave=2, address=ADDRESS) != mark
    assert mark_of(wave=1, address="203.0.113.78") != mark
    assert mark_of(wave=1, address="not an address") == b""
    home = {mark_of(wave=1, address=f"2001:db8:1:2::{host}") for host in ("1", "2", "ffff")}
    assert len(home) == 1
    assert mark_of(wave=1, address="2001:db8:1:3::1") not in home
    monkeypatch.setattr(origins, "_salt", origins._Salt())  # another process reads the same salt
    assert mark_of(wave=1, address=ADDRESS) == mark
    monkeypatch.setattr(timezone, "localdate", lambda: date(2000, 1, 1))
    assert mark_of(wave=1, address=ADDRESS) != mark


def test_a_cache_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(key: str, *_: object) -> bool:
        asked.append(key)
        raise NoCacheError("refused")

    monkeypatch.setattr(cache, "add", refuse)
    assert [mark_of(wave=1, address=ADDRESS) for _ in range(5)] == [b""] * 5
    assert len(asked) == 1


def begun_by(browser: Browser, wave: Wave, **whence: str) -> Interview:
    """Somebody sends their first page."""
    before = set(Interview.objects.values_list("pk", flat=True))
    browser.get(f"/s/{wave.slug}/")
    browser.send(wave.slug, "welcome", ANSWERS["welcome"], 1, **whence)
    return Interview.objects.exclude(pk__in=before).get()


@pytest.mark.django_db
def test_no_address_and_no_browser_is_kept_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    interview = begun_by(Browser(), an_open_wave(), REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=IPHONE)
    assert interview.device == "phone"
    assert len(bytes(Signal.objects.get(interview=interview).mark)) == 16

    held = everything("^(public|identity)$")
    told = "\n".join(
        f"{record.getMessage()} {record.args}" for record in caplog.records if not record.name.startswith("django.db")
    )
    packed = bytes(map(int, ADDRESS.split("."))).hex()
    assert str(interview.pk) in held
    assert [trace for trace in (ADDRESS, packed, "iphone", "applewebkit") if trace in held] == []
    assert [trace for trace in (ADDRESS, "iPhone", "AppleWebKit") if trace in told] == []
    assert "/s/<slug:slug>/" in told or "s/<slug:slug>/" in told


@pytest.mark.django_db
def test_a_first_page_sent_twice_has_one_mark() -> None:
    browser, wave = Browser(), an_open_wave()
    begun_by(browser, wave, REMOTE_ADDR=ADDRESS)
    browser.send(wave.slug, "welcome", ANSWERS["welcome"], 1, REMOTE_ADDR="203.0.113.99")
    assert Signal.objects.count() == 1


def completed_from(wave: Wave, mark: bytes, device: str = "phone") -> Interview:
    interview = Interview.objects.get(
        pk=walk(wave, *ALL[:1], ("you", {"role": ["doctor"]}), *ALL[2:]).passage.entry.interview
    )
    Interview.objects.filter(pk=interview.pk).update(device=device)
    Signal.objects.create(interview=interview, wave=wave, mark=mark)
    return interview


@pytest.mark.django_db
def test_more_than_so_many_from_one_place_in_a_day_are_told() -> None:
    wave = an_open_wave()
    QualityRules.objects.create(wave=wave, rules={"most_from_one_place": 2})
    for _ in range(2):
        completed_from(wave, b"a" * 16)
    completed_from(wave, b"a" * 16, device="desk")
    completed_from(wave, b"b" * 16)
    examine_wave(wave=wave)
    assert not Flag.objects.exists()

    third = completed_from(wave, b"a" * 16)
    examine_wave(wave=wave)
    assert Flag.objects.filter(kind="device").count() == 3
    assert Flag.objects.get(interview=third).reason == {"others": 2}


@pytest.mark.django_db
def test_marks_go_when_the_wave_has_closed_and_was_examined() -> None:
    wave, other = an_open_wave(), an_open_wave("other")
    completed_from(wave, b"a" * 16)
    kept = completed_from(other, b"a" * 16)
    assert drop_signals() == 0
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now())
    assert drop_signals() == 0
    examine_wave(wave=wave)
    assert drop_signals() == 1
    Interview.objects.filter(pk=kept.pk).update(started_at=timezone.now() - timedelta(days=31))
    assert drop_signals() == 1


@pytest.mark.django_db
def test_a_withdrawn_interview_leaves_no_mark() -> None:
    interview = completed_from(an_open_wave(), b"a" * 16)
    assert withdraw_interview(interview.pk)
    assert not Signal.objects.exists()
