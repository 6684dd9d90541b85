"""Sheets of ours: populations on their sides, quotas, targets, figures."""

import math
from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from surveys.formats.report import Place
from surveys.formats.xlsform.choices import legal_code
from surveys.formats.xlsform.names import legal_name
from surveys.formats.xlsform.records import Record, as_number
from surveys.questionnaire.definition import Figure, Population, QuotaCell, Side, Target

POPULATION_COLUMNS = frozenset(["name", "side", "side_label", "label", "screen", "universe"])
QUOTA_COLUMNS = frozenset(["population", "cell", "label", "when", "target", "limit", "full", "priority"])
TARGET_COLUMNS = frozenset(["population", "variable", "value", "share"])
FIGURE_COLUMNS = frozenset(["name", "label", "question", "net", "base", "base_label", "mirror", "format"])

#: A form without a populations sheet is for everyone.
EVERYONE = "all"
_MOST_PEOPLE = 2_000_000_000

Full = Literal["close", "redirect", "continue"]
_FULL: Mapping[str, Full] = {"": "close", "close": "close", "redirect": "redirect", "continue": "continue"}
_FORMATS: Mapping[str, Literal["percent", "mean"]] = {"": "percent", "percent": "percent", "mean": "mean"}
Word = TypeVar("Word", bound=str)

#: Where the parts of the plan stand, by kind and name; readers add to it.
Places = dict[tuple[str, str], Place]


def read_populations(records: Iterable[Record], places: Places) -> tuple[tuple[Side, ...], tuple[Population, ...]]:
    """The sides, in the order in which they first appear, and the populations."""
    sides: dict[str, Side] = {}
    populations: list[Population] = []
    for record in records:
        side = _name(record, "side", EVERYONE)
        label = record.texts("side_label")
        if side not in sides or (label and not sides[side].label):
            sides[side] = Side(name=side, label=label)
        if record.has("side") and not any(record.has(column) for column in POPULATION_COLUMNS - {"side", "side_label"}):
            continue  # a row that only names a side
        name = _name(record, "name", f"population_{record.number}")
        if any(one.name == name for one in populations):
            record.fault("name", "row_doubled", name=name)
            continue
        places["population", name] = record.place()
        populations.append(
            Population(
                name=name,
                side=side,
                label=record.texts("label"),
                screen=record.formula("screen"),
                universe=record.whole("universe", least=1, most=_MOST_PEOPLE),
            )
        )
    if not populations:
        return (Side(name=EVERYONE),), (Population(name=EVERYONE, side=EVERYONE),)
    return tuple(sides.values()), tuple(populations)


def read_quotas(records: Iterable[Record], populations: Iterable[Population], places: Places) -> tuple[QuotaCell, ...]:
    """The quota cells of these populations; `limit` is the target unless it is given."""
    known = {population.name for population in populations}
    cells: dict[tuple[str, str], QuotaCell] = {}
    for record in records:
        cell = _quota(record)
        if cell.population not in known:
            record.fault("population", "population_unknown", name=cell.population)
        elif (cell.population, cell.name) in cells:
            record.fault("cell", "row_doubled", name=cell.name)
        else:
            cells[cell.population, cell.name] = cell
            places["quota", f"{cell.population}/{cell.name}"] = record.place()
    return tuple(cells.values())


def _quota(record: Record) -> QuotaCell:
    target = record.whole("target", least=0, most=_MOST_PEOPLE)
    limit = record.whole("limit", least=0, most=_MOST_PEOPLE)
    if target is None and not record.has("target"):
        record.notes.error(record.place(), "target_missing")
    return QuotaCell(
        population=_name(record, "population", EVERYONE),
        name=_name(record, "cell", f"cell_{record.number}"),
        label=record.texts("label"),
        when=record.formula("when"),
        target=target or 0,
        limit=(target or 0) if limit is None else limit,
        full=_word(record, "full", _FULL),
        priority=record.whole("priority", least=-1_000_000, most=1_000_000) or 0,
    )


def read_targets(records: Iterable[Record], places: Places) -> tuple[Target, ...]:
    """The weighting targets; shares written as percentages, which add to 100, are divided by 100."""
    rows: dict[tuple[str, str], list[tuple[Record, str, float]]] = {}
    for record in records:
        key = (_name(record, "population", EVERYONE), _variable(record))
        rows.setdefault(key, []).append((record, legal_code(record.cell("value")), _share(record)))
    targets = []
    for (population, variable), found in rows.items():
        places["target", f"{population}/{variable}"] = found[0][0].place()
        divisor = _divisor([share for _, _, share in found])
        if divisor != 1:
            found[0][0].notes.info(found[0][0].place("share"), "percentages_converted", variable=variable)
        for record, value, share in found:
            if not 0 <= share / divisor <= 1:
                record.notes.error(record.place("share"), "share_out_of_bounds", value=f"{share:g}")
            bounded = min(max(share / divisor, 0.0), 1.0)
            targets.append(Target(population=population, variable=variable, value=value, share=bounded))
    return tuple(targets)


def _divisor(shares: list[float]) -> int:
    """100 for percentages, which add to 100 where shares add to 1."""
    return 100 if math.fsum(shares) > 10 else 1


def _variable(record: Record) -> str:
    written = record.cell("variable")
    return record.reading.renamed.get(written, written)[:200]


def _share(record: Record) -> float:
    written = record.cell("share")
    number = as_number(written)
    if number is None:
        record.notes.error(record.place("share"), "not_a_number", value=written)
        return 0.0
    return number / 100 if written.endswith("%") else number


def read_figures(records: Iterable[Record], places: Places) -> tuple[Figure, ...]:
    """The figures to publish."""
    figures = []
    for record in records:
        figures.append(_figure(record))
        places.setdefault(("figure", figures[-1].name), record.place())
    return tuple(figures)


def _figure(record: Record) -> Figure:
    question = record.cell("question").removeprefix("${").removesuffix("}").strip()
    return Figure(
        name=_name(record, "name", f"figure_{record.number}"),
        label=record.wording("label"),
        question=record.reading.renamed.get(question, question)[:200],
        net=tuple(dict.fromkeys(record.cell("net").replace(",", " ").split()))[:500],
        base=record.formula("base"),
        base_label=record.wording("base_label"),
        mirror=record.cell("mirror")[:200],
        format=_word(record, "format", _FORMATS),
    )


def _name(record: Record, base: str, otherwise: str) -> str:
    """A name made legal, with a line when that changed it or made it up."""
    written = record.cell(base)
    name = legal_name(written) if written else otherwise
    if not written:
        record.notes.error(record.place(), "name_missing", column=base, name=name)
    elif name != written:
        record.notes.warning(record.place(base), "renamed", old=written, new=name)
    return name


def _word(record: Record, base: str, known: Mapping[str, Word]) -> Word:
    """One of the known words; the one for an empty cell, with a line, when it is none."""
    written = record.cell(base).lower()
    if written not in known:
        record.notes.error(record.place(base), "word_unknown", value=written, known=" ".join(filter(None, known)))
    return known.get(written, known[""])
