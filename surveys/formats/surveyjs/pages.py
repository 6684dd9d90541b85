"""The pages of a survey on their way to those of a definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from surveys.formats.report import Place
from surveys.formats.surveyjs.drafts import Asked, Draft, Reading, own_conditions, titled
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.finishing import Finisher
from surveys.formats.surveyjs.kinds import open as opened
from surveys.formats.surveyjs.loops import DYNAMIC, LoopDraft, count_of, read_loop
from surveys.formats.surveyjs.names import Names
from surveys.formats.surveyjs.outline import SurveyPage, pages_of
from surveys.formats.surveyjs.questions import drafts_of
from surveys.questionnaire.definition import Loop, Page
from surveys.questionnaire.text import Wording

_RANDOM = "random"
Part = list[Draft] | LoopDraft


@dataclass
class PageDraft:
    """A page of the file: runs of questions, and loops between them."""

    source: SurveyPage
    place: Place
    rotate: bool
    parts: list[Part] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        """Every question on it, those of loops too."""
        return [draft for part in self.parts for draft in (part.drafts if isinstance(part, LoopDraft) else part)]


def read_pages(document: Mapping[str, Any], reading: Reading) -> list[PageDraft]:
    """Every page that asks or shows something."""
    found = []
    survey_order = Element(document).words("questionsOrder").lower()
    for number, page in enumerate(pages_of(document), start=1):
        element = page.element
        place = Place("page", 0, element.name or str(number))
        order = element.words("questionsOrder", "questionOrder").lower() or survey_order
        draft = PageDraft(page, place, order == _RANDOM, _parts(page, reading), list(own_conditions(element)))
        if draft.parts:
            found.append(draft)
        else:
            reading.notes.info(place, "page_empty", page=place.column)
    return found


def _parts(page: SurveyPage, reading: Reading) -> list[Part]:
    parts: list[Part] = []

    def run() -> list[Draft]:
        if not parts or isinstance(parts[-1], LoopDraft):
            parts.append([])
        last = parts[-1]
        return last if isinstance(last, list) else []

    for item in page.items:
        asked = Asked(item.element, None, item.conditions, item.read_only)
        if item.heading:
            heading = Asked(Element({**item.element.raw, "visible": True}), None, item.conditions)
            run().append(_heading(heading, reading))
        elif item.element.type in DYNAMIC:
            counting, loop = read_loop(asked, reading, lambda one: drafts_of(one, reading))
            if counting and not _count_earlier(counting, parts):
                run().extend(counting)
            if loop.drafts:
                parts.append(loop)
            else:
                reading.notes.warning(asked.place, "no_choices")
        else:
            run().extend(drafts_of(asked, reading))
    return [part for part in parts if part]


def _count_earlier(counting: list[Draft], parts: list[Part]) -> bool:
    """Ask how many passages where those of the loops just before are asked, unless it depends on something."""
    loops = list(takewhile(lambda part: isinstance(part, LoopDraft), reversed(parts)))
    before = parts[-len(loops) - 1] if 0 < len(loops) < len(parts) else None
    if not isinstance(before, list) or any(draft.relevant for draft in counting):
        return False
    before.extend(counting)
    return True


def _heading(asked: Asked, reading: Reading) -> Draft:
    """The title and description of a panel, to read before its questions."""
    [note] = opened.html(Asked(asked.element, asked.loop), reading)
    return note.also(*asked.conditions)


def _strong(wording: Wording) -> Wording:
    """A heading inside a text."""
    marked = {tag: text if set("*\n") & set(text) else f"**{text}**" for tag, text in wording.text.items() if text}
    return Wording(text=marked)


@dataclass(frozen=True)
class PageWriter:
    """Writes pages and loops once every name is known."""

    reading: Reading
    finisher: Finisher
    names: Names = field(default_factory=Names)

    def write(self, page: PageDraft) -> list[Page | Loop]:
        """The pages of one page of the file: one, unless loops stand on it."""
        written: list[Page | Loop] = []
        for part in page.parts:
            if isinstance(part, LoopDraft):
                written.append(self._loop(page, part))
            else:
                written.append(self._page(page, part, first=not written))
        if len(written) > 1:
            self.reading.notes.info(page.place, "page_split", count=len(written))
        return written

    def _page(self, page: PageDraft, drafts: list[Draft], *, first: bool) -> Page:
        element = page.source.element
        name = self.names.free(element.name or "page")
        if first and element.name:
            self.reading.written.setdefault(element.name, name)
        self.reading.places.setdefault(name, page.place)
        title = self.reading.texts.wording(page.source.titled, "title", place=page.place) if first else None
        text = self._text(page) if first else None
        return Page(
            name=name,
            **{
                key: self.finisher.worded(wording, None, page.place)
                for key, wording in (("title", title), ("text", text))
                if wording
            },
            relevant=self.finisher.condition(page.conditions, None, page.place),
            questions=tuple(self.finisher.question(draft) for draft in drafts),
            rotate=page.rotate,
        )

    def _text(self, page: PageDraft) -> Wording:
        """The description of a page, and the titles and descriptions of the panels that it begins with."""
        texts = self.reading.texts
        found = texts.wording(page.source.titled, "description", place=page.place)
        for panel in page.source.headings:
            place = Place("question", 0, panel.name)
            self.reading.notes.info(place, "heading_on_page")
            found = titled(found, _strong(texts.wording(panel, "title", place=place)))
            found = titled(found, texts.wording(panel, "description", place=place))
        return found

    def _loop(self, page: PageDraft, loop: LoopDraft) -> Loop:
        title = self.finisher.worded(loop.title, loop.symbols, loop.asked.place)
        element, place = loop.asked.element, loop.asked.place
        inner = Page(
            name=self.names.free(loop.symbols.name),
            title=title,
            questions=tuple(self.finisher.question(draft) for draft in loop.drafts),
        )
        return Loop(
            name=loop.symbols.name,
            title=self.reading.texts.wording(element, "title", place=place),
            relevant=self.finisher.condition((*page.conditions, *loop.asked.relevant), None, place),
            count=count_of(loop),
            over=loop.over,
            limit=min(loop.limit, 50),
            pages=(inner,),
        )
