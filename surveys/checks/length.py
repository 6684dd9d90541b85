"""Questionnaires that tire: long pages, long batteries, a long interview."""

from collections.abc import Iterator

from surveys.checks.finding import FORM, Finding, Subject, warning
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Battery, Row

MOST_ON_PAGE = 8
MOST_ROWS = 8
MOST_MINUTES = 12

#: Seconds: to read a word of a question, to glance at a word of a choice, to give an answer.
_PER_WORD, _PER_CHOICE_WORD, _TO_ANSWER = 0.25, 0.1, 2.0
_PER_ROW, _PER_RANK, _PER_OPEN_TEXT = 4.0, 5.0, 15.0

#: The part of the respondents who are asked a question that has a condition, when nothing is known.
_WHEN_CONDITIONAL = 0.5
_PASSAGES = 2


def check_length(definition: Definition) -> Iterator[Finding]:
    """Warnings only: the committee decides."""
    for page in definition.flat_pages():
        asked = sum(question.asks for question in page.questions)
        if asked > MOST_ON_PAGE:
            yield warning(Subject("page", page.name), "page_too_long", count=asked, limit=MOST_ON_PAGE)
    for question in definition.questions():
        rows = len(_rows(question))
        if rows > MOST_ROWS:
            yield warning(Subject("question", question.name), "battery_too_long", count=rows, limit=MOST_ROWS)
    minutes = estimated_minutes(definition)
    if minutes > MOST_MINUTES:
        yield warning(FORM, "interview_too_long", minutes=round(minutes), limit=MOST_MINUTES)


def estimated_minutes(definition: Definition) -> float:
    """How long an interview may take: reading at 240 words a minute, and answering.

    Questions and pages with a condition count by half; loops twice.
    """
    return (
        sum(
            _page_seconds(page, definition) * (_PASSAGES if isinstance(item, Loop) else 1)
            for item in definition.pages
            for page in (item.pages if isinstance(item, Loop) else (item,))
        )
        / 60
    )


def _page_seconds(page: Page, definition: Definition) -> float:
    seconds = sum(
        _question_seconds(question, definition) * (_WHEN_CONDITIONAL if question.relevant else 1)
        for question in page.questions
        if question.visible
    )
    return seconds * (_WHEN_CONDITIONAL if page.relevant else 1)


def _question_seconds(question: AnyQuestion, definition: Definition) -> float:
    language = definition.default_language
    seconds = _PER_WORD * (_words(question.label, language) + _words(question.hint, language))
    if not question.asks:
        return seconds
    lists = definition.choice_lists
    choices = question.offered(lists) or ChoiceList(name="none", choices=())
    seconds += _TO_ANSWER + _PER_CHOICE_WORD * sum(_words(choice.label, language) for choice in choices.choices)
    seconds += sum(_PER_WORD * _words(row.label, language) for row in _rows(question))
    answers = len(question.keys())
    if answers > 1:
        seconds += _PER_ROW * answers
    elif question.holds(question.name) == "order":
        seconds += _PER_RANK * min(getattr(question, "top", None) or len(choices.choices), len(choices.choices))
    elif _is_open(question):
        seconds += _PER_OPEN_TEXT
    return seconds


def _rows(question: AnyQuestion) -> tuple[Row, ...]:
    """The rows of a battery, whichever."""
    return question.rows if isinstance(question, Battery) else ()


def _is_open(question: AnyQuestion) -> bool:
    """Whether it is answered in the respondent's own words."""
    return question.holds(question.name) == "text" and hasattr(question, "longest")


def _words(wording: Wording, language: str) -> int:
    return len(wording.read(language).split())
