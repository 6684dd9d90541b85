"""A wave of several parts, and what is compared of its results."""

from analytics.models import Aggregation, FigureResult, TableResult
from respondents.api import Wave
from tests.analytics.samples import a_wave, complete, person

PEOPLE = [
    person("patient", "m", "yes", tools=["chat"], hours=4.1, told="yes"),
    person("patient", "f", "no", hours=2.5, told="no"),
    person("doctor", "f", None, trained="three"),
    person("nurse", "m", "unsaid", hours=0.1),
]


def a_wide_wave(slug: str = "wide", *, people: int = 90) -> Wave:
    """Five parts of up to twenty interviews, and the same answers for the same number of people."""
    wave = a_wave(slug)
    complete(wave, [PEOPLE[number * 7 % 4] for number in range(people)])
    return wave


def results(aggregation: Aggregation) -> tuple[object, ...]:
    """Everything that was computed, and the names of the parts that it was computed from."""
    figures = FigureResult.objects.filter(aggregation=aggregation).order_by("name", "side", "population")
    tables = TableResult.objects.filter(aggregation=aggregation).order_by("variable", "banner")
    return (
        aggregation.rows,
        aggregation.parts,
        aggregation.snapshot_hash,
        list(figures.values_list("name", "side", "population", "value", "low", "high", "n", "weighted_n")),
        list(tables.values_list("variable", "banner", "columns", "rows")),
    )
