"""What the checks find: one fault in, one finding out."""

from pathlib import Path
from time import process_time

import pytest

from surveys.checks import Finding, check, has_errors
from surveys.checks.length import estimated_minutes
from surveys.checks.messages import message, remedy, subject_text
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page, QuotaCell
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import (
    AnyQuestion,
    Calculated,
    Hidden,
    Matrix,
    MatrixScales,
    MultipleNumber,
    Note,
    Number,
    OpenText,
    Ranking,
    Row,
    Scale,
    Single,
)
from tests.surveys.factories import definition_called
from tests.surveys.formats.forms import DEMO, SAMPLES, Rows, read_sheets
from tests.surveys.questionnaire.building import definition, number, page, population, single, words

FORMS = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".csv", ".md", ".xlsx"))


def rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(name=f"r{n}", label=words("R")) for n in range(count))


def calculated(name: str, formula: str) -> Calculated:
    return Calculated(name=name, formula=Formula(text=formula))


def found(form: Definition, severity: str = "") -> list[tuple[str, str]]:
    """What is found, besides what small forms have and are not about."""
    return [
        (one.code, one.subject.name)
        for one in check(form)
        if severity in ("", one.severity) and one.code not in ("list_unused", "translation_missing")
    ]


@pytest.mark.parametrize("path", [*FORMS, DEMO], ids=lambda path: path.stem)
def test_forms_that_work_have_no_error(path: Path) -> None:
    assert not has_errors(check(read_xlsform(path.read_bytes(), path.name).definition))


@pytest.mark.parametrize(
    ("pages", "finding"),
    [
        ((page("pa", number("a")), page("pb", number("a"))), ("duplicate_name", "a")),
        ((page("pa", number("a")), page("pa", number("b"))), ("duplicate_name", "pa")),
        ((page("pa", number("letters_a"), Ranking(name="letters", list="letters")),), ("duplicate_name", "letters_a")),
        ((page("pa", number("population")),), ("reserved_name", "population")),
        ((page("pa", number("a"), calculated("b", "${b} + 1")),), ("circular", "")),
        ((page("pa", number("a"), calculated("x", "${y}"), calculated("y", "${x}")),), ("circular", "")),
        ((page("pa", Note(name="n")),), ("nothing_asked", "")),
        ((), ("nothing_asked", "")),
    ],
)
def test_errors(pages: tuple[Page, ...], finding: tuple[str, str]) -> None:
    assert found(definition(*pages), "error") == [finding]


@pytest.mark.parametrize(
    ("pages", "finding"),
    [
        ((page("pa", number("a")), page("pb", number("A"))), ("same_but_for_case", "A")),
        ((page("pa", Number(name="a")),), ("text_missing", "a")),
        (tuple(page(f"p{n}", number(f"q{n}")) for n in range(9)), None),
        ((page("long", *(number(f"q{n}") for n in range(9))),), ("page_too_long", "long")),
        ((page("p", Matrix(name="many", list="yesno", label=words("M"), rows=rows(9))),), ("battery_too_long", "many")),
        ((page("p", MultipleNumber(name="sums", label=words("M"), rows=rows(9))),), ("battery_too_long", "sums")),
        (
            tuple(page(f"p{n}", OpenText(name=f"q{n}", label=words("Why?"))) for n in range(60)),
            ("interview_too_long", ""),
        ),
        ((page("p", number("a")), page("empty")), ("page_empty", "empty")),
        (
            (page("p", number("a")), Page(name="prose", text=words("Read."), questions=(Hidden(name="h"),))),
            ("page_text_unseen", "prose"),
        ),
        ((page("p", number("a"), Note(name="n", required="soft")),), ("required_without_answer", "n")),
    ],
)
def test_warnings(pages: tuple[Page, ...], finding: tuple[str, str] | None) -> None:
    assert found(definition(*pages)) == ([finding] if finding else [])


POPULATIONS = ["name", "side", "screen"]
QUOTAS = ["population", "cell", "when", "target", "limit"]
TARGETS = ["population", "variable", "value", "share"]
FIGURES = ["name", "label::French (fr)", "question", "net", "base", "mirror", "format"]


@pytest.mark.parametrize(
    ("sheet", "rows", "findings"),
    [
        ("populations", [POPULATIONS, ["p", "s", "${q1} = 'yes'"], ["q", "t", None]], []),
        ("populations", [POPULATIONS, ["p", "s", None], ["q", "s", "${q1} = 'yes'"]], [("takes_everyone", "p")]),
        ("quotas", [QUOTAS, ["all", "c", "${q1} = 'yes'", 5]], []),
        ("quotas", [QUOTAS, ["all", "c", None, 5, 4]], [("limit_below_target", "all/c")]),
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
    ],
)
def test_sheets_of_ours(sheet: str, rows: Rows, findings: list[tuple[str, str]]) -> None:
    assert found(read_sheets({sheet: rows}).definition, "error") == findings


@pytest.mark.parametrize(
    ("cells", "finding"),
    [([("none", "c")], ("unknown_population", "none/c")), ([("all", "c"), ("all", "c")], ("duplicate_name", "all/c"))],
)
def test_quota_cells_of_populations(cells: list[tuple[str, str]], finding: tuple[str, str]) -> None:
    quotas = tuple(QuotaCell(population=of, name=name, target=5, limit=5) for of, name in cells)
    form = read_sheets({}).definition.model_copy(update={"quotas": quotas})
    assert found(form, "error") == [finding]


def test_a_population_has_a_name_of_its_own() -> None:
    twice = (population("p", "${a} = 1"), population("p"))
    assert found(definition(page("pa", number("a")), populations=twice), "error") == [("duplicate_name", "p")]


def test_the_screener_comes_first() -> None:
    headers = ["type", "name", "label::French (fr)"]
    first = [["begin group", "gap"], ["integer", "q2", "Âge"], ["end group"]]
    second = [["begin group", "filter"], ["select_one yn", "q1", "Fumez-vous ?"], ["end group"]]
    populations = [POPULATIONS, ["smokers", "s", "${q1} = 'yes'"]]
    late = read_sheets({"survey": [headers, *first, *second], "populations": populations}).definition
    early = read_sheets({"survey": [headers, *second, *first], "populations": populations}).definition
    assert found(late) == [("asked_before_screening", "gap")]
    assert found(early) == []


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
    form = definition_called(
        "other", lists=(ChoiceList(name="yn", choices=(other,)),), pages=(Page(name="only", questions=asked),)
    )
    assert found(form, "error") == [("duplicate_name", "smokes_other")]


def test_a_longer_questionnaire_takes_longer() -> None:
    why = OpenText(name="a", label=words("Why?"))
    short = definition(page("p", why))
    longer = definition(page("p", why, OpenText(name="b", label=words("And why, in a few words?"))))
    condition = Formula(text="${a} != ''")
    conditional = definition(page("p", why, OpenText(name="b", label=words("And why?"), relevant=condition)))
    assert 0 < estimated_minutes(short) < estimated_minutes(conditional) < estimated_minutes(longer) < 1


@pytest.mark.parametrize(
    "question",
    [
        Ranking(name="q", list="fruits"),
        MultipleNumber(name="q", rows=rows(5)),
        MatrixScales(
            name="q",
            rows=rows(3),
            scales=tuple(Scale(name=name, label=words(name), list="yesno") for name in ("s", "t")),
        ),
        OpenText(name="q", type="long_text"),
    ],
    ids=lambda question: question.type,
)
def test_long_answers_take_longer_than_a_tick(question: AnyQuestion) -> None:
    tick = definition(page("p", single("q")))
    assert estimated_minutes(definition(page("p", question))) > estimated_minutes(tick)


def test_a_finding_says_what_is_wrong_and_what_to_do() -> None:
    finding = check(definition(page("p", number("a", "${b} +"))))[0]
    assert isinstance(finding, Finding)
    assert subject_text(finding.subject, "fr") == "question a"
    assert message(finding, "fr").startswith("relevant ne peut pas être lu au caractère ")
    assert message(finding, "en").startswith("relevant cannot be read at character ")
    assert remedy(finding, "en")
    assert finding.params["expression"] == "${b} +"


def test_a_large_questionnaire_is_checked_quickly() -> None:
    """Three hundred questions: thirty topics of ten, each with conditions on the screener and on its own first."""
    pages = [page("p0", single("q0", choices="letters"), number("age"))]
    for topic in range(30):
        first = f"t{topic}"
        pages.append(page(f"p{first}", single(first, "${q0} != 'c'", choices="letters")))
        for n in range(1, 10):
            condition = f"selected(${{{first}}}, 'b') and ${{age}} > {20 + n} or ${{q0}} = 'a'"
            pages.append(page(f"p{first}_{n}", single(f"{first}_{n}", condition, choices="letters")))
    begun = process_time()
    findings = check(definition(*pages))
    assert process_time() - begun < 10
    assert not has_errors(findings)
