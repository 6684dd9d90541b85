"""What the checks find: one fault in, one finding out."""

from pathlib import Path

import pytest

from surveys.checks import Finding, check, has_errors
from surveys.checks.length import estimated_minutes
from surveys.checks.messages import message, remedy, subject_text
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Single
from tests.surveys.factories import definition_called
from tests.surveys.formats.forms import DEMO, SAMPLES, Rows, read_sheets, survey

HEADERS = "type | name | label | relevant | calculation | repeat_count | appearance"


def found(definition: Definition, severity: str = "") -> list[tuple[str, str]]:
    return [(one.code, one.subject.name) for one in check(definition) if severity in ("", one.severity)]


@pytest.mark.parametrize("path", [*sorted(SAMPLES.iterdir()), DEMO], ids=lambda path: path.stem)
def test_forms_that_work_have_no_error(path: Path) -> None:
    assert not has_errors(check(read_xlsform(path.read_bytes(), path.name).definition))


PAGE_A = ("begin group | pa | Page | | | |", "integer | a | A | | | |", "end group | | | | | |")


def page_b(*rows: str) -> tuple[str, ...]:
    return ("begin group | pb | Page | | | |", *rows, "end group | | | | | |")


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ((*PAGE_A, *page_b("text | b | B | ${nowhere} = 1 | | |")), ("unknown_reference", "b")),
        ((*PAGE_A, *page_b("text | b | B | ${a} = | | |")), ("expression_unreadable", "b")),
        ((*PAGE_A, *page_b("text | b | B | frobnicate(${a}) | | |")), ("expression_unreadable", "b")),
        ((*page_b("text | b | B | ${a} = 1 | | |"), *PAGE_A), ("used_before_asked", "b")),
        ((*PAGE_A, *page_b("text | b | You said ${nowhere} | | | |")), ("unknown_piped", "b")),
        ((*PAGE_A, *page_b("integer | a | A again | | | |")), ("duplicate_name", "a")),
        ((*PAGE_A, *page_b("integer | r_yes | A | | | |", "rank yn | r | R | | | |")), ("duplicate_name", "r_yes")),
        ((*PAGE_A, *page_b("integer | population | A | | | |")), ("reserved_name", "population")),
        ((*PAGE_A, *page_b("calculate | b | | | ${b} + 1 | |")), ("cannot_run", "")),
        (("calculate | x | | | ${y} | | ", "calculate | y | | | ${x} | | "), ("cannot_run", "")),
    ],
)
def test_errors_of_the_survey_sheet(rows: tuple[str, ...], finding: tuple[str, str]) -> None:
    assert found(survey(HEADERS, *rows).definition, "error") == [finding]


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ((*PAGE_A, *page_b("text | b | B | ${pa} = 1 | | |")), ("reference_without_value", "b")),
        ((*PAGE_A, *page_b("text | A | A | | | |")), ("same_but_for_case", "A")),
        ((*PAGE_A, *page_b("text | b | | | | |")), ("text_missing", "b")),
        (tuple(f"select_one yn | q{n} | Q | | | | " for n in range(9)), None),
        (
            (
                "begin group | long | L | | | |",
                *(f"integer | q{n} | Q | | | | " for n in range(9)),
                "end group | | | | | |",
            ),
            ("page_too_long", "long"),
        ),
        (
            (
                "begin group | many | M | | | | table-list",
                *(f"select_one yn | r{n} | R | | | | " for n in range(9)),
                "end group",
            ),
            ("battery_too_long", "many"),
        ),
        (tuple(f"text | q{n} | Why? | | | | " for n in range(60)), ("interview_too_long", "")),
    ],
)
def test_warnings_of_the_survey_sheet(rows: tuple[str, ...], finding: tuple[str, str] | None) -> None:
    definition = survey(HEADERS, *rows).definition
    assert found(definition) == ([finding] if finding else [])
    assert not has_errors(check(definition))


def test_a_calculation_is_known_when_what_it_reads_is() -> None:
    rows = (*PAGE_A, *page_b("integer | b | B | ${later} > 1 | | |"), "calculate | later | | | ${a} + 1 | |")
    assert found(survey(HEADERS, *rows).definition, "error") == []
    rows = (*page_b("integer | b | B | ${sooner} > 1 | | |"), "calculate | sooner | | | ${a} + 1 | |", *PAGE_A)
    assert found(survey(HEADERS, *rows).definition, "error") == [("used_before_asked", "b")]


def test_a_loop_counts_what_was_asked_before_it() -> None:
    loop = ("begin repeat | l | L | | | ${a} |", "text | b | B | | | |", "end repeat | | | | | |")
    assert found(survey(HEADERS, *PAGE_A, *loop).definition) == []
    assert found(survey(HEADERS, *loop, *PAGE_A).definition, "error") == [("used_before_asked", "l")]


POPULATIONS = ["name", "side", "screen"]
QUOTAS = ["population", "cell", "when", "target", "limit"]
TARGETS = ["population", "variable", "value", "share"]
FIGURES = ["name", "label::French (fr)", "question", "net", "base", "mirror", "format"]


@pytest.mark.parametrize(
    ("sheet", "rows", "findings"),
    [
        ("populations", [POPULATIONS, ["p", "s", "${q1} = 'yes'"], ["q", "t", None]], []),
        ("populations", [POPULATIONS, ["p", "s", None], ["q", "s", "${q1} = 'yes'"]], [("takes_everyone", "p")]),
        ("populations", [POPULATIONS, ["p", "s", "${q9} = 1"]], [("unknown_reference", "p")]),
        ("populations", [POPULATIONS, ["p", "s", "${q1} = 1"], ["p", "s", None]], [("duplicate_name", "p")]),
        ("quotas", [QUOTAS, ["all", "c", "${q1} = 'yes'", 5]], []),
        ("quotas", [QUOTAS, ["none", "c", None, 5]], [("unknown_population", "none/c")]),
        ("quotas", [QUOTAS, ["all", "c", "${q9} = 1", 5]], [("unknown_reference", "all/c")]),
        ("quotas", [QUOTAS, ["all", "c", None, 5, 4]], [("limit_below_target", "all/c")]),
        ("quotas", [QUOTAS, ["all", "c", None, 5], ["all", "c", None, 6]], [("duplicate_name", "all/c")]),
        ("targets", [TARGETS, ["all", "q1", "yes", 0.4], ["all", "q1", "no", 0.6]], []),
        ("targets", [TARGETS, ["all", "q1", "yes", 0.4], ["all", "q1", "no", 0.5]], [("shares_do_not_add", "all/q1")]),
        ("targets", [TARGETS, ["all", "q1", "yes", 0.4], ["all", "q1", "yes", 0.6]], [("target_twice", "all/q1")]),
        ("targets", [TARGETS, ["all", "q1", "maybe", 1]], [("unknown_value", "all/q1")]),
        ("targets", [TARGETS, ["all", "q9", "yes", 1]], [("unknown_variable", "all/q9")]),
        ("targets", [TARGETS, ["all", "q2", "18", 1]], [("variable_not_closed", "all/q2")]),
        ("targets", [TARGETS, ["none", "q1", "yes", 1]], [("unknown_population", "none/q1")]),
        (
            "figures",
            [FIGURES, ["f", "F", "q1", "yes", "${q2} > 18", "g"], ["g", "G", "q2", None, None, "f", "mean"]],
            [],
        ),
        ("figures", [FIGURES, ["f", "F", "q9", "yes"]], [("unknown_question", "f")]),
        ("figures", [FIGURES, ["f", "F", "q1", "maybe"]], [("unknown_value", "f")]),
        ("figures", [FIGURES, ["f", "F", "q1"]], [("net_missing", "f")]),
        ("figures", [FIGURES, ["f", "F", "q1", "yes", None, "h"]], [("unknown_mirror", "f")]),
        ("figures", [FIGURES, ["f", "F", "q1", "yes", None, "q2"]], [("unknown_value", "f")]),
        ("figures", [FIGURES, ["f", "F", "q1", "yes", "${q9} = 1"]], [("unknown_reference", "f")]),
    ],
)
def test_sheets_of_ours(sheet: str, rows: Rows, findings: list[tuple[str, str]]) -> None:
    assert found(read_sheets({sheet: rows}).definition, "error") == findings


def test_the_screener_comes_first() -> None:
    headers = ["type", "name", "label::French (fr)"]
    first = [["begin group", "gap"], ["integer", "q2", "Âge"], ["end group"]]
    second = [["begin group", "filter"], ["select_one yn", "q1", "Fumez-vous ?"], ["end group"]]
    populations = [POPULATIONS, ["smokers", "s", "${q1} = 'yes'"]]
    late = read_sheets({"survey": [headers, *first, *second], "populations": populations}).definition
    early = read_sheets({"survey": [headers, *second, *first], "populations": populations}).definition
    assert found(late) == [("asked_before_screening", "gap")]
    assert found(early) == []


def test_translations_and_variants() -> None:
    headers = ["type", "name", "label::French (fr)", "label::English (en)", "label::French (fr)@martians"]
    rows: Rows = [["integer", "a", "Âge", "Age"], ["integer", "b", "Taille", None, "Antennes"]]
    definition = read_sheets({"survey": [headers, *rows], "choices": [["list_name", "name"]]}).definition
    assert found(definition) == [("translation_missing", ""), ("translation_missing", "b"), ("unknown_audience", "b")]


def choices(*codes: str) -> ChoiceList:
    return ChoiceList(name="yn", choices=tuple(Choice(code=code, label=Wording(text={"en": code})) for code in codes))


@pytest.mark.parametrize(
    ("lists", "finding"),
    [
        ((), ("unknown_list", "smokes")),
        ((choices(),), ("empty_list", "yn")),
        ((choices("a", "a"),), ("duplicate_code", "yn")),
        ((choices(*(str(number) for number in range(255))),), ("list_too_long", "yn")),
        ((choices("a"), choices("b")), ("duplicate_name", "yn")),
    ],
)
def test_lists(lists: tuple[ChoiceList, ...], finding: tuple[str, str]) -> None:
    assert found(definition_called("lists", lists=lists), "error") == [finding]


def test_please_specify_takes_a_name() -> None:
    other = Choice(code="o", label=Wording(text={"en": "Other"}), other=True)
    asked = tuple(Single(name=name, list="yn", label=Wording(text={"en": name})) for name in ("smokes", "smokes_other"))
    definition = definition_called(
        "other", lists=(ChoiceList(name="yn", choices=(other,)),), pages=(Page(name="only", questions=asked),)
    )
    assert found(definition, "error") == [("duplicate_name", "smokes_other")]


def test_a_longer_questionnaire_takes_longer() -> None:
    short = survey("type | name | label", "text | a | Why?").definition
    longer = survey("type | name | label", "text | a | Why?", "text | b | And why, in a few words?").definition
    conditional = survey(
        "type | name | label | relevant", "text | a | Why? | ", "text | b | And why? | ${a} != ''"
    ).definition
    assert 0 < estimated_minutes(short) < estimated_minutes(conditional) < estimated_minutes(longer) < 1


def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    [finding] = check(survey(HEADERS, "text | a | A | ${b} + | | | ").definition)
    assert isinstance(finding, Finding)
    assert subject_text(finding.subject, "fr") == "question a"
    assert message(finding, "fr").startswith("relevant ne peut pas être lu au caractère ")
    assert message(finding, "en").startswith("relevant cannot be read at character ")
    assert remedy(finding, "en")
    assert finding.params["expression"] == "${b} +"


def test_every_finding_has_words() -> None:
    definition = survey(HEADERS, *PAGE_A, *page_b("text | population | ${x} | ${a} = | | | ")).definition
    for finding in check(definition):
        for language in ("en", "fr"):
            assert "{" not in message(finding, language).replace("${", "")
            assert remedy(finding, language)
