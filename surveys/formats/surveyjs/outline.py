"""The pages of a survey, and what stands on each: panels are opened, and lend what is in them their conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from surveys.formats.imported import Counts
from surveys.formats.surveyjs.drafts import own_conditions
from surveys.formats.surveyjs.element import Element
from surveys.formats.unreadable import UnreadableFile

DEEPEST = 40
MOST_QUESTIONS, MOST_PAGES = 3000, 1000
_PANELS = frozenset({"panel", "flowpanel"})


@dataclass(frozen=True)
class Item:
    """A question, or a panel whose title is to be read; with the conditions of the panels around it."""

    element: Element
    conditions: tuple[str, ...] = ()
    read_only: bool = False
    heading: bool = False


@dataclass(frozen=True)
class SurveyPage:
    """A page of the file; `titled`: what its title and description are read from.

    `headings`: the panels that it begins with, whose titles are to be read under its own.
    """

    element: Element
    titled: Element
    items: tuple[Item, ...]
    headings: tuple[Element, ...] = ()


def pages_of(document: Mapping[str, Any]) -> Iterator[SurveyPage]:
    """The pages in order; questions that old files put beside pages, or without any, stand on one of their own."""
    survey = Element(document)
    count = 0
    loose = list(survey.children("elements", "questions"))
    pages = list(survey.children("pages"))
    if loose:
        pages.append(Element({"name": "page1" if not pages else "", "elements": [one.raw for one in loose]}))
    for page in pages[:MOST_PAGES]:
        items = tuple(items_of(page))
        count += len(items)
        if count > MOST_QUESTIONS:
            raise UnreadableFile("too_many_questions", {"limit": MOST_QUESTIONS})
        yield _with_title(page, items)


def counts_of(document: Mapping[str, Any]) -> Counts:
    """What SurveyJS counts: one question for a panel that repeats."""
    questions = [sum(1 for item in page.items if not item.heading) for page in pages_of(document)]
    return Counts(len(questions), sum(questions), questions.count(0))


def items_of(
    container: Element, conditions: tuple[str, ...] = (), *, read_only: bool = False, depth: int = 0
) -> Iterator[Item]:
    """What stands in a page, panel or template, in order."""
    if depth > DEEPEST:
        raise UnreadableFile("too_deep", {"limit": DEEPEST})
    for element in container.children("elements", "questions", "templateElements"):
        locked = read_only or element.flag("readOnly")
        if element.type in _PANELS:
            inner = (*conditions, *own_conditions(element))
            if element.has("title", "description"):
                yield Item(element, inner, heading=True)
            yield from items_of(element, inner, read_only=locked, depth=depth + 1)
        else:
            yield Item(element, conditions, locked)


def _with_title(page: Element, items: tuple[Item, ...]) -> SurveyPage:
    """A page without a title that is one panel has the title of the panel; titles that come first are the page's."""
    first = tuple(takewhile(lambda item: item.heading and not item.conditions, items))
    rest = items[len(first) :]
    headings = tuple(item.element for item in first)
    only = list(page.children("elements", "questions"))
    if headings and len(only) == 1 and headings[0].raw is only[0].raw and not page.has("title", "description"):
        return SurveyPage(page, headings[0], rest, headings[1:])
    return SurveyPage(page, page, rest, headings)
