"""The lists that a table of the explorer is chosen from."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.exploring import POPULATIONS, SIDES, TableRequest
from analytics.frame import layout_of
from analytics.views.explored_names import label_of, name_of, text_of
from analytics.views.reader import Reader
from surveys.questionnaire.variables import Variable


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists of the form, with what the address has chosen."""

    rows: tuple[Option, ...]
    banners: tuple[Option, ...]
    inner: tuple[Option, ...]
    # by question
    conditions: tuple[tuple[str, tuple[Option, ...]], ...]
    chosen: tuple[Option, ...]
    measures: tuple[Option, ...]
    weights: tuple[Option, ...]


def choices_of(reader: Reader, asked: TableRequest | None) -> Choices:
    """Every question that a snapshot holds, in the order of the questionnaire."""
    variables = layout_of(reader.definition).variables
    closed = [each for each in variables if each.kind in ("single", "multiple")]
    banner = asked.banner if asked else SIDES
    conditions = asked.conditions if asked else ()
    measure = asked.measure if asked else "column"
    named = {each.name: each for each in closed}
    return Choices(
        rows=_options(variables, reader, asked.rows if asked else ""),
        banners=(
            Option(SIDES, _("The two sides"), banner == SIDES),
            Option(POPULATIONS, _("Populations"), banner == POPULATIONS),
            *_options(closed, reader, banner),
        ),
        inner=_options([each for each in closed if each.kind == "single"], reader, asked.within if asked else ""),
        conditions=tuple((name_of(each, reader), _answers(each, reader)) for each in closed),
        chosen=tuple(_condition(named[each.variable], each.code, reader) for each in conditions),
        measures=tuple(
            Option(value, label, measure == value)
            for value, label in (
                ("column", _("Share of the column")),
                ("row", _("Share of the row")),
                ("total", _("Share of everybody")),
                ("count", _("Number of interviews")),
            )
        ),
        weights=(
            Option("", _("The wave’s weights"), asked is None or asked.weighted),
            Option("none", _("No weights"), asked is not None and not asked.weighted),
        ),
    )


def _answers(variable: Variable, reader: Reader) -> tuple[Option, ...]:
    return tuple(Option(f"{variable.name}:{code.code}", text_of(code.label, reader)) for code in variable.codes)


def _condition(variable: Variable, code: str, reader: Reader) -> Option:
    label = f"{name_of(variable, reader)}: {label_of(variable, code, reader)}"
    return Option(f"{variable.name}:{code}", label, chosen=True)


def _options(variables: Sequence[Variable], reader: Reader, chosen: str) -> tuple[Option, ...]:
    return tuple(Option(each.name, name_of(each, reader), each.name == chosen) for each in variables)
