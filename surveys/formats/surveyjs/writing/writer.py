"""A definition to a SurveyJS survey, with the report of what could not be written."""

import json
from collections.abc import Mapping
from typing import Any

from surveys.formats.report import Notes, Place, Report
from surveys.formats.surveyjs.writing.elements import ElementWriter
from surveys.formats.surveyjs.writing.formulas import FormulaWriter
from surveys.formats.surveyjs.writing.parts import Json, PartWriter, given
from surveys.formats.surveyjs.writing.paths import paths_of
from surveys.formats.surveyjs.writing.texts import TextWriter
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.types import Calculated, Number
from surveys.questionnaire.types.consent import DECLINED

_ENGLISH = "en"
#: How the importer calls a number that counts a loop: the loop, then this.
COUNTING = "_count"


def write_surveyjs(definition: Definition) -> bytes:
    """The survey as indented JSON, in UTF-8."""
    return write_surveyjs_with_report(definition)[0]


def write_surveyjs_with_report(definition: Definition) -> tuple[bytes, Report]:
    """The same, with what SurveyJS has no place for."""
    notes = Notes()
    survey = _Writer(definition, notes).survey()
    return (json.dumps(survey, indent=1, ensure_ascii=False) + "\n").encode(), notes.report()


class _Writer:
    """Writes one definition."""

    def __init__(self, definition: Definition, notes: Notes) -> None:
        self._definition = definition
        self._notes = notes
        self._counters = _counters(definition)
        paths = paths_of(definition, {name: name.removesuffix(COUNTING) for name in self._counters})
        self._texts = TextWriter(definition.default_language, paths, notes, english=_ENGLISH in definition.languages)
        self._formulas = FormulaWriter(paths, notes)
        self._elements = ElementWriter(PartWriter(definition, self._texts, self._formulas, notes))

    def survey(self) -> Json:
        """The whole survey."""
        definition = self._definition
        self._report_plan()
        pages = [self._loop(item) if isinstance(item, Loop) else self._page(item) for item in definition.pages]
        language = definition.default_language
        return given(
            title=self._texts.text(definition.title),
            description=self._texts.text(definition.welcome),
            locale=None if language == _ENGLISH else language,
            completedHtml=self._texts.text(definition.endings.complete),
        ) | {
            "pages": pages,
            **self._listed("calculatedValues", self._values()),
            **self._listed("triggers", self._triggers()),
        }

    @staticmethod
    def _listed(key: str, values: list[Json]) -> Json:
        return {key: values} if values else {}

    def _page(self, page: Page, loop: str = "") -> Json:
        place = Place("page", 0, page.name)
        if page.shuffle:
            self._notes.info(place, "property_dropped", property="shuffle")
        return {
            "name": page.name,
            **given(
                title=self._texts.wording(page.title, place, loop=loop),
                description=self._texts.wording(page.text, place, loop=loop),
                visibleIf=self._formulas.write(page.relevant, place, loop=loop),
                questionsOrder="random" if page.rotate else None,
            ),
            "elements": [
                self._elements.element(question, loop)
                for question in page.questions
                if question.name not in self._counters and (loop or not isinstance(question, Calculated))
            ],
        }

    def _loop(self, loop: Loop) -> Json:
        """A loop: a page with a dynamic panel; its pages are panels in it."""
        place = Place("page", 0, loop.name)
        panels = [{"type": "panel", **self._page(page, loop.name)} for page in loop.pages]
        inner = panels[0]["elements"] if len(panels) == 1 and "visibleIf" not in panels[0] else panels
        panel: Json = {
            "type": "paneldynamic",
            "name": loop.name,
            **given(title=self._texts.wording(loop.title, place)),
            **given(
                templateTitle=self._texts.wording(loop.pages[0].title, place, loop=loop.name) if loop.pages else None
            ),
            "templateElements": inner,
            **self._bounds(loop, place),
        }
        relevant = self._formulas.write(loop.relevant, place)
        return {"name": f"{loop.name}_page", **given(visibleIf=relevant), "elements": [panel]}

    def _bounds(self, loop: Loop, place: Place) -> Json:
        """How many panels there may be: a fixed number of them, else as many as are added."""
        text = loop.count.text if loop.count else ""
        if text.isdigit():
            fixed = min(int(text), loop.limit)
            return {"panelCount": fixed, "allowAddPanel": False, "allowRemovePanel": False, "maxPanelCount": loop.limit}
        counter = next(
            (one for one in self._counters.values() if text in (f"{{{one.name}}}", f"${{{one.name}}}")), None
        )
        if counter is None:
            self._notes.warning(place, "loop_uncounted", count=text or loop.over)
            return {"maxPanelCount": loop.limit}
        least, first = int(counter.least or 0), counter.default if counter.default.isdigit() else ""
        return given(minPanelCount=least or None, panelCount=int(first) if first else None) | {
            "maxPanelCount": loop.limit
        }

    def _values(self) -> list[Json]:
        """Calculations outside loops: values of the survey."""
        pages = [item for item in self._definition.pages if isinstance(item, Page)]
        return [
            self._value(question) for page in pages for question in page.questions if isinstance(question, Calculated)
        ]

    def _value(self, question: Calculated) -> Json:
        place = Place("question", 0, question.name)
        written = self._formulas.write(question.formula, place, own=question.name, value=True) or "''"
        relevant = self._formulas.write(question.relevant, place, own=question.name)
        expression = f"iif({relevant}, {written}, '')" if relevant else written
        return {"name": question.name, "expression": expression, "includeIntoResult": True}

    def _triggers(self) -> list[Json]:
        """Whoever does not agree is thanked at once."""
        return [
            {"type": "complete", "expression": f"{{{question.name}}} = '{DECLINED}'"}
            for question in self._definition.questions()
            if question.type == "consent"
        ]

    def _report_plan(self) -> None:
        """What is about fieldwork and results, which a survey does not hold."""
        definition = self._definition
        parts: dict[str, Any] = {
            "populations": definition.populations[1:] or [one for one in definition.populations if one.screen],
            "quotas": definition.quotas,
            "targets": definition.targets,
            "figures": definition.figures,
        }
        for name, held in parts.items():
            if held:
                self._notes.info(Place(name), "plan_left_out", part=name)


def _counters(definition: Definition) -> Mapping[str, Number]:
    """The numbers that are asked for nothing but to count a loop's passages, which SurveyJS does itself."""
    counts = {loop.count.text: loop.name for loop in definition.pages if isinstance(loop, Loop) and loop.count}
    return {
        question.name: question
        for question in definition.questions()
        if isinstance(question, Number)
        and (counts.get(f"{{{question.name}}}") or counts.get(f"${{{question.name}}}"))
        == question.name.removesuffix(COUNTING)
    }
