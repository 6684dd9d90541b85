"""`manage.py simulate` and real answers: they never meet in a wave."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from respondents.models import Interview
from respondents.waves import get_wave
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import walk

pytestmark = pytest.mark.django_db


def simulate() -> str:
    told = StringIO()
    call_command("simulate", "test", interviews=2, random=True, stdout=StringIO(), stderr=told)
    return told.getvalue()


def test_the_first_simulation_says_what_it_makes_of_the_wave() -> None:
    an_open_wave()
    assert "test is a simulated wave from now on: every page says so" in simulate()
    assert get_wave("test").simulated
    assert "from now on" not in simulate()


def test_a_wave_with_real_interviews_is_refused_in_one_line() -> None:
    walk(an_open_wave(), "welcome")
    with pytest.raises(CommandError, match=r"^people have answered test: simulate in a wave of its own$"):
        simulate()
    assert Interview.objects.count() == 1


def test_what_stops_before_the_first_respondent_leaves_the_wave_as_it_was() -> None:
    an_open_wave()
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        call_command("simulate", "test", interviews=2, profile=Path("nowhere.csv"), stderr=StringIO())
    assert not get_wave("test").simulated
