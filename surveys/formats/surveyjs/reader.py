"""A SurveyJS survey to a definition, with the report of what changed on the way."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from surveys.formats.imported import Imported, Logic, logic_of
from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.as_written import element_names, logic_as_written
from surveys.formats.surveyjs.choices import Lists
from surveys.formats.surveyjs.document import read_document
from surveys.formats.surveyjs.drafts import Reading
from surveys.formats.surveyjs.effects import apply_effects, shown_elements
from surveys.formats.surveyjs.element import Element
from surveys.formats.surveyjs.expressions import Rewriter
from surveys.formats.surveyjs.finishing import Finisher
from surveys.formats.surveyjs.names import Names, legal_name
from surveys.formats.surveyjs.outline import counts_of
from surveys.formats.surveyjs.pages import PageWriter, read_pages
from surveys.formats.surveyjs.properties import report_properties
from surveys.formats.surveyjs.readiness import with_readiness
from surveys.formats.surveyjs.spoken import spoken_in
from surveys.formats.surveyjs.symbols import Symbols
from surveys.formats.surveyjs.texts import Pipes, Texts
from surveys.formats.surveyjs.untangling import untangled
from surveys.questionnaire.definition import Definition, Endings, Loop, Page, Population, Side

_EVERYONE = "all"
_SURVEY = Place("survey")


def read_surveyjs(content: bytes, filename: str) -> Imported:
    """A survey in JSON of any version, or in a script that holds it. Raises UnreadableFile."""
    document = with_readiness(read_document(content))
    notes = Notes()
    report_properties(document, notes)
    written = logic_as_written(document)
    document = shown_elements(document)
    texts, names = Texts(document, notes), Names()
    reading = Reading(notes, texts, names, Symbols(names), Lists(texts, notes))
    return _Reader(document, reading, filename).read(written)


class _Reader:
    """Reads one survey: first every name, then everything that refers to names."""

    def __init__(self, document: Mapping[str, Any], reading: Reading, filename: str) -> None:
        self._document = document
        self._survey = Element(document)
        self._reading = reading
        self._stem = PurePath(filename).stem or "survey"
        pipes = Pipes(reading.symbols, reading.notes)
        self._finisher = Finisher(Rewriter(reading.symbols, reading.notes), pipes, reading.notes)

    def read(self, written: Logic) -> Imported:
        reading = self._reading
        drafts = apply_effects(self._document, read_pages(self._document, reading), reading)
        writer = PageWriter(reading, self._finisher)
        pages = [page for draft in drafts for page in writer.write(draft)]
        lists = tuple(self._finisher.worded(one, None, Place("question", 0, one.name)) for one in reading.lists.all())
        definition = Definition(
            name=legal_name(self._stem),
            title=self._text("title") or {reading.texts.default: self._stem},
            languages=reading.texts.languages,
            welcome=self._text("description"),
            endings=Endings(complete=self._text("completedHtml")),
            lists=lists,
            images=tuple(reading.lists.images.values()),
            pages=self._with_extras(pages),
            sides=(Side(name=_EVERYONE),),
            populations=(Population(name=_EVERYONE, side=_EVERYONE),),
        )
        definition = untangled(definition, reading.notes, reading.places)
        return Imported(
            definition,
            reading.notes.report(),
            reading.places,
            {**{name: name for name in element_names(self._document)}, **reading.written},
            logic_of(definition),
            written,
            origin=counts_of(self._document),
            spoken=spoken_in(self._document, reading.texts),
        )

    def _text(self, key: str) -> dict[str, str]:
        text = self._reading.texts.text(self._document.get(key), Place("survey", 0, key))
        return self._finisher.texts(text, None, Place("survey", 0, key))

    def _with_extras(self, pages: list[Page | Loop]) -> tuple[Page | Loop, ...]:
        """The pages, with the values that formulas turned out to need on the first one."""
        extras = tuple(self._reading.symbols.extras.values())
        for one in extras:
            self._reading.notes.info(_SURVEY, "value_added", name=one.name, type=one.type)
            self._reading.places.setdefault(one.name, _SURVEY)
        if not extras:
            return tuple(pages)
        for number, page in enumerate(pages):
            if isinstance(page, Page):
                pages[number] = page.model_copy(update={"questions": (*page.questions, *extras)})
                return tuple(pages)
        return (Page(name=self._reading.names.free("values"), questions=extras), *pages)
