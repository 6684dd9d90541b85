"""A page's markup, rendered once for a version, a population and a language."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from respondents.pages.form import PageForm
from respondents.pages.pieces import Marks, Pieces
from respondents.pages.questions import Presenter
from respondents.pages.tongues import named, right_to_left, spoken, tongue
from respondents.pictures import addresses_of
from respondents.versions import compiled_version
from surveys.checks.length import estimated_minutes
from surveys.questionnaire.definition import Definition, Page
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Consent

#: Blank lines and indentation: a third of what templates write.
_INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True, slots=True)
class About:
    """What a respondent is told before agreeing."""

    title: SafeString
    contact: SafeString
    minutes: int


@lru_cache(maxsize=1024)
def page_pieces(version_id: int, page_name: str, population: str, language: str) -> Pieces:
    """The pieces of a page of a version, without loop suffix."""
    definition = compiled_version(version_id).definition
    page = next(page for page in definition.flat_pages() if page.name == page_name)
    marks = Marks()
    presenter = Presenter(definition, population, language, marks, addresses_of(version_id))
    with speaking(language):
        context = {
            **layout_context(definition, language),
            "marks": marks,
            "title": presenter.inline(page.title),
            "text": presenter.block(page.text),
            "welcome": presenter.block(Wording(text=definition.welcome)),
            "about": _about(definition, page, presenter),
            "sends_files": any(question.sends_files for question in page.questions),
            "questions": PageForm(page, presenter).render_questions(presenter),
            "part": marks.slot("part"),
            "parts": marks.slot("parts"),
            "minutes_left": marks.slot("minutes_left"),
            "until": marks.slot("until"),
        }
        return marks.cut(_INDENT.sub("\n", render_to_string("respondents/page.html", context)))


def speaking(language: str) -> AbstractContextManager[None]:
    """The product's own words in this language; in English where it does not speak it."""
    return translation.override(spoken(language))


def layout_context(definition: Definition, language: str) -> dict[str, object]:
    """What the layout of every respondent's page needs."""
    return {
        "language": language,
        "languages": [(code, named(code)) for code in definition.languages],
        "right_to_left": right_to_left(language),
        "tongue": tongue(spoken(language), language),
    }


def _about(definition: Definition, page: Page, presenter: Presenter) -> About | None:
    if not any(isinstance(question, Consent) for question in page.questions):
        return None
    return About(
        title=presenter.titled(definition.title),
        contact=presenter.titled(definition.contact),
        minutes=_minutes(definition),
    )


def _minutes(definition: Definition) -> int:
    """How long to tell people that it takes: never less than reading and answering do."""
    return max(definition.minutes or 1, ceil(estimated_minutes(definition)))
