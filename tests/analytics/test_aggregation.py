"""From interviews to current results."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoAssertNumQueries

from analytics.api import Results, aggregate, current_results, verify
from analytics.models import Aggregation, FigureResult, SnapshotPart, WeightingResult
from analytics.progress import CancelledError, Step
from respondents.api import Wave
from surveys.api import Version, load_definition
from surveys.questionnaire.definition import Definition
from tests.analytics.samples import DOCUMENT, a_wave, complete, document, person

pytestmark = pytest.mark.django_db

#: One man in four patients, who uses it; two doctors who do not, two nurses of whom one does.
PEOPLE = [
    person("patient", "m", "yes", tools=["chat"], hours=4, told="yes"),
    person("patient", "f", "no", hours=2, told="no"),
    person("patient", "f", "no", hours=None, told="unsaid"),
    person("patient", "f", None, told=None),
    person("doctor", "f", "no", trained="three", tells="yes"),
    person("doctor", "m", "no", trained="one", tells="yes"),
    person("nurse", "f", "yes", tools=["image"], trained="two", tells="no"),
    person("nurse", "m", "no", trained="two", tells="no"),
]


def results(wave: Wave) -> Results:
    aggregate(wave.pk)
    found = current_results(wave)
    assert found is not None
    return found


def shares(found: Results) -> dict[str, dict[str, float]]:
    """Figures by the group that they are about."""
    values: dict[str, dict[str, float]] = {}
    for figure in found.figures:
        for side in figure.sides:
            groups = {side.side: side.value, **{each.population: each.value for each in side.populations}}
            values.setdefault(side.figure, {}).update({name: round(value, 6) for name, value in groups.items()})
    return values


def test_figures_of_both_sides() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    assert shares(results(wave)) == {
        # Raked to half men: the man weighs 2, the women 2/3. A blank answer stays in the base.
        "uses": {"patients": 0.5, "patient": 0.5, "professionals": 0.375, "doctor": 0.0, "nurse": 0.5},
        "chat_users": {"patients": 1.0, "patient": 1.0, "professionals": 1.0, "nurse": 1.0},
        "chat_all": {"patients": 0.5, "patient": 0.5, "professionals": 0.0, "doctor": 0.0, "nurse": 0.0},
        "hours": {"patients": 3.5, "patient": 3.5},
        "training": {"professionals": 2.0, "doctor": 2.0, "nurse": 2.0},
        "told": {"patients": 0.5, "patient": 0.5},
        "tells": {"professionals": 0.25, "doctor": 1.0, "nurse": 0.0},
    }


def test_the_side_is_an_average_of_its_populations_by_universe() -> None:
    wave = a_wave(definition=document(populations=[{**each, "universe": None} for each in DOCUMENT["populations"]]))
    complete(wave, PEOPLE)
    assert shares(results(wave))["tells"]["professionals"] == 0.5


def test_mirrored_figures_stand_side_by_side() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    figures = {figure.name: figure for figure in results(wave).figures}
    assert [side.figure for side in figures["told"].sides] == ["told", "tells"]
    assert "tells" not in figures
    assert figures["told"].gap == pytest.approx(25)
    assert [side.wording["en"] for side in figures["uses"].sides] == ["Do you use it?", "Do you use it at work?"]


def test_the_order_and_the_side_that_names_the_other_do_not_matter() -> None:
    told, tells = (figure for figure in DOCUMENT["figures"] if figure["name"] in ("told", "tells"))
    wave = a_wave(definition=document(figures=[{**tells, "mirror": ""}, told]))
    complete(wave, PEOPLE)
    [found] = results(wave).figures
    assert [side.figure for side in found.sides] == ["told", "tells"]


def test_a_figure_may_name_the_question_of_the_other_side() -> None:
    [told] = (figure for figure in DOCUMENT["figures"] if figure["name"] == "told")
    wave = a_wave(definition=document(figures=[told]))
    complete(wave, PEOPLE)
    [found] = results(wave).figures
    assert [(side.side, side.figure, side.question) for side in found.sides] == [
        ("patients", "told", "told"),
        ("professionals", "told", "tells"),
    ]
    assert shares(results(wave))["told"]["professionals"] == 0.25
    assert verify(wave=wave).differences == ()


def test_a_side_asked_the_figure_s_own_question_is_counted_on_it() -> None:
    [uses] = (figure for figure in DOCUMENT["figures"] if figure["name"] == "uses")
    wave = a_wave(definition=document(figures=[{**uses, "mirror": "tells"}]))
    complete(wave, PEOPLE)
    assert [side.question for side in results(wave).figures[0].sides] == ["uses", "uses"]


def test_what_a_figure_says_of_its_base() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    figures = {figure.name: figure for figure in results(wave).figures}
    told, everyone = figures["told"].sides[0], figures["chat_all"].sides[0]
    assert (told.n, told.blank, told.missing, dict(told.base_text)) == (4, 1, 1, {})
    assert (everyone.n, everyone.base, everyone.base_text["en"]) == (4, "true()", "everyone")
    assert told.effective_n == pytest.approx(3.0)
    assert told.low is not None
    assert told.low < told.value < (told.high or 0)


def test_tables() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    [table] = results(wave).tables["uses"]
    assert [(column.side, column.population) for column in table.columns] == [
        ("patients", ""),
        ("patients", "patient"),
        ("professionals", ""),
        ("professionals", "doctor"),
        ("professionals", "nurse"),
    ]
    assert [column.base_n for column in table.columns] == [4, 4, 4, 2, 2]
    assert table.columns[0].blank == 1
    assert [(row.code, row.n) for row in table.rows] == [
        ("yes", (1, 1, 1, 0, 1)),
        ("no", (2, 2, 3, 2, 1)),
        ("unsaid", (0, 0, 0, 0, 0)),
    ]
    assert table.rows[2].missing == "refused"


def test_over_quota_interviews_are_kept_apart() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    complete(wave, [person("patient", "m", "yes")] * 5, over=True)
    found = results(wave)
    assert found.interviews == len(PEOPLE)
    assert shares(found)["uses"]["patients"] == 0.5


def test_simulated_interviews_are_told() -> None:
    wave = a_wave(simulated=True)
    complete(wave, PEOPLE)
    assert results(wave).simulated


def test_a_wave_without_completes_has_results_without_figures() -> None:
    found = results(a_wave())
    assert (found.interviews, found.figures, dict(found.tables)) == (0, (), {})


def test_targets_that_nobody_can_meet_are_told() -> None:
    targets = [*DOCUMENT["targets"], {"population": "doctor", "variable": "sex", "value": "m", "share": 0.5}]
    targets.append({"population": "doctor", "variable": "sex", "value": "f", "share": 0.5})
    wave = a_wave(definition=document(targets=targets))
    complete(wave, [person("doctor", "f"), person("patient", "f"), person("patient", "m")])
    found = results(wave)
    weighting = {each.population: each for each in found.weighting}
    assert not found.targets_met
    assert [(miss.value, miss.empty) for miss in weighting["doctor"].missed] == [("m", True)]
    assert {target.value: target.reached for target in weighting["doctor"].targets} == {"m": 0.0, "f": 1.0}
    assert weighting["patient"].missed == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": "nowhere"}, "unknown_question"),
        ({"net": ["maybe"]}, "unknown_code"),
        ({"net": []}, "no_net"),
        ({"base": {"text": "${role_other} = 'x'"}}, "base"),
        ({"format": "mean", "net": []}, "no_number"),
    ],
)
def test_a_figure_that_cannot_be_computed_is_told_and_the_others_are(change: dict[str, Any], code: str) -> None:
    wave = a_wave(definition=document(figures=[{**DOCUMENT["figures"][0], **change}, DOCUMENT["figures"][1]]))
    complete(wave, PEOPLE)
    found = results(wave)
    assert [problem["code"] for problem in found.problems] == [code]
    assert [figure.name for figure in found.figures] == ["chat_users"]


def test_new_interviews_change_the_results_and_full_parts_are_kept() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    aggregate(wave.pk, part_numbers=3)
    before = list(SnapshotPart.objects.filter(wave=wave).values_list("first", "last", "hash"))
    complete(wave, [person("patient", "m", "no")] * 2)
    last = aggregate(wave.pk, part_numbers=3)
    after = list(SnapshotPart.objects.filter(wave=wave, hash__in=last.parts).values_list("first", "last", "hash"))
    assert [(first, end) for first, end, _ in after] == [(1, 3), (4, 6), (7, 9), (10, 10)]
    assert after[:2] == before[:2]
    assert last.parts == [name for _, _, name in after]


def test_a_part_whose_files_are_lost_is_written_again() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    first = aggregate(wave.pk)
    [part] = first.parts
    default_storage.delete(f"snapshots/{wave.pk}/{part}/manifest.json")
    default_storage.delete(f"snapshots/{wave.pk}/{part}/columns/uses.npy")
    again = aggregate(wave.pk)
    assert (again.failure, again.is_current, again.parts) == ("", True, first.parts)


def test_parts_do_not_change_the_results() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    whole = results(wave)
    aggregate(wave.pk, part_numbers=3)
    SnapshotPart.objects.filter(wave=wave).delete()
    aggregate(wave.pk, part_numbers=2)
    parted = current_results(wave)
    assert parted is not None
    assert parted.figures == whole.figures
    assert parted.tables == whole.tables


def test_one_aggregation_is_current_and_what_it_replaces_is_dropped() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    first, second, third = (aggregate(wave.pk) for _ in range(3))
    assert list(Aggregation.objects.filter(wave=wave, is_current=True)) == [third]
    assert not FigureResult.objects.filter(aggregation=first).exists()
    assert {row.aggregation_id for row in WeightingResult.objects.all()} == {second.pk, third.pk}


def test_whoever_is_reading_when_results_are_replaced_reads_the_old_ones_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    before = results(wave)

    def replaced_meanwhile(version: Version) -> Definition:
        complete(wave, PEOPLE)
        aggregate(wave.pk)
        return load_definition(version)

    monkeypatch.setattr("analytics.selectors.load_definition", replaced_meanwhile)
    assert current_results(wave) == before
    assert verify(wave=wave).differences == ()


def test_a_run_that_fails_leaves_the_results_in_place() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    first = aggregate(wave.pk)

    def stop(step: Step) -> None:
        if step.stage == "figures":
            raise CancelledError

    second = aggregate(wave.pk, progress=stop)
    assert second.status == "cancelled"
    assert Aggregation.objects.get(wave=wave, is_current=True) == first
    assert FigureResult.objects.filter(aggregation=first).exists()


def test_targets_that_mean_nothing_fail_with_their_name() -> None:
    wave = a_wave(definition=document(targets=[{**DOCUMENT["targets"][0], "share": 0}]))
    complete(wave, PEOPLE)
    failed = aggregate(wave.pk)
    assert (failed.status, failed.is_current) == ("failed", False)
    assert "sex" in failed.failure


def test_progress_tells_the_stages_in_order() -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    steps: list[Step] = []
    aggregate(wave.pk, progress=steps.append)
    assert list(dict.fromkeys(step.stage for step in steps)) == ["snapshot", "tallies", "weights", "tables", "figures"]


def test_reading_results_takes_four_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    wave = a_wave()
    complete(wave, PEOPLE)
    results(wave)
    with django_assert_num_queries(4):
        current_results(wave)
