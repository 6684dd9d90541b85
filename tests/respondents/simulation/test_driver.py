"""Simulations of real waves: what is stored, how they end, and what stops them."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from respondents.api import Wave, completed_interviews, count_completes, open_wave, quota_board, simulate
from respondents.models import Interview, Submission
from respondents.simulation.driver import SOURCE, SimulationStoppedError
from respondents.uploads import files_of
from respondents.waves import set_paused
from surveys.api import create_study, publish_version
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types.upload import SAMPLE, Upload
from tests.demo import barometer
from tests.surveys.questionnaire.building import definition, page, words

pytestmark = pytest.mark.django_db

FORMS = Path(__file__).parents[2] / "data" / "questionnaires"


def a_wave_of(definition: Definition) -> Wave:
    study = create_study(slug="study", title=definition.title)
    version = publish_version(study=study, definition=definition)
    return open_wave(
        study=study, version=version, slug="wave", title=definition.title, opens_at=timezone.now() - timedelta(hours=1)
    )


def with_small_quotas(limit: int) -> Definition:
    definition = barometer.definition()
    quotas = tuple(cell.model_copy(update={"limit": limit, "target": limit}) for cell in definition.quotas)
    return definition.model_copy(update={"quotas": quotas})


def test_everyone_ends_somewhere_and_is_marked_simulated() -> None:
    wave = a_wave_of(with_small_quotas(2))
    told: list[int] = []
    simulated = simulate(wave=wave, profile=barometer.profile(), interviews=90, seed=1, progress=told.append)
    board = quota_board(wave)
    assert {name: count for name, count in board.totals.items() if count} == simulated.dispositions
    assert {"complete", "screened_out", "quota_full", "refused", "in_progress"} <= set(simulated.dispositions)
    assert all(row.complete <= row.limit for row in board.rows)
    assert told == list(range(1, 91))
    assert simulated.given_up == 0
    interviews = Interview.objects.filter(wave=wave)
    assert interviews.count() == interviews.filter(simulated=True, source=SOURCE).count() == 90


def test_the_same_seed_gives_the_same_answers() -> None:
    given = []
    for slug in ("first", "second"):
        wave = barometer.a_barometer_wave(slug)
        simulate(wave=wave, profile=barometer.profile(), interviews=12, seed=7)
        given.append([done.answers for done in completed_interviews(wave.pk, limit=50)])
    assert given[0] == given[1]
    assert len(given[0]) > 5


def test_those_who_leave_have_answered_some_pages() -> None:
    wave = barometer.a_barometer_wave()
    profile = replace(barometer.profile(), dropouts={"": 1.0})
    simulated = simulate(wave=wave, profile=profile, interviews=15, seed=1)
    assert count_completes(wave.pk) == 0
    assert simulated.dispositions["in_progress"] > 5
    left = Submission.objects.filter(interview__disposition="in_progress").values_list("interview", flat=True)
    assert len(set(Counter(left).values())) > 1


@pytest.mark.parametrize("name", ["liberiaS3Mforms__liberiaStdForm.xlsx", "xlsform2lstsv__mitwirken_umfrage.xlsx"])
def test_forms_written_elsewhere_are_answered_at_random(name: str) -> None:
    wave = a_wave_of(read_xlsform((FORMS / name).read_bytes(), name).definition)
    simulated = simulate(wave=wave, interviews=12, seed=1)
    assert simulated.given_up == 0
    assert simulated.dispositions["complete"] == count_completes(wave.pk)
    assert sum(simulated.dispositions.values()) == 12
    assert simulated.dispositions["complete"] > 0


def test_the_barometer_can_be_answered_at_random_too() -> None:
    wave = barometer.a_barometer_wave()
    simulated = simulate(wave=wave, interviews=15, seed=2)
    assert simulated.given_up == 0
    assert simulated.dispositions["complete"] > 0


def test_a_file_that_is_asked_for_is_sent() -> None:
    letter = Upload(name="letter", accept=(".pdf",), label=words("A letter?"), required="required")
    wave = a_wave_of(definition(page("p", letter)))
    simulate(wave=wave, interviews=2, seed=1)
    sent = list(files_of(wave))
    assert len(sent) == 2
    assert all(name.endswith("simulation.pdf") and content == SAMPLE for name, content in sent)


def test_a_paused_wave_stops_the_simulation() -> None:
    wave = barometer.a_barometer_wave()
    set_paused(wave=wave, paused=True)
    with pytest.raises(SimulationStoppedError, match="paused"):
        simulate(wave=wave, profile=barometer.profile(), interviews=3, seed=1)
