"""`manage.py wave`: opening, listing, pausing."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation

from respondents.api import get_wave
from tests.respondents.questionnaire import an_open_wave

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("wave", *arguments, stdout=out)
    return out.getvalue()


def reference() -> str:
    version = an_open_wave().version
    return f"{version.study.slug}@{version.number}"


def test_a_wave_opens_at_the_link_that_is_printed(client: Client) -> None:
    printed = run("open", reference())
    slug, link = printed.strip().split(": ")
    assert slug.endswith("-2")  # the study has one already
    assert client.get(link[link.index("/s/") :]).status_code == 200
    assert get_wave(slug).title == get_wave("test").version.definition["title"]


def test_its_dates_title_and_nature_can_be_given() -> None:
    run(
        *("open", reference(), "--slug", "spring", "--title", "Printemps", "--simulated"),
        *("--from", "2026-03-01T08:00+00:00", "--until", "2026-04-01T08:00+00:00"),
    )
    wave = get_wave("spring")
    assert wave.simulated
    assert str(wave) == "Printemps"
    assert (wave.opens_at, wave.closes_at) == (
        datetime(2026, 3, 1, 8, tzinfo=UTC),
        datetime(2026, 4, 1, 8, tzinfo=UTC),
    )


def test_a_day_begins_with_its_first_minute() -> None:
    run("open", reference(), "--slug", "spring", "--from", "2026-03-01")
    local = timezone.localtime(get_wave("spring").opens_at)
    assert (local.day, local.hour, local.minute) == (1, 0, 0)


def test_waves_are_paused_and_reopened() -> None:
    an_open_wave()
    assert run("pause", "test") == "test: paused\n"
    assert "paused" in run("list")
    assert run("reopen", "test") == "test: takes answers\n"
    assert "paused" not in run("list")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("open", "nowhere@1"), "no version nowhere@1"),
        (("open", "{reference}", "--from", "tomorrow"), "tomorrow is no date"),
        (("open", "{reference}", "--from", "2026-02-30"), "2026-02-30 is no date"),
        (("open", "{reference}", "--slug", "test"), "already exists"),
        (("open", "{reference}", "--slug", "Été 2026"), "slug"),
        (("open", "{reference}", "--from", "2026-03-02", "--until", "2026-03-01"), "after"),
        (("pause", "nowhere"), "no wave nowhere"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    version = reference()
    with translation.override("en"), pytest.raises(CommandError, match=said) as refused:
        run(*(argument.format(reference=version) for argument in arguments))
    assert "\n" not in str(refused.value)
