"""Counting what is new, and nothing else, gives what counting everything again does."""

from itertools import count

import pytest
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import partials
from analytics.api import aggregate
from analytics.computation import Counts, count_rows
from analytics.frame import Frame
from analytics.models import FigureResult, SnapshotPart, TableResult
from analytics.storage import sweep_parts
from respondents.api import Wave
from respondents.models import Interview
from respondents.reviews import reject, undo
from surveys.models import User
from surveys.questionnaire.definition import Definition
from tests.analytics.samples import a_wave, complete, person

pytestmark = pytest.mark.django_db

SLUGS = count()
PEOPLE = [
    person("patient", "m", "yes", tools=["chat"], hours=4, told="yes"),
    person("patient", "f", "no", hours=2.5, told="no"),
    person("doctor", "f", None, trained="three"),
    person("nurse", "m", "unsaid", hours=0.1),
]

#: What happens between two computations: someone answers, is rejected, or counts again.
EVENTS = st.one_of(
    st.tuples(st.just("complete"), st.integers(0, 3)),
    st.tuples(st.just("over"), st.integers(0, 3)),
    st.tuples(st.just("reject"), st.integers(1, 20)),
    st.tuples(st.just("undo"), st.integers(1, 20)),
    st.tuples(st.just("aggregate"), st.just(0)),
)


def happen(wave: Wave, event: str, which: int, manager: User) -> None:
    if event in ("complete", "over"):
        complete(wave, [PEOPLE[which]], over=event == "over")
    elif event == "aggregate":
        aggregate(wave.pk, part_numbers=3)
    else:
        wanted = "rejected" if event == "undo" else "complete"
        interview = Interview.objects.filter(wave=wave, number=which, disposition=wanted).first()
        if interview is not None:
            (undo if event == "undo" else reject)(interview=interview.pk, by=manager)


def results(wave: Wave) -> tuple[object, ...]:
    done = aggregate(wave.pk, part_numbers=3)
    assert done.failure == ""
    figures = FigureResult.objects.filter(aggregation=done).order_by("name", "side", "population")
    tables = TableResult.objects.filter(aggregation=done).order_by("variable", "banner")
    return (
        done.rows,
        done.snapshot_hash,
        list(figures.values_list("name", "side", "population", "value", "low", "high", "n", "weighted_n")),
        list(tables.values_list("variable", "banner", "columns", "rows")),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(EVENTS, min_size=3, max_size=14))
def test_incremental_is_exactly_a_full_recomputation(events: list[tuple[str, int]]) -> None:
    wave = a_wave(f"wave-{next(SLUGS)}")
    manager = User.objects.create_user(f"manager-{wave.slug}@example.org")
    complete(wave, PEOPLE)
    for event, which in events:
        happen(wave, event, which, manager)
    incremental = results(wave)
    SnapshotPart.objects.filter(wave=wave).delete()
    sweep_parts(wave.pk, ())
    assert results(wave) == incremental


def test_only_the_new_part_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    wave, counted = a_wave("live"), list[int]()
    complete(wave, PEOPLE * 2)
    aggregate(wave.pk, part_numbers=3)

    def told(definition: Definition, frame: Frame) -> Counts:
        counted.append(frame.rows)
        return count_rows(definition, frame)

    monkeypatch.setattr(partials, "count_rows", told)
    complete(wave, PEOPLE[:1])
    aggregate(wave.pk, part_numbers=3)
    assert counted == [3]
    aggregate(wave.pk, part_numbers=3)
    assert counted == [3]


def test_counts_that_were_half_written_are_made_again() -> None:
    wave = a_wave("half")
    complete(wave, PEOPLE)
    before = results(wave)
    for part in SnapshotPart.objects.filter(wave=wave):
        folder = f"snapshots/{wave.pk}/{part.hash}"
        [name] = [each for each in default_storage.listdir(folder)[1] if each.startswith("counts-")]
        with default_storage.open(f"{folder}/{name}", "r+b") as file:
            file.truncate(100)
    assert results(wave) == before
