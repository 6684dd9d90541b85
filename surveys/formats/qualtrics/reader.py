"""A Qualtrics file to a definition, with the report of what changed on the way."""

import json
import re
from collections.abc import Mapping
from pathlib import PurePath

from surveys.formats.decoding import decoded
from surveys.formats.imported import Imported, LogicKind, logic_of
from surveys.formats.qualtrics import pages as blocks
from surveys.formats.qualtrics.choices import ChoiceLists, with_carried
from surveys.formats.qualtrics.expressions import TRUE
from surveys.formats.qualtrics.flow import Flow, embedded_values
from surveys.formats.qualtrics.kinds import kind_of
from surveys.formats.qualtrics.kinds.matrices import symbols_beside
from surveys.formats.qualtrics.logic import Logic
from surveys.formats.qualtrics.loose import as_text
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.plans import Planner
from surveys.formats.qualtrics.quotas import Quotas
from surveys.formats.qualtrics.settling import settled
from surveys.formats.qualtrics.survey import Survey, read_survey
from surveys.formats.qualtrics.symbols import Symbols
from surveys.formats.qualtrics.words import Words
from surveys.formats.report import Notes, Place
from surveys.formats.texts import LONGEST, plain_text
from surveys.formats.unreadable import UnreadableFile
from surveys.formats.xlsform.names import legal_name
from surveys.questionnaire.definition import Definition, Page, PageOrLoop, Population, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Hidden

LARGEST = 20_000_000
#: The one population of a survey that names none.
EVERYONE = "respondents"
#: More questions with a script than that are told in one line.
_SCRIPTS_APART = 3
_PARAMETER = re.compile(r"[A-Za-z0-9_.-]{1,64}")


def read_qualtrics(content: bytes, filename: str) -> Imported:
    """The questionnaire of a .qsf file. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    try:
        document = _without_surrogates(json.loads(decoded(content)))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("not_json") from error
    if not isinstance(document, Mapping) or "SurveyElements" not in document:
        raise UnreadableFile("not_qualtrics")
    notes = Notes()
    return _Reader(read_survey(document, notes), notes).imported(PurePath(filename).stem)


def _without_surrogates(document: object) -> object:
    """A document that can be written again: halves of characters outside the basic plane are no text."""
    written = json.dumps(document, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.loads(written.encode("utf-8", "replace"))
    return document


class _Reader:
    """Everything that reading one file needs."""

    def __init__(self, survey: Survey, notes: Notes) -> None:
        self._survey = survey
        self._notes = notes
        self._names = Names()
        self._symbols = Symbols()
        self._questions = {name: with_carried(survey.questions, name) for name in survey.asked()}
        self._pipes = Pipes(self._symbols, self._names, notes)
        self._words = Words(survey, self._pipes, notes)
        self._logic = Logic(self._symbols, self._names, self._pipes, notes)

    def imported(self, stem: str) -> Imported:
        self._plan()
        flow = Flow(self._survey, self._symbols, self._names, self._logic, self._pipes, self._notes)
        flow.walk(self._survey.flow)
        self._report_unreached(flow)
        self._report_scripts()
        lists = ChoiceLists()
        making = blocks.Pages(
            self._questions, self._symbols, self._names, Names(), self._words, lists, self._pipes, flow, self._notes
        )
        items = blocks.merged([item for step in flow.steps.values() for item in making.of(step)])
        if not items:
            raise UnreadableFile("nothing_asked")
        title = plain_text(as_text(self._survey.entry.get("SurveyName")))[:LONGEST] or stem or "Qualtrics"
        side = self._words.text("Respondents", Place("questionnaire"))
        definition = Definition(
            name=legal_name(stem or "survey"),
            title={self._words.own: title},
            languages=tuple(self._words.languages),
            lists=lists.all(),
            pages=tuple(self._with_values(items, flow)),
            sides=(Side(name=EVERYONE, label=side),),
            populations=(Population(name=EVERYONE, side=EVERYONE, label=side),),
        )
        definition = settled(definition, self._notes)
        quotas = Quotas(self._logic, self._words.own, EVERYONE, self._notes)
        definition = quotas.added(definition, self._survey.quotas)
        return Imported(
            definition,
            self._notes.report(),
            making.places,
            self._written_names(),
            logic_of(definition),
            self._as_written(definition),
            origin=self._survey.counts(),
        )

    def _plan(self) -> None:
        """Names for everything that logic may speak of, then when each is shown."""
        for name, payload in self._questions.items():
            symbol = kind_of(payload).plan(Planner(name, payload, self._names))
            self._symbols.questions[name] = symbol
            self._symbols.questions.update(symbols_beside(payload, symbol))
        for name, payload in self._questions.items():
            silent = Logic(self._symbols, self._names, self._pipes, Notes())
            self._symbols.shown[name] = silent.read(blocks.logic_of(payload), Place()) or TRUE

    def _report_unreached(self, flow: Flow) -> None:
        for name, block in self._survey.blocks.items():
            if name not in flow.steps and block.questions:
                self._notes.warning(Place("block", 0, block.title), "block_not_in_flow", count=len(block.questions))

    def _report_scripts(self) -> None:
        """Scripts that stand on every question are one line of the report."""
        scripted = [
            self._symbols.questions[name].name
            for name, payload in self._questions.items()
            if as_text(payload.get("QuestionJS")).strip()
        ]
        if len(scripted) > _SCRIPTS_APART:
            names = ", ".join(scripted)
            self._notes.warning(Place("questionnaire"), "scripts_dropped", count=len(scripted), names=names)
            return
        for name in scripted:
            self._notes.warning(Place("question", 0, name), "script_dropped")

    def _with_values(self, items: list[PageOrLoop], flow: Flow) -> list[PageOrLoop]:
        """The pages, with embedded data, draws and what the link brings on the first one, which is always there."""
        computed = {**flow.calculated, **embedded_values(flow)}
        outside = {name: written for written, name in self._symbols.embedded.items() if name not in computed}
        values: list[AnyQuestion] = [
            Hidden(name=name, parameter=_parameter(written)) for name, written in (outside | self._pipes.hidden).items()
        ]
        values += [Calculated(name=name, formula=Formula(text=text)) for name, text in computed.items()]
        values += [Calculated(name=name, formula=Formula(text=text)) for name, text in self._pipes.drained().items()]
        if not values:
            return items
        first = items[0]
        if isinstance(first, Page) and first.relevant is None and not first.shuffle:
            return [first.model_copy(update={"questions": (*values, *first.questions)}), *items[1:]]
        return [Page(name=self._names.free("start"), questions=tuple(values)), *items]

    def _written_names(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for question, symbol in self._symbols.questions.items():
            tag = as_text(self._questions.get(question, {}).get("DataExportTag"))
            names.setdefault(question, symbol.name)
            if tag:
                names.setdefault(tag, symbol.name)
        return names

    def _as_written(self, definition: Definition) -> dict[tuple[str, LogicKind], Formula]:
        """The display logic and the validation of each question, by its tag and by its id."""
        written: dict[tuple[str, LogicKind], Formula] = {}
        for question, payload in self._questions.items():
            symbol = self._symbols.questions[question]
            shown = self._symbols.shown[question]
            built = definition.question_named.get(symbol.name)
            for name in dict.fromkeys((question, as_text(payload.get("DataExportTag")) or question, symbol.name)):
                if shown != TRUE:
                    written.setdefault((name, "relevant"), Formula(text=shown))
                if built is not None and built.constraint is not None:
                    written.setdefault((name, "constraint"), built.constraint)
        return written


def _parameter(written: str) -> str:
    """The parameter of the link that brings a value, "" where no link can."""
    return written if _PARAMETER.fullmatch(written) else ""
