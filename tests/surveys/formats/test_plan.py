"""Sheets of ours: populations, quotas, targets, figures."""

import pytest

from surveys.formats.report import Place
from surveys.questionnaire.definition import Target
from tests.surveys.formats.forms import Cells, Rows, codes, line, read_sheets, survey

POPULATIONS = ["name", "side", "side_label::French (fr)", "label::French (fr)", "screen", "universe"]
QUOTAS = ["population", "cell", "label::French (fr)", "when", "target", "limit", "full", "priority"]
TARGETS = ["population", "variable", "value", "share"]
FIGURES = ["name", "label::French (fr)", "label::French (fr)@pros", "question", "net", "base", "mirror", "format"]


def test_populations_on_their_sides() -> None:
    rows: Rows = [
        ["patients", "patients", "Patients", "Patients", "${q1} = 'yes'", 20_000_000],
        ["gp", "pros", "Professionnels", "Généralistes", "${q1} = ‘no’", None],
        ["nurse", "pros", None, "Infirmiers", None, 500_000],
    ]
    imported = read_sheets({"populations": [POPULATIONS, *rows]})
    definition = imported.definition
    assert [(side.name, side.label) for side in definition.sides] == [
        ("patients", {"fr": "Patients"}),
        ("pros", {"fr": "Professionnels"}),
    ]
    assert [(one.name, one.side, one.universe) for one in definition.populations] == [
        ("patients", "patients", 20_000_000),
        ("gp", "pros", None),
        ("nurse", "pros", 500_000),
    ]
    screens = [one.screen.text if one.screen else None for one in definition.populations]
    assert screens == ["${q1} = 'yes'", "${q1} = 'no'", None]
    assert codes(imported) == ["quotes_straightened"]


def test_a_plain_form_is_for_everyone() -> None:
    definition = survey("type | name | label", "text | a | A").definition
    assert [side.name for side in definition.sides] == ["all"]
    assert [(one.name, one.side, one.screen) for one in definition.populations] == [("all", "all", None)]


def test_quotas() -> None:
    rows: Rows = [
        ["all", "women", "Femmes", "${q1} = 'yes'", 120, None, None, None],
        ["all", "men", "Hommes", "${q1} = 'no'", 100, 110, "redirect", 2],
    ]
    imported = read_sheets({"quotas": [QUOTAS, *rows]})
    women, men = imported.definition.quotas
    assert (women.name, women.label, women.target, women.limit, women.full) == (
        "women",
        {"fr": "Femmes"},
        120,
        120,
        "close",
    )
    assert (men.target, men.limit, men.full, men.priority) == (100, 110, "redirect", 2)
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (["all", "c", None, None, None], "target_missing", ""),
        (["all", "c", None, None, "many"], "not_a_whole_number", "target"),
        (["all", "c", None, None, -3], "not_a_whole_number", "target"),
        (["all", "c", None, None, 1.5], "not_a_whole_number", "target"),
        (["all", "c", None, None, 10, 10, "explode"], "word_unknown", "full"),
        ([None, "c", None, None, 10], "name_missing", ""),
        (["all", "c d", None, None, 10], "renamed", "cell"),
        (["nobody", "d", None, None, 10], "population_unknown", "population"),
        (["all", "women", None, None, 10], "row_doubled", "cell"),
    ],
)
def test_quotas_that_are_not_right(row: list[str | float | None], code: str, column: str) -> None:
    imported = read_sheets({"quotas": [QUOTAS, ["all", "women", None, None, 10], row]})
    assert codes(imported) == [code]
    assert line(imported, code).place.column == column
    assert len(imported.definition.quotas) == (1 if code in ("population_unknown", "row_doubled") else 2)


def test_what_is_dropped_stands_where_it_was_written() -> None:
    nobody = "${nobody} = 1"
    imported = read_sheets(
        {
            "populations": [POPULATIONS, ["q1", "p", None, None, nobody], ["gp", "p", None, None, None]],
            "quotas": [QUOTAS, ["gp", "q1", None, None, 10], ["gp", "women", None, nobody, 10]],
            "figures": [FIGURES, ["q1", "Q", None, "q1", "yes", nobody]],
        }
    )
    dropped = [line.place for line in imported.report if line.code == "expression_dropped"]
    assert dropped == [Place("populations", 2, "screen"), Place("quotas", 3, "when"), Place("figures", 2, "base")]
    assert imported.plan["quota", "gp/women"] == Place("quotas", 3)


@pytest.mark.parametrize(
    ("shares", "read", "reported"),
    [
        ((0.53, 0.47), (0.53, 0.47), []),
        ((53, 47), (0.53, 0.47), ["percentages_converted"]),
        (("53 %", "47 %"), (0.53, 0.47), []),
        (("0,53", "0,47"), (0.53, 0.47), []),
        ((120, -20), (1.0, 0.0), ["percentages_converted", "share_out_of_bounds"]),
        (("half", 0.5), (0.0, 0.5), ["not_a_number"]),
    ],
)
def test_targets(shares: tuple[str | float, ...], read: tuple[float, ...], reported: list[str]) -> None:
    rows = [["all", "q1", value, share] for value, share in zip(("yes", "no"), shares, strict=True)]
    imported = read_sheets({"targets": [TARGETS, *rows]})
    assert [target.share for target in imported.definition.targets] == pytest.approx(read)
    assert [(target.variable, target.value) for target in imported.definition.targets] == [("q1", "yes"), ("q1", "no")]
    assert sorted(set(codes(imported))) == reported


def test_margins_are_converted_one_by_one() -> None:
    rows: Rows = [["a", "q1", "yes", 60], ["b", "q1", "yes", 0.4], ["a", "q1", "no", 40], ["b", "q1", "no", 0.6]]
    imported = read_sheets({"targets": [TARGETS, *rows]})
    assert Target(population="a", variable="q1", value="no", share=0.4) in imported.definition.targets
    assert Target(population="b", variable="q1", value="no", share=0.6) in imported.definition.targets


def test_figures() -> None:
    row: Cells = ["smokers", "Fument", "Patients qui fument", "${q1}", "yes no", "${q2} > 18", "non_smokers", None]
    imported = read_sheets({"figures": [FIGURES, row]})
    [figure] = imported.definition.figures
    assert (figure.name, figure.question, figure.net, figure.mirror) == ("smokers", "q1", ("yes", "no"), "non_smokers")
    assert figure.base is not None
    assert figure.format == "percent"
    assert figure.label.read("fr", audience=("gp", "pros")) == "Patients qui fument"


def test_a_number_is_a_code_too() -> None:
    [figure] = read_sheets({"figures": [FIGURES, ["f", "F", None, "q1", 1]]}).definition.figures
    assert figure.net == ("1",)
