"""The demonstration's workbook: it imports as it is, and holds what a barometer needs."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from surveys.checks import check
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text, Wording
from surveys.runtime import compile_definition
from tests.demo import barometer

TYPES = {
    "single",
    "dropdown",
    "scale",
    "multiple",
    "matrix",
    "ranking",
    "number",
    "long_text",
    "note",
    "consent",
    "calculated",
}
#: Pages of the screener; the others are topics.
SCREENER = ("welcome", "standing", "you", "care", "work")


@pytest.fixture(scope="module")
def definition() -> Definition:
    return barometer.definition()


def test_nothing_is_lost_on_import() -> None:
    assert [(line.place.sheet, line.severity) for line in barometer.imported().report] == [("README", "info")]


def test_no_check_finds_an_error(definition: Definition) -> None:
    assert [finding for finding in check(definition) if finding.severity == "error"] == []
    compile_definition(definition)


def test_it_is_long_enough_and_varied(definition: Definition) -> None:
    asked = [question for question in definition.questions() if question.asks and question.type != "consent"]
    assert len(asked) >= 30
    assert {question.type for question in definition.questions()} == TYPES
    topics = [page for page in definition.flat_pages() if page.name not in SCREENER]
    assert len(topics) >= 8
    for page in definition.flat_pages():
        assert sum(len(question.keys()) for question in page.questions) <= 8, page.name


def test_choices_have_what_the_issue_asks_for(definition: Definition) -> None:
    choices = [choice for choices in definition.lists for choice in choices.choices]
    assert any(choice.exclusive for choice in choices)
    assert any(choice.other for choice in choices)
    assert {choice.missing for choice in choices} == {"", "refused", "unknown"}
    for question in definition.questions():
        offered = question.offered(definition.choice_lists)
        if question.sensitive:
            assert offered is not None
            assert any(choice.missing == "refused" for choice in offered.choices), question.name


def test_both_sides_are_asked_in_their_own_words(definition: Definition) -> None:
    varied = [question for question in definition.questions() if "professionals" in question.label.variants]
    assert len(varied) >= 10
    assert any("professionals" in choice.label.variants for choices in definition.lists for choice in choices.choices)


def _texts(definition: Definition) -> Iterator[tuple[str, Text]]:
    """Every text, with a name to find it by."""
    yield "title", definition.title
    yield "contact", definition.contact
    yield from definition.endings
    for page in definition.flat_pages():
        yield from _wording(page.name, page.title)
        for question in page.questions:
            for part in (question.label, question.hint, question.required_message, question.constraint_message):
                yield from _wording(question.name, part)
    for choices in definition.lists:
        for choice in choices.choices:
            yield from _wording(f"{choices.name}/{choice.code}", choice.label)
    yield from ((side.name, side.label) for side in definition.sides)
    yield from ((population.name, population.label) for population in definition.populations)
    yield from ((cell.name, cell.label) for cell in definition.quotas)
    for figure in definition.figures:
        yield from _wording(figure.name, figure.label)
        yield from _wording(figure.name, figure.base_label)


def _wording(name: str, wording: Wording) -> Iterator[tuple[str, Text]]:
    for text in (wording.text, *wording.variants.values()):
        if text:
            yield name, text


def test_every_text_is_in_both_languages_and_well_set(definition: Definition) -> None:
    texts = list(_texts(definition))
    assert len(texts) > 400
    assert definition.languages == ("fr", "en")
    for name, text in texts:
        assert text.get("fr"), name
        assert text.get("en"), name
        assert "'" not in text["fr"] + text["en"], name
        assert not any(f" {mark}" in text["fr"] for mark in ";:?!»"), name


def test_quotas_and_targets_are_close_and_not_the_same(definition: Definition) -> None:
    sizes = Counter(cell.population for cell in definition.quotas for _ in range(cell.target))
    assert sizes["patients"] == 1000
    assert sizes.total() == 2000
    women: Mapping[str, int] = Counter(
        cell.population for cell in definition.quotas if "_women_" in cell.name for _ in range(cell.target)
    )
    for target in definition.targets:
        if target.value == "woman":
            assert 0 < abs(women[target.population] / sizes[target.population] - target.share) < 0.06
    margins: dict[tuple[str, str], float] = {}
    for target in definition.targets:
        key = (target.population, target.variable)
        margins[key] = margins.get(key, 0) + target.share
    assert all(total == pytest.approx(1) for total in margins.values())
    assert {population for population, _ in margins} == set(definition.population_named)


def test_every_published_figure_is_one_of_the_barometer(definition: Definition) -> None:
    figures = {figure.name: figure for figure in definition.figures}
    published = barometer.published()
    assert len(published) == 32
    for row in published:
        figure = figures[row["figure"]]
        assert figure.format == "percent"
        offered = definition.question_named[figure.question].offered(definition.choice_lists)
        assert offered is not None
        assert set(figure.net) <= set(offered.codes)


def test_mirrors_stand_opposite_each_other(definition: Definition) -> None:
    figures = {figure.name: figure for figure in definition.figures}
    mirrored = [figure for figure in definition.figures if figure.mirror]
    assert mirrored
    for figure in mirrored:
        assert figures[figure.mirror].mirror == figure.name
