"""Stamps of translations: what each was made from."""

import re

import pytest

from surveys.questionnaire.codec import content_hash, to_json
from surveys.questionnaire.definition import Definition, Endings, Side
from surveys.questionnaire.text import Wording
from surveys.questionnaire.translations import Untranslated, missing, places_of, stale, stamp, stamped
from surveys.questionnaire.types import Matrix, Number, Row, YesNo
from tests.surveys.questionnaire.building import LISTS, definition, page, words


def asking(en: str, fr: str, **variants: dict[str, str]) -> Definition:
    label = Wording(text={"en": en, "fr": fr} if fr else {"en": en}, variants=variants)
    form = definition(page("p", Number(name="q", label=label)))
    return form.model_copy(update={"lists": (), "sides": (Side(name="patients"),), "title": {"en": "T", "fr": "T"}})


def test_every_text_has_a_place() -> None:
    battery = Matrix(name="m", list="letters", rows=(Row(name="r", label=words("R")),))
    own = YesNo(name="y", label=words("Y"), yes_label=words("Sure"))
    form = definition(page("p", battery, own)).model_copy(
        update={"lists": LISTS[1:2], "endings": Endings(complete={"en": "Bye"})}
    )
    assert list(places_of(form)) == [
        "title",
        "endings/complete",
        "list/letters/a/label",
        "list/letters/b/label",
        "list/letters/c/label",
        "question/m/rows/r/label",
        "question/y/label",
        "question/y/yes_label",
        "side/patients/label",
        "population/all/label",
    ]


def test_variants_have_places_of_their_own() -> None:
    form = asking("Age", "Âge", gp={"en": "Your age", "fr": "Votre âge"})
    assert places_of(form)["question/q/label@gp"] == {"en": "Your age", "fr": "Votre âge"}


def test_a_stamp_is_short_and_follows_the_text() -> None:
    assert re.fullmatch("[0-9a-f]{12}", stamp("Age"))
    assert stamp("Age") == stamp("Age") != stamp("Age ")


def test_stamping_twice_changes_nothing() -> None:
    once = stamped(asking("Age", "Âge"))
    assert once.translated == {"fr": {"title": stamp("T"), "question/q/label": stamp("Age"), **_side(once)}}
    assert stamped(once) is once


def _side(form: Definition) -> dict[str, str]:
    return {place: stamp(text["en"]) for place, text in places_of(form).items() if place.startswith(("population",))}


def test_one_language_stays_as_it_is() -> None:
    form = asking("Age", "").model_copy(update={"languages": ("en",)})
    assert stamped(form) is form
    assert "translated" not in to_json(form)
    assert content_hash(stamped(form)) == content_hash(form)


@pytest.mark.parametrize(
    ("before", "after", "is_stale"),
    [
        (("Age", "Âge"), ("Age", "Âge"), False),
        (("Age", "Âge"), ("Your age", "Âge"), True),
        (("Age", "Âge"), ("Your age", "Votre âge"), False),
        (("Age", "Âge"), ("Age", "L’âge"), False),
        (("Age", "Âge"), ("Your age", ""), False),
        (("Age", ""), ("Your age", "Votre âge"), False),
    ],
)
def test_a_file_without_stamps_keeps_those_of_the_earlier_version(
    before: tuple[str, str], after: tuple[str, str], is_stale: bool
) -> None:
    earlier = asking(*before)
    for one in (earlier, stamped(earlier)):
        found = stale(stamped(asking(*after), earlier=one))
        assert found == ((Untranslated("question/q/label", "fr"),) if is_stale else ())


def test_a_stale_translation_stays_stale_until_it_is_made_again() -> None:
    first = stamped(asking("Age", "Âge"))
    second = stamped(asking("Your age", "Âge"), earlier=first)
    third = stamped(asking("Your age", "Âge"), earlier=second)
    assert stale(third) == stale(second) != ()
    assert stale(stamped(asking("Your age", "Votre âge"), earlier=third)) == ()


def test_the_stamps_of_what_is_gone_are_dropped() -> None:
    first = stamped(asking("Age", "Âge"))
    gone = asking("", "").model_copy(update={"translated": first.translated})
    assert "question/q/label" not in stamped(gone).translated["fr"]


def test_missing_translations() -> None:
    assert missing(asking("Age", "")) == (Untranslated("question/q/label", "fr"),)
    assert missing(asking("Age", "Âge")) == ()
