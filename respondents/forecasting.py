"""Whether the quota cells of a wave will fill, from what somebody expects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from respondents.models import SOURCES, QuotaCell, Wave
from respondents.quotas.feasibility import Forecast, Wanted, arrivals_needed, forecast
from respondents.versions import compiled_version
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import parse, references

#: How sure one wants to be of the time that a cell takes.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Outlook:
    """A cell with its forecast, and the arrivals after which nine fields in ten have filled it; None: never."""

    cell: QuotaCell
    forecast: Forecast
    needed: int | None


def cells_of(wave: Wave) -> list[QuotaCell]:
    """The cells of a wave, caps of suppliers apart, population by population."""
    return list(QuotaCell.objects.filter(wave=wave).exclude(population=SOURCES).order_by("population", "pk"))


def outlooks(
    wave: Wave, cells: Sequence[QuotaCell], *, incidence: Callable[[QuotaCell], float], arrivals: int
) -> list[Outlook]:
    """What becomes of what the cells still want. Raises ValueError where more people fall in cells than come."""
    told: list[Outlook] = []
    definition = compiled_version(wave.version_id).definition
    for _population, group in groupby(cells, key=lambda cell: cell.population):
        dimensions = _dimensions(definition, list(group))
        wanted = [[_wanted(cell, incidence(cell)) for cell in several] for several in dimensions]
        flat = [cell for several in dimensions for cell in several]
        wants = [one for several in wanted for one in several]
        told += [
            Outlook(cell, found, arrivals_needed(want, chance=SURE))
            for cell, want, found in zip(flat, wants, forecast(wanted, arrivals=arrivals), strict=True)
        ]
    return told


def _dimensions(definition: Definition, cells: Sequence[QuotaCell]) -> list[list[QuotaCell]]:
    """The cells of a population by what they ask about: those that read the same answers exclude one another."""
    whens = {(cell.population, cell.name): cell.when for cell in definition.quotas}
    found: dict[frozenset[str], list[QuotaCell]] = {}
    for cell in cells:
        when = whens.get((cell.population, cell.name))
        read = frozenset(references(parse(when.text, when.dialect))) if when else frozenset[str]()
        found.setdefault(read, []).append(cell)
    return list(found.values())


def _wanted(cell: QuotaCell, incidence: float) -> Wanted:
    """What is missing: the completes are there already."""
    left = max(cell.limit - cell.complete, 0)
    return Wanted(cell.name, min(max(cell.target - cell.complete, 0), left), left, incidence)


def observed(wave_incidence: Mapping[int, float]) -> Mapping[str, str]:
    """What was observed, as percentages for the fields of a form."""
    return {f"cell_{key}": f"{share * 100:.1f}" for key, share in wave_incidence.items()}
