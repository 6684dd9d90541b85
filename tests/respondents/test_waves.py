"""Opening, pausing and finding waves; the periodic job."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from respondents.api import WaveNotFound, get_wave, open_wave, set_paused, waves_of
from respondents.interviews import Entry, read
from respondents.models import Interview, LedgerEntry, Reservation
from respondents.tasks import reclaim_expired_reservations
from respondents.waves import AnsweredByPeopleError, claim_for_simulation
from surveys.api import create_study
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import newcomer, send, walk

pytestmark = pytest.mark.django_db


def test_a_wave_has_the_cells_of_its_definition() -> None:
    wave = an_open_wave()
    cells = wave.cells.order_by("pk").values_list("population", "name", "limit", "full", "complete")
    assert list(cells) == [
        ("patient", "women", 2, "close", 0),
        ("patient", "men", 1, "close", 0),
        ("doctor", "doctors", 1, "continue", 0),
    ]


def test_a_slug_is_given_once() -> None:
    wave = an_open_wave()
    now = timezone.now()
    with pytest.raises(ValidationError):
        open_wave(study=wave.study, version=wave.version, slug=wave.slug, title={"fr": "x"}, opens_at=now)
    assert waves_of(wave.study).count() == 1


def test_a_wave_is_of_a_version_of_its_study() -> None:
    wave = an_open_wave()
    other = create_study(slug="other", title={"fr": "Autre"})
    with pytest.raises(ValueError, match="another study"):
        open_wave(study=other, version=wave.version, slug="w2", title={"fr": "x"}, opens_at=timezone.now())


def test_waves_are_found_by_their_slug() -> None:
    wave = an_open_wave()
    set_paused(wave=wave, paused=True)
    assert get_wave("test").paused
    with pytest.raises(WaveNotFound):
        get_wave("nowhere")


def test_the_periodic_job_gives_expired_places_back() -> None:
    walk(an_open_wave(), "welcome", "you")
    assert reclaim_expired_reservations() == 0
    Reservation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert reclaim_expired_reservations() == 1
    assert LedgerEntry.objects.order_by("id").last().event == "expire"  # type: ignore[union-attr]


def test_the_first_simulation_makes_a_wave_a_simulated_one() -> None:
    wave = an_open_wave()
    assert claim_for_simulation(wave=wave)
    assert wave.simulated
    assert get_wave("test").simulated
    assert not claim_for_simulation(wave=wave)


def test_a_wave_that_people_have_answered_takes_no_synthetic_answers() -> None:
    wave = an_open_wave()
    walk(wave, "welcome")
    with pytest.raises(AnsweredByPeopleError):
        claim_for_simulation(wave=wave)
    assert not get_wave("test").simulated


def test_people_who_try_a_simulated_wave_do_not_stop_its_simulations() -> None:
    wave = an_open_wave(simulated=True)
    walk(wave, "welcome")
    assert not claim_for_simulation(wave=wave)


def test_who_had_opened_a_wave_before_it_was_claimed_answers_a_simulated_one() -> None:
    wave = an_open_wave()
    opened = newcomer(wave)
    claim_for_simulation(wave=wave)
    send(opened, "welcome")
    assert Interview.objects.get().simulated


def test_synthetic_respondents_alone_do_not_make_a_wave_real() -> None:
    wave = an_open_wave()
    send(read(slug=wave.slug, entry=Entry(uuid4(), "fr", simulated=True)), "welcome")
    assert claim_for_simulation(wave=wave)
