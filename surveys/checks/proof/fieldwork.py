"""Populations and quota cells: whether anyone can be in them, and in two at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from surveys.checks.proof.logic import Truth
from surveys.checks.proof.proof import Proof
from surveys.checks.proof.reading import Site
from surveys.checks.proof.reasons import Reason
from surveys.checks.proof.rules import AFTER_ALL
from surveys.checks.proof.solving import Impossible, Possible, Verdict
from surveys.checks.proof.translation import reads_of
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import QuotaCell
from surveys.questionnaire.expressions import parse

#: Pairs of cells that are looked at in one population.
_MOST_PAIRS = 100


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two cells that someone with these answers is in at once."""

    first: str
    second: str
    answers: Answers


def empty_populations(proof: Proof) -> Iterator[tuple[str, tuple[Reason, ...]]]:
    """Populations that nobody can be in, because of their screen or of those before them."""
    quotas = proof.definition.quotas
    for population in proof.definition.populations:
        if population.name not in proof.walker.seen.populations:
            rules = proof.rules.needed(("population",), (), AFTER_ALL)
            found = proof.prover.ask(proof.model.admitted(population.name), rules)
            if isinstance(found, Impossible):
                yield population.name, found.reasons
            elif isinstance(found, Possible) and any(cell.population == population.name for cell in quotas):
                proof.try_out(found)


def empty_cells(proof: Proof) -> Iterator[tuple[QuotaCell, tuple[Reason, ...]]]:
    """Cells that nobody of their population can be in."""
    met = {(population, cell) for population, *cells in proof.walker.seen.cells for cell in cells}
    for cell in proof.definition.quotas:
        if (cell.population, cell.name) not in met:
            found = _ask(proof, cell)
            if isinstance(found, Impossible):
                yield cell, found.reasons


def overlaps_in(proof: Proof, population: str) -> tuple[Overlap, ...]:
    """Pairs of cells of a population that someone met, in a run of the questionnaire, is in at once."""
    cells = [cell for cell in proof.definition.quotas if cell.population == population]
    pairs = list(combinations(cells, 2))[:_MOST_PAIRS]
    for first, second in pairs:
        if _example(proof, first, second) is None:
            found = _ask(proof, first, second)
            if isinstance(found, Possible):
                proof.try_out(found)
    found_pairs = ((first.name, second.name, _example(proof, first, second)) for first, second in pairs)
    return tuple(Overlap(first, second, answers) for first, second, answers in found_pairs if answers is not None)


def _ask(proof: Proof, *cells: QuotaCell) -> Verdict:
    """Whether someone who ends in their population is in all of these cells."""
    met: list[Truth] = [proof.model.admitted(cells[0].population)]
    reads = {"population"}
    for cell in cells:
        if cell.when is not None:
            when = parse(cell.when.text, cell.when.dialect)
            reads |= reads_of(when, Site())
            met.append(proof.model.translator.condition(when, Site(f"{cell.population}/{cell.name}")))
    return proof.prover.ask(proof.model.logic.all_of(met), proof.rules.needed(sorted(reads), (), AFTER_ALL))


def _example(proof: Proof, first: QuotaCell, second: QuotaCell) -> Answers | None:
    """The answers of someone who was in both, as far as the cells read them."""
    for (population, *cells), answers in proof.walker.seen.cells.items():
        if population == first.population and {first.name, second.name} <= set(cells):
            whens = [cell.when for cell in (first, second) if cell.when is not None]
            read = frozenset().union(*(reads_of(parse(one.text, one.dialect), Site()) for one in whens))
            names = proof.rules.behind((), read)
            return {name: value for name, value in answers.items() if name in names and value is not None}
    return None
