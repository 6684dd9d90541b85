"""Choice filters and lists: what is never offered."""

import pytest

from surveys.checks import check
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Multiple, Single
from tests.surveys.checks.building import codes_in
from tests.surveys.questionnaire.building import LISTS, definition, number, page, single, words

TOWNS = ChoiceList(
    name="towns",
    choices=tuple(
        Choice(code=code, label=words(code), columns={"region": region, "size": size})
        for code, region, size in (("lyon", "a", "500"), ("lille", "b", "230"), ("atlantis", "z", "0"))
    ),
)


def form(filter_text: str, *, same_page: bool = False) -> Definition:
    asked = (single("region", choices="letters"), Multiple(name="fruits", list="fruits", label=words("F")), number("n"))
    town = Single(name="town", list="towns", label=words("T"), choice_filter=Formula(text=filter_text))
    pages = (page("p", *asked, town),) if same_page else (page("p", *asked), page("q", town))
    return definition(*pages).model_copy(update={"lists": (*LISTS, TOWNS)})


@pytest.mark.parametrize(
    ("filter_text", "codes"),
    [
        ("region = ${region}", "atlantis"),
        ("region = ${region} or ${region} = 'c'", ""),
        ("size > 100", "atlantis"),
        ("size > ${n}", ""),
        ("selected(${fruits}, name)", "lyon, lille, atlantis"),
        ("true()", ""),
        ("random() > 2", ""),
        ("region = 'a' and ${n} > 5", "lille, atlantis"),
    ],
)
def test_what_no_answer_lets_through(filter_text: str, codes: str) -> None:
    found = [one.params["codes"] for one in check(form(filter_text)) if one.code == "never_offered"]
    assert found == ([codes] if codes else [])


def test_a_filter_reads_earlier_pages() -> None:
    assert codes_in(form("region = ${region} or true()", same_page=True)) == ["filter_on_same_page"]


def test_a_list_that_nobody_offers() -> None:
    unused = {one.subject.name for one in check(form("true()")) if one.code == "list_unused"}
    assert unused == {"yesno"}


@pytest.mark.parametrize("filter_text", ["regions = ${region}", "selected(${fruits}, name) and town"])
def test_a_filter_reads_what_is_no_column(filter_text: str) -> None:
    [told] = [one for one in check(form(filter_text)) if one.code not in ("list_unused", "translation_missing")]
    assert (told.code, told.params["known"]) == ("unknown_column", "name, label, region, size")
    assert told.params["names"] in ("regions", "town")
