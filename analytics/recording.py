"""What was computed, as rows."""

import math
from collections.abc import Mapping, Sequence

from analytics.computation import Computed, Estimate, PopulationWeights, Table, TableColumn
from analytics.models import Aggregation, FigureResult, TableResult, WeightingResult
from surveys.questionnaire.codebook import item_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.variables import Variable


def record(aggregation: Aggregation, definition: Definition, computed: Computed) -> None:
    """Write the results of an aggregation."""
    schemes = {each.population.name: each.scheme for each in computed.weights.populations}
    WeightingResult.objects.bulk_create(weighting_row(aggregation, each) for each in computed.weights.populations)
    TableResult.objects.bulk_create(table_row(aggregation, each) for each in computed.tables)
    FigureResult.objects.bulk_create(figure_row(aggregation, definition, each, schemes) for each in computed.estimates)


def weighting_row(aggregation: Aggregation, weights: PopulationWeights) -> WeightingResult:
    """The weights of a population."""
    found = weights.diagnostics
    return WeightingResult(
        aggregation=aggregation,
        population=weights.population.name,
        side=weights.population.side,
        scheme=weights.scheme,
        targets=_targets(weights),
        converged=weights.raked.converged,
        sweeps=weights.raked.sweeps,
        distance=weights.raked.distance,
        n=found.n,
        excluded=found.excluded,
        least=found.least,
        greatest=found.greatest,
        deff=_number(found.deff),
        efficiency=_number(found.efficiency),
        effective_n=found.effective_n,
        universe=weights.population.universe,
        combined=weights.combined,
        factor=weights.factor,
        cells=weights.cells.tolist(),
        counts=weights.counts.tolist(),
        weights=weights.raked.weights.tolist(),
    )


def _targets(weights: PopulationWeights) -> list[dict[str, object]]:
    misses = {(miss.variable, miss.value): miss for miss in weights.raked.misses}
    targets: list[dict[str, object]] = []
    for margin, shares in zip(weights.margins, weights.raked.reached, strict=True):
        for value, share, reached in zip(margin.values, margin.shares, shares, strict=True):
            miss = misses.get((margin.variable, value))
            targets.append(
                {
                    "variable": margin.variable,
                    "value": value,
                    "share": share,
                    "reached": reached,
                    "missed": miss is not None,
                    "empty": miss is not None and miss.empty,
                }
            )
    return targets


def table_row(aggregation: Aggregation, table: Table) -> TableResult:
    """The table of a variable."""
    return TableResult(
        aggregation=aggregation,
        question=table.variable.question,
        variable=table.variable.name,
        columns=[_column(column) for column in table.columns],
        rows=[
            {
                "code": row.code,
                "n": row.n,
                "w": row.w,
                "share": [_number(share) for share in row.share],
                "low": [_number(limit) for limit in row.low],
                "high": [_number(limit) for limit in row.high],
            }
            for row in table.rows
        ],
    )


def _column(column: TableColumn) -> dict[str, object]:
    return {
        "side": column.group.side,
        "population": column.group.population,
        "base_n": column.base_n,
        "base_w": column.base_w,
        "effective": column.effective,
        "blank": column.blank,
        "mean": _number(column.mean),
        "low": _number(column.low),
        "high": _number(column.high),
    }


def figure_row(
    aggregation: Aggregation, definition: Definition, found: Estimate, schemes: Mapping[str, str]
) -> FigureResult:
    """A figure for a group, with everything needed to compute it again."""
    figure, group = found.figure, found.group
    audience = (group.population, group.side) if group.population else (group.side,)
    weighed = [
        each.name for each in definition.populations if each.side == group.side and group.population in ("", each.name)
    ]
    return FigureResult(
        aggregation=aggregation,
        name=figure.name,
        label=_texts(definition, figure.label, audience),
        side=group.side,
        population=group.population,
        format=figure.format,
        value=found.value,
        low=_number(found.low),
        high=_number(found.high),
        interval=found.interval,
        n=found.n,
        blank=found.blank,
        missing=found.missing,
        weighted_n=found.weighted_n,
        effective_n=found.effective_n,
        question=figure.question,
        wording=question_wording(definition, found.variable, audience),
        codes=list(figure.net),
        base=figure.base.text if figure.base else "",
        base_text=_texts(definition, figure.base_label, audience),
        schemes={name: schemes[name] for name in weighed},
        snapshot_hash=aggregation.snapshot_hash,
        definition_hash=aggregation.definition_hash,
        code_version=aggregation.code_version,
    )


def question_wording(definition: Definition, variable: Variable, audience: Sequence[str]) -> Text:
    """What was asked, in each language; the row of a battery after its question."""
    question = definition.question_named[variable.question]
    asked = _texts(definition, question.label, audience)
    item = _texts(definition, item_of(definition, variable), audience)
    return {
        language: " – ".join(text for text in (asked.get(language), item.get(language)) if text)
        for language in definition.languages
    }


def _texts(definition: Definition, wording: Wording, audience: Sequence[str]) -> dict[str, str]:
    read = {language: wording.read(language, audience=tuple(audience)) for language in definition.languages}
    return {language: text for language, text in read.items() if text}


def _number(value: float | None) -> float | None:
    """JSON and SQL have no NaN: what cannot be computed is null."""
    return value if value is not None and math.isfinite(value) else None
