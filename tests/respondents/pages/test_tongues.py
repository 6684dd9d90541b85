"""Parts of a page that are in another language than the page say so."""

import pytest
from django.utils.safestring import SafeString

from respondents.pages.tongues import marked, tongue
from surveys.questionnaire.types import Note, OpenText, YesNo
from tests.respondents.pages.test_every_type import rendered
from tests.surveys.questionnaire.building import words


@pytest.mark.parametrize(
    ("language", "page", "attributes"),
    [
        ("en", "en", ""),
        ("en-GB", "en", ""),
        ("en", "de", ' lang="en"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
        ("he", "ar", ' lang="he"'),
        ("ar", "fr", ' lang="ar" dir="rtl"'),
        ("en", "tlh", ' lang="en"'),
    ],
)
def test_what_an_element_says(language: str, page: str, attributes: str) -> None:
    assert tongue(language, page) == attributes


@pytest.mark.parametrize(
    ("html", "language", "expected"),
    [
        ("Yes", "en", '<span lang="en" dir="ltr">Yes</span>'),
        ("<b>12</b>", "en", "<b>12</b>"),  # figures are of every language
        ("نعم", "ar", "نعم"),
        ("", "", ""),
    ],
)
def test_only_words_of_another_language_are_marked(html: str, language: str, expected: str) -> None:
    assert marked(SafeString(html), language, "ar") == expected


def test_an_untranslated_question_on_an_arabic_page() -> None:
    english = '<span lang="en" dir="ltr">'
    assert f"{english}Ever?</span>" in rendered(YesNo(name="q", label=words("Ever?")), "ar")
    assert f"{english}Yes</span>" in rendered(YesNo(name="q", label=words("Ever?")), "ar")
    assert '<span class="optional" lang="en" dir="ltr">' in rendered(OpenText(name="q", label=words("Why?")), "ar")
    assert '<div lang="en" dir="ltr"><p>Hello.</p>' in rendered(Note(name="q", label=words("Hello.")), "ar")
    assert "lang=" not in rendered(YesNo(name="q", label=words("Ever?", "Déjà ?")), "fr")
