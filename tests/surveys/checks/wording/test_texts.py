"""Texts that are missing, stale, for nobody, or that name what does not exist."""

from surveys.checks import check
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Wording
from surveys.questionnaire.translations import stamped
from surveys.questionnaire.types import MatrixScales, Nps, Number, OpenText, Row, Scale
from tests.surveys.questionnaire.building import definition, page, words


def found(form: Definition, *codes: str) -> list[tuple[str, str, object]]:
    return [(one.code, one.subject.name, one.params.get("column")) for one in check(form) if one.code in codes]


def test_texts_of_every_type_are_looked_at() -> None:
    battery = MatrixScales(
        name="m",
        rows=(Row(name="r", label=Wording(text={"en": "Row"})),),
        scales=(
            Scale(name="s", label=Wording(text={"en": "How often?"}), list="letters"),
            Scale(name="t", label=Wording(), list="letters"),
        ),
    )
    likely = Nps(name="n", label=words("N"), low=Wording(text={"en": "Never"}))
    pipes = Number(name="k", label=words("K"), unit=words("${nowhere}"))
    form = definition(page("p", battery, likely, pipes))
    assert found(form, "unknown_piped") == [("unknown_piped", "k", "unit")]
    assert found(form, "text_missing") == [("text_missing", "m", "scales/t/label")]
    assert found(form, "translation_missing") == [
        ("translation_missing", "", "form_title"),
        ("translation_missing", "r", "label"),
        ("translation_missing", "m", "scales/s/label"),
        ("translation_missing", "n", "low"),
        ("translation_missing", "patients", "side_label"),
    ]


def test_the_products_own_words_need_no_translation() -> None:
    form = definition(page("p", Nps(name="n", label=words("N"))))
    assert found(form.model_copy(update={"languages": ("en", "fr", "de")}), "text_missing") == []
    assert ("translation_missing", "n", "low") not in found(form, "translation_missing")


def test_a_variant_is_for_someone() -> None:
    wording = Wording(text={"en": "Age", "fr": "Âge"}, variants={"martians": {"en": "Age", "fr": "Âge"}})
    form = definition(page("p", Number(name="a", label=wording)))
    assert found(form, "unknown_audience") == [("unknown_audience", "a", None)]


def test_variants_for_nobody_are_told_once_a_place() -> None:
    variants = {"martians": {"en": "Age"}, "gp": {"en": "Age"}}
    both = Wording(text={"en": "Age", "fr": "Âge"}, variants=variants)
    form = definition(page("p", Number(name="a", label=both, hint=both)))
    [told] = [one for one in check(form) if one.code == "unknown_audience"]
    assert told.params == {"audiences": "gp, martians"}


def test_a_translation_of_an_older_text_is_stale() -> None:
    before = stamped(definition(page("p", OpenText(name="a", label=words("Why?", "Pourquoi ?")))))
    assert found(before, "translation_stale") == []
    after = before.model_copy(update={"pages": (page("p", OpenText(name="a", label=words("Why not?", "Pourquoi ?"))),)})
    assert found(after, "translation_stale") == [("translation_stale", "a", "label")]
