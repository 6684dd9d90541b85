"""`manage.py simulate`: what it takes, what it tells, what it refuses."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from respondents.api import count_completes
from respondents.models import Interview
from respondents.simulation.printing import progress_line
from tests.demo import barometer


def run(wave: str, *, interviews: int = 10, **options: object) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("simulate", wave, interviews=interviews, stdout=out, stderr=errors, **options)
    return out.getvalue(), errors.getvalue()


@pytest.mark.django_db
def test_it_tells_how_interviews_ended_and_where_the_cells_stand() -> None:
    wave = barometer.a_barometer_wave()
    out, errors = run(wave.slug, seed=3)
    assert "answers from demo/profile.csv" in errors
    assert "] 10/10 " in errors
    assert f"complete      {count_completes(wave.pk):>7}" in out
    assert "patients_women_18_34" in out


@pytest.mark.django_db
def test_it_answers_at_random_when_asked() -> None:
    wave = barometer.a_barometer_wave()
    _, errors = run(wave.slug, seed=3, random=True)
    assert "profile" not in errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"interviews": 0}, "at least one interview"),
        ({"workers": 0}, "1 to 32 workers"),
        ({"profile": Path("nowhere.csv")}, "nowhere.csv"),
        ({"profile": Path(__file__)}, "the columns must be"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(options: dict[str, object], message: str) -> None:
    wave = barometer.a_barometer_wave()
    with pytest.raises(CommandError, match=message):
        run(wave.slug, **{"interviews": 5, **options})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_there_must_be_such_a_wave() -> None:
    with pytest.raises(CommandError, match="there is no wave nowhere"):
        run("nowhere")


@pytest.mark.django_db(transaction=True)
def test_several_processes_share_the_work(process_environment: dict[str, str]) -> None:
    wave = barometer.a_barometer_wave()
    command = [sys.executable, "manage.py", "simulate", wave.slug, "--interviews", "9", "--seed", "1", "--workers", "2"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=process_environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert Interview.objects.filter(wave=wave, simulated=True).count() == 9
    assert "] 9/9 " in done.stderr


@pytest.mark.parametrize(
    ("done", "seconds", "told"),
    [
        (0, 0.0, "] 0/200  0 s left"),
        (50, 10.0, "] 50/200 5/s 30 s left"),
        (10, 10.0, "] 10/200 1/s 3 min 10 s left"),
        (200, 20.0, "] 200/200 10/s 0 s left"),
    ],
)
def test_the_bar_tells_the_time_left(done: int, seconds: float, told: str) -> None:
    assert told in progress_line(done, 200, seconds)
