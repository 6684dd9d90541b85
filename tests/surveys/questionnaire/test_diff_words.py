"""Attributes are told in words, not by the names that the code gives them."""

from collections.abc import Iterator

import pytest

from surveys.questionnaire.codec import from_json
from surveys.questionnaire.diff import diff, diff_text
from surveys.questionnaire.diff.words import NAMES
from surveys.questionnaire.frozen import Frozen
from tests.surveys.questionnaire.building import definition, number, page

#: What has sentences of its own, or is never told as an attribute.
_TOLD_APART = {
    "base", "choice_filter", "choices", "codes", "complete", "constraint", "dialect", "figures", "formula", "images",
    "kind", "number", "pages", "populations", "questions", "quota_full", "quotas", "refused", "relevant", "screen",
    "screened_out", "sides", "targets", "value", "variable",
}  # fmt: skip


def models(base: type[Frozen]) -> Iterator[type[Frozen]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def test_every_attribute_has_a_name_in_words() -> None:
    mine = (model for model in models(Frozen) if model.__module__.startswith("surveys.questionnaire"))
    fields = {field for model in mine for field in model.model_fields}
    assert fields - NAMES.keys() <= _TOLD_APART


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "questionnaire : nom : form → other."), ("en", "questionnaire: name: form → other.")],
)
def test_the_name_of_a_questionnaire(language: str, expected: str) -> None:
    before = definition(page("p", number("a"))).model_copy(update={"name": "form"})
    assert diff_text(diff(before, before.model_copy(update={"name": "other"})), language) == expected


def test_values_are_told_in_words_too() -> None:
    before = definition(page("p", number("a")))
    document = before.model_dump(mode="json")
    document["pages"][0]["questions"][0]["sensitive"] = True
    assert "donnée sensible : – → oui" in diff_text(diff(before, from_json(document)), "fr")
