"""Figures are computed again from the frozen snapshot, and what differs is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from analytics.api import aggregate, verify
from analytics.models import Aggregation, FigureResult, SnapshotPart
from respondents.api import Wave
from respondents.models import Submission
from tests.analytics.samples import a_wave, complete, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave() -> Wave:
    wave = a_wave()
    complete(
        wave, [person("patient", "f", "yes"), person("patient", "m"), person("doctor"), person("nurse", "f", "yes")]
    )
    aggregate(wave.pk)
    return wave


def test_every_figure_computes_to_the_same_number(wave: Wave) -> None:
    found = verify(wave=wave)
    assert found.compared == FigureResult.objects.count() > 0
    assert found.differences == ()


def test_live_answers_do_not_matter(wave: Wave) -> None:
    complete(wave, [person("patient", "f", "yes")] * 3)
    assert Submission.objects.count() == 7
    assert verify(wave=wave).differences == ()


def test_a_snapshot_that_only_over_quota_interviews_were_added_to_is_whole(wave: Wave) -> None:
    """Its new part covers more interviews with the same content, so it has the same name."""
    complete(wave, [person("patient", "m", "yes")], over=True)
    aggregate(wave.pk)
    assert verify(wave=wave).differences == ()


def test_a_changed_figure_is_named(wave: Wave) -> None:
    FigureResult.objects.filter(name="uses", side="patients", population="").update(value=0.9)
    [difference] = verify(wave=wave).differences
    assert (difference.figure, difference.side, difference.population) == ("uses", "patients", "")
    assert difference.stored == 0.9
    assert difference.computed == pytest.approx(0.5)


def test_a_dropped_figure_is_named(wave: Wave) -> None:
    FigureResult.objects.filter(name="uses", side="patients", population="patient").delete()
    [difference] = verify(wave=wave).differences
    assert (difference.population, difference.stored) == ("patient", None)


def test_a_figure_that_is_not_stored_at_all_is_named(wave: Wave) -> None:
    FigureResult.objects.filter(name="uses").delete()
    assert {(each.figure, each.reason) for each in verify(wave=wave).differences} == {("uses", "not stored")}


def test_a_dropped_limit_is_named(wave: Wave) -> None:
    FigureResult.objects.filter(name="uses", side="patients", population="").update(low=None)
    [difference] = verify(wave=wave).differences
    assert (difference.figure, difference.population) == ("uses", "")


def test_a_changed_snapshot_is_named(wave: Wave) -> None:
    part = SnapshotPart.objects.get(wave=wave)
    column = Path(default_storage.path(f"snapshots/{wave.pk}/{part.hash}/columns/uses.npy"))
    column.write_bytes(column.read_bytes()[:-1] + b"\x02")
    reasons = {difference.reason for difference in verify(wave=wave).differences}
    assert reasons == {f"columns/uses.npy of part {part.hash} has changed"}


def test_a_snapshot_that_lost_a_part_is_named(wave: Wave) -> None:
    SnapshotPart.objects.filter(wave=wave).delete()
    assert {each.reason for each in verify(wave=wave).differences} == {"parts of the snapshot are missing"}


def test_the_command_says_what_it_compared(wave: Wave) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert "differ: 0" in out.getvalue()


def test_the_command_fails_with_the_names_of_those_that_differ(wave: Wave) -> None:
    FigureResult.objects.filter(name="uses", population="").update(value=0.9)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", "uses", wave=wave.slug, stdout=out)
    assert ended.value.code == 1
    assert "uses" in out.getvalue()
    assert "patients" in out.getvalue()


@pytest.mark.parametrize("arguments", [("nothing",), ("uses", "--wave", "nowhere")])
def test_the_command_refuses_names_that_do_not_exist(wave: Wave, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=arguments[-1]):
        call_command("verify", *arguments)


def test_a_superseded_aggregation_is_not_verified(wave: Wave) -> None:
    aggregate(wave.pk)
    assert Aggregation.objects.filter(wave=wave).count() == 2
    current = FigureResult.objects.filter(aggregation__is_current=True)
    assert verify(wave=wave).compared == current.count() < FigureResult.objects.count()
