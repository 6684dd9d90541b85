"""Texts of a LimeSurvey file: in several languages, in HTML, with answers and calculations between braces."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from surveys.formats.limesurvey.expressions import Expressions
from surveys.formats.limesurvey.facts import LANGUAGE
from surveys.formats.limesurvey.naming import MULTIPLE, Named, Symbols
from surveys.formats.report import Notes, Place
from surveys.formats.texts import LONGEST, has_markup, plain_text, without_markup
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import Calculated

#: Braces after which no blank stands, as LimeSurvey tells an expression from a brace.
BRACED = re.compile(r"""\{(?!\s)((?:[^{}"']|"(?:[^"{}\\]|\\.)*+"|'(?:[^'{}\\]|\\.)*+')*+)\}""")
_PLAIN = re.compile(
    r"(?:INSERTANS:)?([0-9]+X[0-9]+X[0-9]+\w*(?:#[01])?|[A-Za-z][A-Za-z0-9_]*)(\.(?:shown|NAOK|value|valueNAOK|code))?"
)
_PARTICIPANT = re.compile(r"TOKEN:[A-Za-z0-9_]{1,64}")
_SCRIPT = re.compile(r"<(script|style)\b.{0,200000}?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_MEDIA = re.compile(r"<(img|video|audio|iframe|object|embed|table|input|svg|form)\b", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_TAG_OF = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_RAW = 200_000
#: Placeholders that stand for nothing that a questionnaire knows.
_ABOUT_SURVEY = {"SURVEYNAME": "surveyls_title", "SURVEYDESCRIPTION": "surveyls_description"}


def language_tags(languages: tuple[str, ...]) -> Mapping[str, str]:
    """The tag of each language of a file; one that is none gets a made-up tag."""
    tags: dict[str, str] = {}
    for language in languages:
        tag = language.replace("_", "-")
        if not _TAG_OF.fullmatch(tag):
            letters = "".join(char for char in language.lower() if char.isascii() and char.isalnum())
            tag = f"und-xxx{letters[:5]}"
        if tag not in tags.values():
            tags[language] = tag
    return tags


@dataclass
class Surroundings:
    """Where texts stand: the calculations that they need are put on the same page."""

    named: Named | None = None
    calculated: dict[str, Calculated] = field(default_factory=dict)


@dataclass
class Texts:
    """Reads texts; those of languages that the questionnaire does not have are left out."""

    expressions: Expressions
    notes: Notes
    tags: Mapping[str, str]
    about: Mapping[str, Mapping[str, str]]

    @property
    def _symbols(self) -> Symbols:
        return self.expressions.symbols

    def text(self, written: Mapping[str, str], place: Place, within: Surroundings | None = None) -> Text:
        """A text in each language of the questionnaire that it has."""
        found = {self.tags[one]: self._one(raw, one, place, within) for one, raw in written.items() if one in self.tags}
        return {tag: text for tag, text in found.items() if text}

    def wording(self, written: Mapping[str, str], place: Place, within: Surroundings | None = None) -> Wording:
        return Wording(text=self.text(written, place, within))

    def spoken(self, values: Mapping[str, str], place: Place, within: Surroundings | None = None) -> Wording:
        """An attribute: what is in no language is in all of them."""
        common = values.get("", "")
        written = {language: values.get(language) or common for language in self.tags}
        return self.wording(written, place, within)

    def _one(self, raw: str, language: str, place: Place, within: Surroundings | None) -> str:
        text = raw[:_MOST_RAW]
        if "<" in text:
            text = self._without_scripts(text, place)
        if "{" in text:
            text = BRACED.sub(lambda found: self._inserted(found[1], language, place, within), text)
        text = without_markup(text) if has_markup(text) else html.unescape(text)
        if len(text) > LONGEST:
            self.notes.warning(place, "text_cut", limit=LONGEST)
        return plain_text(text)

    def _without_scripts(self, text: str, place: Place) -> str:
        if _SCRIPT.search(text):
            text = _SCRIPT.sub("", text)
            self.notes.info(place, "script_dropped")
        if _MEDIA.search(text):
            self.notes.info(place, "html_removed")
        return text

    def _inserted(self, inside: str, language: str, place: Place, within: Surroundings | None) -> str:
        """What stands for one expression of a text: the answer, or the name of its calculation."""
        expression = TAG.sub("", html.unescape(inside)).replace("\u00a0", " ").strip()
        if within is not None and _PARTICIPANT.fullmatch(expression):
            return f"${{{self._symbols.token(expression)}}}"
        plain = _PLAIN.fullmatch(expression)
        if plain and plain[1] in _ABOUT_SURVEY:
            about = self.about.get(_ABOUT_SURVEY[plain[1]], {})
            return BRACED.sub("", about.get(language) or next(iter(about.values()), ""))
        if plain and within is not None:
            variable = self.expressions.known(plain[1])
            shown = plain[2] == ".shown"
            if variable and not variable.cell and (shown or not self._is_part(variable.written)):
                return f"${{{variable.name}}}"
        if expression == LANGUAGE:
            return language
        return self.expressions.constant(expression) or self._computed(expression, place, within)

    def _is_part(self, written: str) -> bool:
        """Whether a variable is one box or rank, which only formulas can read."""
        code, _, ending = written.rpartition("_")
        named = self._symbols.by_code.get(code)
        boxes = named is not None and named.question.type in f"{MULTIPLE}R"
        return boxes and ending != "other" and not ending.endswith("comment")

    def _computed(self, expression: str, place: Place, within: Surroundings | None) -> str:
        if not expression:
            return ""
        if within is None or (expression.isupper() and expression.isidentifier()):
            self.notes.warning(place, "pipe_unknown", reference=expression)
            return ""
        formula = self.expressions.formula(expression, place, within.named, within.named.name if within.named else "")
        if formula is None:
            return ""
        if formula.text not in within.calculated:
            name = self._symbols.names.free("text1")
            within.calculated[formula.text] = Calculated(name=name, formula=formula)
        return f"${{{within.calculated[formula.text].name}}}"


def joined_parts(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text with braces: whether each is an expression, and what it says."""
    end = 0
    for found in BRACED.finditer(text):
        if found.start() > end:
            yield False, text[end : found.start()]
        yield True, found[1].strip()
        end = found.end()
    if end < len(text):
        yield False, text[end:]
