"""What LimeSurvey's expressions read besides answers: numbers, settings and words of the file itself."""

import re
from collections.abc import Iterator

from surveys.formats.limesurvey.naming import MULTIPLE, OTHER, Named, Symbols, Variable
from surveys.formats.limesurvey.own_words import NO, OWN, YES
from surveys.formats.limesurvey.source import LsSurvey
from surveys.formats.texts import has_markup, without_markup
from surveys.questionnaire.expressions.limits import MAX_TEXT
from surveys.questionnaire.text import Text

LANGUAGE = "LANG"
_NUMBER = re.compile("[0-9]{1,15}")
_SURVEY = frozenset({"SID", "SURVEYID"})


class Facts:
    """Gives each as an expression that says it."""

    def __init__(self, survey: LsSurvey, symbols: Symbols) -> None:
        self._sid = survey.settings.get("sid", "")
        self._languages = survey.languages
        self._owners = {one.written: (named, one) for named in symbols.questions.values() for one in named.variables}
        self._codes = symbols.codes
        self._places = {
            question.id: (group.id, number, order)
            for number, group in enumerate(survey.groups)
            for order, question in enumerate(group.questions)
        }

    def constant(self, name: str, attribute: str) -> str | None:
        """What never changes: of the survey, or an attribute (`.qid`) of the question that a variable belongs to."""
        if name not in self._owners:
            if name == LANGUAGE and len(self._languages) == 1:
                return _quoted(self._languages[0])
            return _quoted(self._sid) if name in _SURVEY and self._sid else None
        question = self._owners[name][0].question
        gid, group, order = self._places.get(question.id, ("", 0, 0))
        known = {
            ".qid": question.id, ".gid": gid, ".sid": self._sid, ".sgqa": self._codes.get(question.id, ""),
            ".type": question.type, ".mandatory": question.mandatory, ".gseq": str(group), ".qseq": str(order),
        }  # fmt: skip
        return _quoted(known[attribute]) if attribute in known else None

    def words(self, name: str, attribute: str) -> str | None:
        """The words of a question, and those that an answer is shown in, in the first language."""
        if name not in self._owners:
            return None
        named, variable = self._owners[name]
        if attribute == ".question":
            return _quoted(self._plain(self._part_text(named, variable) or named.question.texts))
        if attribute != ".shown" or variable.comment or name.endswith("_other"):
            return None
        shown = [f"if({name}.NAOK == {code}, {label}, '')" for code, label in self._labels(named, variable)]
        text = shown[0] if len(shown) == 1 else f"join({', '.join(shown)})"
        return text if 0 < len(text) <= MAX_TEXT // 2 and shown else None

    def _labels(self, named: Named, variable: Variable) -> Iterator[tuple[str | None, str | None]]:
        """Each code that an answer may be, with its words; nothing where an answer is told as it is."""
        question = named.question
        if question.type in MULTIPLE:
            yield "'Y'", _quoted(self._plain(self._part_text(named, variable) or {}))
            return
        scale = 1 if variable.written.endswith("_1") and question.type == "1" else 0
        for answer in question.offered(scale):
            yield _quoted(answer.code), _quoted(self._plain(answer.texts))
        own = (("Y", YES), ("N", NO)) if question.type == "Y" else OWN.get(question.type, ())
        for code, words in own:
            yield _quoted(code), _quoted(self._spoken(words, code))
        if question.other and question.answers:
            yield _quoted(OTHER), f"{question.code}_other.NAOK"

    def _spoken(self, words: Text, code: str) -> str:
        return words.get(self._languages[0].partition("-")[0]) or words.get("en", code)

    def _plain(self, texts: Text) -> str:
        text = texts.get(self._languages[0], "")
        return without_markup(text) if has_markup(text) else text

    @staticmethod
    def _part_text(named: Named, variable: Variable) -> Text | None:
        ending = variable.written.removeprefix(f"{named.question.code}_")
        return next((part.texts for part in named.question.on(0) if part.code == ending), None)


def _quoted(text: str) -> str | None:
    """A text as an expression; None where no quotation mark can stand around it."""
    if _NUMBER.fullmatch(text):
        return text
    mark = next((mark for mark in "'\"" if mark not in text), None)
    return None if mark is None or "\\" in text or "\n" in text else f"{mark}{text}{mark}"
