"""The demonstration: loaded once, found again, and refused where it was not asked for."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from analytics.api import current_results
from analytics.models import Aggregation
from respondents.api import Wave, get_wave, quota_board
from respondents.models import Panelist
from surveys.api import Study, User, may

pytestmark = pytest.mark.django_db


def load() -> str:
    told = StringIO()
    call_command("load_demo", interviews=40, workers=1, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_it_is_loaded_once_and_found_again_with_a_committee_that_signs_in(settings: Settings) -> None:
    settings.DEMO = True
    told = load()
    results = current_results(get_wave("barometre-ia-sante-1"))
    assert results is not None
    assert results.simulated
    assert {figure.name for figure in results.figures} >= {"uses_ai", "trusts_ai"}
    assert f"{settings.SITE_URL}/s/barometre-ia-sante-1/" in told
    assert load() == told
    assert (Study.objects.count(), Wave.objects.count(), User.objects.count(), Aggregation.objects.count()) == (
        1,
        1,
        4,
        1,
    )
    assert sum(quota_board(Wave.objects.get()).totals.values()) == 40
    assert Panelist.objects.filter(state=Panelist.State.ACTIVE).count() == 120
    chair, reader = (User.objects.get(email=f"{name}@miroir.example") for name in ("presidence", "lecture"))
    assert (chair.name, reader.name) == ("Présidence", "Lecture")
    assert chair.check_password("miroir-demonstration")
    assert [may(user, Study.objects.get(), "run_analysis") for user in (chair, reader)] == [True, False]


def test_a_log_has_one_line_a_step(settings: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = True
    call_command("load_demo", interviews=5, workers=1, stdout=StringIO())
    assert capfd.readouterr().err == "Simulating respondents\nComputing the results\n"


def test_it_is_refused_where_it_was_not_asked_for(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        load()
