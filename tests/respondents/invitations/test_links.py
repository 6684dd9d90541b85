"""What ties an invitation to an interview, while it may be tied, and after."""

from datetime import timedelta

import pytest
from django.utils import timezone

from respondents.invitations.links import (
    LinksDestroyedError,
    destroy_closed_secrets,
    hash_of,
    interview_of,
    token_of,
    wave_secret,
)
from respondents.models import Interview, Invitation, Wave, WaveKey
from surveys.api import Mode
from tests.respondents.browsing import Browser
from tests.respondents.invitations.people import a_known_wave, a_panelist, invited

pytestmark = pytest.mark.django_db


def an_answered_wave(mode: Mode) -> tuple[Wave, Interview]:
    """A wave that somebody invited has answered, and their interview."""
    wave = a_known_wave()
    wave.study.mode = mode
    wave.study.save()
    browser = Browser()
    browser.get(f"/i/{invited(wave, a_panelist(wave))}/")
    browser.get("/s/test/")
    browser.send("test", "first", {":q": ["word"], "word": ["oui"]}, 1)
    return wave, Interview.objects.get()


def close(wave: Wave) -> None:
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now())


def test_a_token_is_160_bits_stored_as_a_hash() -> None:
    wave = a_known_wave()
    token = invited(wave, a_panelist(wave))
    assert (len(token), token.isalnum(), token.islower()) == (32, True, True)
    assert bytes(Invitation.objects.get(wave=wave.pk).token_hash) == hash_of(token)
    assert interview_of(token).version == 4


def test_nobody_links_people_and_answers_once_an_anonymous_wave_has_closed() -> None:
    wave, interview = an_answered_wave(Mode.ANONYMOUS)
    invitation = Invitation.objects.get(wave=wave.pk)
    assert destroy_closed_secrets() == 0
    assert interview_of(token_of(wave_secret(wave.pk), invitation.pk)) == interview.pk
    close(wave)
    assert destroy_closed_secrets() == 1
    with pytest.raises(LinksDestroyedError):
        wave_secret(wave.pk)
    key = WaveKey.objects.get()
    assert (key.sealed, key.destroyed_on) == (None, timezone.localdate())
    assert destroy_closed_secrets() == 0


def test_the_key_of_a_pseudonymous_wave_is_kept() -> None:
    wave, interview = an_answered_wave(Mode.PSEUDONYMOUS)
    close(wave)
    assert destroy_closed_secrets() == 0
    assert interview_of(token_of(wave_secret(wave.pk), Invitation.objects.get(wave=wave.pk).pk)) == interview.pk


def test_a_wave_that_is_open_keeps_its_secret() -> None:
    wave, _ = an_answered_wave(Mode.ANONYMOUS)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + timedelta(hours=1))
    assert destroy_closed_secrets() == 0
    assert len({wave_secret(wave.pk) for _ in range(3)}) == 1
