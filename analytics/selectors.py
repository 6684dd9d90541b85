"""Reading the current results of a wave."""

from collections.abc import Iterable, Mapping, Sequence

from analytics.models import Aggregation, FigureResult, TableResult, WeightingResult
from analytics.results import (
    FigureValue,
    GroupValue,
    MirroredFigure,
    PopulationWeighting,
    QuestionTable,
    Results,
    TableColumn,
    TableRow,
    TargetResult,
)
from respondents.api import Wave
from surveys.api import load_definition
from surveys.questionnaire.codebook import item_of, variables_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text
from surveys.questionnaire.variables import Variable


def current_aggregation(wave: Wave) -> Aggregation | None:
    """The aggregation whose results the wave shows."""
    return Aggregation.objects.filter(wave=wave, is_current=True).first()


def current_results(wave: Wave) -> Results | None:
    """What the wave shows, in four queries; None before its first aggregation."""
    aggregation = current_aggregation(wave)
    if aggregation is None or aggregation.finished_at is None:
        return None
    definition = load_definition(wave.version)
    return Results(
        wave=wave.slug,
        simulated=wave.simulated or aggregation.simulated > 0,
        computed_at=aggregation.finished_at,
        interviews=aggregation.rows,
        snapshot_hash=aggregation.snapshot_hash,
        definition_hash=aggregation.definition_hash,
        code_version=aggregation.code_version,
        figures=mirrored(definition, list(aggregation.figures.all())),
        tables=_tables(definition, aggregation.tables.all()),
        weighting=tuple(_weighting(definition, row) for row in aggregation.weightings.all()),
        problems=tuple(aggregation.problems),
    )


def mirrored(definition: Definition, rows: Sequence[FigureResult]) -> tuple[MirroredFigure, ...]:
    """Put sides opposite each other: those of one figure, or of two that are tied by `mirror`."""
    values: dict[str, dict[str, FigureValue]] = {}
    for row in rows:
        if not row.population:
            own = (each for each in rows if each.population and (each.name, each.side) == (row.name, row.side))
            values.setdefault(row.name, {})[row.side] = _figure_value(definition, row, own)
    tied = [(figure.name, figure.mirror) for figure in definition.figures if figure.mirror]
    opposite = {**{mirror: name for name, mirror in tied}, **dict(tied)}
    shown: list[MirroredFigure] = []
    placed: set[str] = set()
    for figure in definition.figures:
        if figure.name in values and figure.name not in placed:
            sides = {**values.get(opposite.get(figure.name, ""), {}), **values[figure.name]}
            placed |= {each.figure for each in sides.values()}
            ordered = tuple(sides[side.name] for side in definition.sides if side.name in sides)
            label = next(iter(ordered)).label
            shown.append(MirroredFigure(figure.name, figure.format, label, ordered, _gap(figure.format, ordered)))
    return tuple(shown)


def _gap(form: str, sides: Sequence[FigureValue]) -> float | None:
    if len(sides) != 2:
        return None
    return (sides[0].value - sides[1].value) * (100 if form == "percent" else 1)


def _figure_value(definition: Definition, row: FigureResult, own: Iterable[FigureResult]) -> FigureValue:
    return FigureValue(
        side=row.side,
        side_label=_side_label(definition, row.side),
        figure=row.name,
        label=row.label,
        question=row.question,
        wording=row.wording,
        codes=tuple(row.codes),
        base=row.base,
        base_text=row.base_text,
        value=row.value,
        low=row.low,
        high=row.high,
        interval=row.interval,
        n=row.n,
        blank=row.blank,
        missing=row.missing,
        weighted_n=row.weighted_n,
        effective_n=row.effective_n,
        populations=tuple(_group_value(definition, each) for each in own),
    )


def _group_value(definition: Definition, row: FigureResult) -> GroupValue:
    return GroupValue(
        population=row.population,
        label=definition.population_named[row.population].label,
        value=row.value,
        low=row.low,
        high=row.high,
        n=row.n,
        effective_n=row.effective_n,
    )


def _tables(definition: Definition, rows: Iterable[TableResult]) -> Mapping[str, tuple[QuestionTable, ...]]:
    """The tables of each question, in questionnaire order."""
    variables = {variable.name: variable for variable in variables_of(definition)}
    tables: dict[str, list[QuestionTable]] = {}
    for row in rows:
        tables.setdefault(row.question, []).append(_table(definition, variables[row.variable], row))
    return {question: tuple(found) for question, found in tables.items()}


def _table(definition: Definition, variable: Variable, row: TableResult) -> QuestionTable:
    question = definition.question_named[row.question]
    codes = {code.code: code for code in variable.codes}
    return QuestionTable(
        question=row.question,
        variable=row.variable,
        wording=question.label.text,
        item=item_of(definition, variable).text,
        columns=tuple(
            TableColumn(label=_group_label(definition, column["side"], column["population"]), **column)
            for column in row.columns
        ),
        rows=tuple(
            TableRow(
                code=each["code"],
                label=codes[each["code"]].label.text,
                missing=codes[each["code"]].missing,
                n=tuple(each["n"]),
                share=tuple(each["share"]),
                low=tuple(each["low"]),
                high=tuple(each["high"]),
            )
            for each in row.rows
        ),
    )


def _weighting(definition: Definition, row: WeightingResult) -> PopulationWeighting:
    return PopulationWeighting(
        population=row.population,
        label=definition.population_named[row.population].label,
        side=row.side,
        scheme=row.scheme,
        converged=row.converged,
        targets=tuple(TargetResult(**target) for target in row.targets),
        n=row.n,
        excluded=row.excluded,
        least=row.least,
        greatest=row.greatest,
        deff=row.deff,
        efficiency=row.efficiency,
        effective_n=row.effective_n,
        universe=row.universe,
        combined=row.combined,
        factor=row.factor,
    )


def _group_label(definition: Definition, side: str, population: str) -> Text:
    return definition.population_named[population].label if population else _side_label(definition, side)


def _side_label(definition: Definition, name: str) -> Text:
    return next((side.label for side in definition.sides if side.name == name), {})
