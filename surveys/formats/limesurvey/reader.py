"""A LimeSurvey file to a definition, with the report of what changed on the way."""

from pathlib import PurePath

from surveys.formats.imported import Counts, Imported, Spoken, logic_of, names_of
from surveys.formats.limesurvey.choices import Lists
from surveys.formats.limesurvey.expressions import Expressions
from surveys.formats.limesurvey.facts import LANGUAGE, Facts
from surveys.formats.limesurvey.naming import Symbols, legal
from surveys.formats.limesurvey.pages import PageReader, with_hidden
from surveys.formats.limesurvey.questions import QuestionReader
from surveys.formats.limesurvey.quotas import EVERYONE, quota_full, read_quotas
from surveys.formats.limesurvey.soundness import sound
from surveys.formats.limesurvey.source import LsSurvey
from surveys.formats.limesurvey.table_source import is_limesurvey_table, survey_of_table
from surveys.formats.limesurvey.tables import tables_of
from surveys.formats.limesurvey.texts import Texts, language_tags
from surveys.formats.limesurvey.xml_source import survey_of
from surveys.formats.report import Notes, Place
from surveys.formats.safe_xml import LARGEST, parse_xml
from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.definition import Definition, Endings, Population, Side
from surveys.questionnaire.text import Text

_INHERITED = "inherit"
_WHOLE = Place("questionnaire")


def read_limesurvey(content: bytes, filename: str) -> Imported:
    """A survey, group or question (.lss, .lsg, .lsq), or the tab-separated file. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    table = is_limesurvey_table(content)
    survey = survey_of_table(content) if table else survey_of(tables_of(parse_xml(content)))
    return _Reader(survey, PurePath(filename).stem).read()


class _Reader:
    def __init__(self, survey: LsSurvey, stem: str) -> None:
        self.survey = survey
        self.stem = stem
        self.notes = Notes()
        self.symbols = Symbols(survey)
        self.expressions = Expressions(self.symbols, Facts(survey, self.symbols), self.notes)
        self.tags = language_tags(survey.languages)
        self.texts = Texts(self.expressions, self.notes, self.tags, survey.texts)
        self.lists = Lists(self.notes, tuple(self.tags.values()))

    def read(self) -> Imported:
        self._report_whole()
        questions = QuestionReader(self.texts, self.lists, self.expressions, self.notes)
        pages = PageReader(questions, self.texts, self.expressions, self.notes)
        found = pages.read(self.survey.groups)
        quotas = read_quotas(self.survey, self.expressions, self.notes)
        found = with_hidden(found, self.symbols.hidden, self.survey.languages[0], self.notes)
        sid = self.survey.settings.get("sid", "")
        definition = Definition(
            name=legal(f"survey_{sid}" if sid else self.stem, "survey"),
            title=self._title(),
            languages=tuple(self.tags.values()),
            contact=self._contact(),
            welcome=self._text("surveyls_welcometext"),
            endings=Endings(complete=self._text("surveyls_endtext"), quota_full=quota_full(self.survey, self.texts)),
            lists=tuple(self.lists.lists.values()),
            pages=tuple(found),
            sides=(Side(name=EVERYONE),),
            populations=(Population(name=EVERYONE, side=EVERYONE),),
            quotas=quotas,
        )
        definition = sound(definition, pages.places, self.notes)
        return Imported(
            definition=definition,
            report=self.notes.report(),
            places=pages.places,
            names={**pages.called, **self._names(definition)},
            logic=logic_of(definition),
            as_written=questions.logic(),
            unanswered=frozenset((*self.symbols.variables, *self.symbols.hidden)),
            spoken=Spoken(language=LANGUAGE),
            origin=Counts(
                pages=len(self.survey.groups),
                questions=len(self.survey.questions()),
                empty_pages=sum(not group.questions for group in self.survey.groups),
            ),
        )

    def _names(self, definition: Definition) -> dict[str, str]:
        """Every name of the origin, SGQA codes and attributes of participants too, and those that were made here."""
        symbols = self.symbols
        written = {variable.written: variable.name for variable in symbols.variables.values()}
        answers = {sgqa: written[code] for sgqa, code in symbols.sgqa.items() if code in written}
        questions = {sgqa: symbols.questions[key].name for key, sgqa in symbols.codes.items()}
        codes = {code: named.name for code, named in symbols.by_code.items()}
        return {**answers, **questions, **symbols.hidden, **names_of(definition), **written, **codes}

    def _report_whole(self) -> None:
        settings = self.survey.settings
        for name in self.survey.unread:
            self.notes.info(_WHOLE, "table_ignored", table=name)
        if self.survey.strays:
            self.notes.warning(_WHOLE, "questions_astray", count=self.survey.strays)
        for code in sorted(code for code in _twice(self.survey)):
            self.notes.warning(Place("question", 0, code), "code_twice", code=code)
        for question in self.survey.questions():
            name = self.symbols.questions[question.id].name
            if question.code not in (name, "") and name == legal(question.code, "q"):
                self.notes.warning(Place("question", 0, question.code), "renamed", old=question.code, new=name)
        if settings.get("format", "G") in ("S", "A"):
            self.notes.info(_WHOLE, "pages_are_groups")
        if settings.get("assessments") == "Y":
            self.notes.info(_WHOLE, "assessments_dropped")
        if self.survey.texts.get("surveyls_policy_notice") and settings.get("showsurveypolicynotice", "0") != "0":
            self.notes.warning(_WHOLE, "policy_notice_dropped")

    def _title(self) -> Text:
        title = self._text("surveyls_title")
        return title or {next(iter(self.tags.values())): self.stem[:200] or "LimeSurvey"}

    def _text(self, name: str) -> Text:
        return self.texts.text(self.survey.texts.get(name, {}), _WHOLE)

    def _contact(self) -> Text:
        written = [self.survey.settings.get(key, "").strip() for key in ("admin", "adminemail")]
        contact = ", ".join(part for part in written if part and part != _INHERITED)[:300]
        return {next(iter(self.tags.values())): contact} if contact else {}


def _twice(survey: LsSurvey) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for question in survey.questions():
        (twice if question.code in seen else seen).add(question.code)
    return twice
