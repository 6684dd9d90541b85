"""Populations, quotas, targets and figures that do not fit the questionnaire."""

import math
from collections.abc import Iterator, Mapping

from surveys.checks.finding import Finding, Subject, error
from surveys.questionnaire.codebook import variables_of
from surveys.questionnaire.definition import Definition, Figure, Target
from surveys.questionnaire.variables import Variable

#: Shares of a variable may be this far from adding to 1: they are published rounded.
SHARE_TOLERANCE = 0.005


def check_plan(definition: Definition) -> Iterator[Finding]:
    """Everything about who is counted and what is published. Lists must exist."""
    variables = {variable.name: variable for variable in variables_of(definition)}
    yield from _check_populations(definition)
    yield from _check_quotas(definition)
    yield from _check_targets(definition, variables)
    for figure in definition.figures:
        yield from _check_figure(figure, definition, variables)


def _check_populations(definition: Definition) -> Iterator[Finding]:
    sides = {side.name for side in definition.sides}
    *first, _last = definition.populations
    for population in definition.populations:
        if population.side not in sides:
            yield error(Subject("population", population.name), "unknown_side", side=population.side)
    for population in first:
        if population.screen is None:
            yield error(Subject("population", population.name), "takes_everyone")


def _check_quotas(definition: Definition) -> Iterator[Finding]:
    for cell in definition.quotas:
        subject = Subject("quota", f"{cell.population}/{cell.name}")
        if cell.population not in definition.population_named:
            yield error(subject, "unknown_population", population=cell.population)
        if cell.limit < cell.target:
            yield error(subject, "limit_below_target", limit=cell.limit, target=cell.target)


def _check_targets(definition: Definition, variables: Mapping[str, Variable]) -> Iterator[Finding]:
    margins: dict[tuple[str, str], list[Target]] = {}
    for target in definition.targets:
        margins.setdefault((target.population, target.variable), []).append(target)
    for (population, name), targets in margins.items():
        subject = Subject("target", f"{population}/{name}")
        if population not in definition.population_named:
            yield error(subject, "unknown_population", population=population)
        total = math.fsum(target.share for target in targets)
        if abs(total - 1) > SHARE_TOLERANCE:
            yield error(subject, "shares_do_not_add", total=round(total, 4))
        values = [target.value for target in targets]
        for value in dict.fromkeys(value for value in values if values.count(value) > 1):
            yield error(subject, "target_twice", value=value)
        yield from _check_margin(subject, name, values, definition, variables)


def _check_margin(
    subject: Subject, name: str, values: list[str], definition: Definition, variables: Mapping[str, Variable]
) -> Iterator[Finding]:
    question = definition.question_of_field.get(name)
    if question is not None and not question.asks:
        return  # its values are whatever its formula, or the link, gives
    variable = variables.get(name)
    if variable is None:
        yield error(subject, "unknown_variable", variable=name)
        return
    if variable.kind != "single":
        yield error(subject, "variable_not_closed", variable=name)
        return
    known = {code.code for code in variable.codes}
    for value in dict.fromkeys(values):
        if value not in known:
            yield error(subject, "unknown_value", value=value, variable=name)


def _check_figure(figure: Figure, definition: Definition, variables: Mapping[str, Variable]) -> Iterator[Finding]:
    subject = Subject("figure", figure.name)
    figures = {other.name for other in definition.figures}
    if figure.mirror and figure.mirror not in figures | definition.question_of_field.keys():
        yield error(subject, "unknown_mirror", mirror=figure.mirror)
    if figure.format == "percent" and not figure.net:
        yield error(subject, "net_missing")
    yield from _check_counted(subject, figure, figure.question, variables)
    if figure.mirror in definition.question_of_field and figure.mirror not in figures:
        yield from _check_counted(subject, figure, figure.mirror, variables)


def _check_counted(
    subject: Subject, figure: Figure, question: str, variables: Mapping[str, Variable]
) -> Iterator[Finding]:
    """A question that a figure is counted on has the codes of its net, or values to average."""
    variable = variables.get(question)
    if variable is None:
        yield error(subject, "unknown_question", question=question)
        return
    if figure.format == "mean" and variable.kind in ("multiple", "text"):
        yield error(subject, "no_mean", question=question)
    known = {code.code for code in variable.codes}
    for code in figure.net:
        if code not in known:
            yield error(subject, "unknown_value", value=code, variable=question)
