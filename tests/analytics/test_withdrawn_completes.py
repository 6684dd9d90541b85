"""A complete that counts no more leaves the next results, whatever was frozen before."""

import pytest

from analytics.api import aggregate, current_aggregation
from analytics.jobs import waves_to_aggregate
from analytics.models import Aggregation
from respondents.models import Interview, Wave
from respondents.reviews import reject, undo
from surveys.models import Role, User
from tests.analytics.samples import a_wave, complete, person
from tests.analytics.views.committee import a_member, signed_in

pytestmark = pytest.mark.django_db


def rows(wave: Wave) -> tuple[int, int, str]:
    aggregate(wave.pk)
    current = current_aggregation(wave)
    assert isinstance(current, Aggregation)
    return current.completes, current.rows, current.snapshot_hash


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_rejected_complete_leaves_the_part_it_was_frozen_in(number: int) -> None:
    """The first, one in the middle, and the last: numbers have a gap from then on."""
    wave = a_wave()
    complete(wave, [person("patient"), person("doctor"), person("nurse"), person("patient", uses="yes")])
    manager = User.objects.create_user("manager@example.org")
    interview = Interview.objects.get(wave=wave, number=number).pk
    whole = rows(wave)
    assert whole[:2] == (4, 4)

    reject(interview=interview, by=manager)
    assert list(waves_to_aggregate()) == [wave.pk]
    without = rows(wave)
    assert without[:2] == (3, 3)
    assert without[2] != whole[2]
    complete(wave, [person("doctor", uses="yes")])
    assert rows(wave)[:2] == (4, 4)

    undo(interview=interview, by=manager)
    assert rows(wave)[:2] == (5, 5)


def test_as_many_completes_but_not_the_same_ones_are_told() -> None:
    wave = a_wave()
    complete(wave, [person("patient"), person("doctor"), person("nurse")])
    manager = User.objects.create_user("manager@example.org")
    first, last = (Interview.objects.get(wave=wave, number=number).pk for number in (1, 3))
    reject(interview=first, by=manager)
    before = rows(wave)
    assert list(waves_to_aggregate()) == []

    undo(interview=first, by=manager)
    reject(interview=last, by=manager)
    assert list(waves_to_aggregate()) == [wave.pk]
    after = rows(wave)
    assert after[:2] == before[:2]
    assert after[2] != before[2]
    assert list(waves_to_aggregate()) == []


def test_a_wave_of_which_everyone_was_rejected_has_empty_results() -> None:
    wave = a_wave()
    complete(wave, [person("patient"), person("doctor")])
    assert rows(wave)[:2] == (2, 2)
    manager = User.objects.create_user("manager@example.org")
    for interview in Interview.objects.filter(wave=wave):
        reject(interview=interview.pk, by=manager)

    assert list(waves_to_aggregate()) == [wave.pk]
    assert rows(wave)[:2] == (0, 0)
    assert list(waves_to_aggregate()) == []
    results = signed_in(a_member(wave.study, Role.ANALYST)).get(f"/waves/{wave.slug}/results/")
    assert results.status_code == 200
