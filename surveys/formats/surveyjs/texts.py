"""Texts of a survey: in several languages, with HTML, and with answers inserted in them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.element import Element, value_text
from surveys.formats.surveyjs.symbols import LoopSymbols, Symbol, Symbols
from surveys.formats.texts import LONGEST, has_markup, plain_text, without_markup
from surveys.questionnaire.text import Text, Wording

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DEFAULT = "default"
_WORD = re.compile(r"\S+")
_KEYS = frozenset(
    _WORD.findall("""
title description text html label labelTrue labelFalse minRateDescription maxRateDescription completedHtml otherText
noneText refuseText dontKnowText commentText templateTitle requiredErrorText minErrorText maxErrorText altText
placeholder placeHolder
""")
)
_INSERTED = re.compile(r"\{([^{}\n]{1,200})\}")
_MOST_LANGUAGES = 60
_DEEPEST = 60


def language_tag(written: str) -> str:
    """The tag that a locale stands for; '' for what is no locale."""
    tag = written.strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


class Texts:
    """Reads texts, and remembers which languages there are; the first is the one of what has no language."""

    def __init__(self, document: Mapping[str, Any], notes: Notes) -> None:
        self._notes = notes
        written = [tag for tag in dict.fromkeys(_tags(document, 0)) if tag]
        locale = language_tag(value_text(document.get("locale")))
        english = "en" if "en" not in written else (locale or "en")
        self.default = english if not locale or (locale in written and _has_default(document, 0)) else locale
        self.languages = tuple(dict.fromkeys([self.default, *written]))[:_MOST_LANGUAGES]

    def text(self, value: object, place: Place) -> Text:
        """A text or its translations, cleaned; {} for what is none."""
        if not isinstance(value, Mapping):
            cleaned = self._cleaned(value_text(value), place, value)
            return {self.default: cleaned} if cleaned else {}
        found: dict[str, str] = {}
        for key, written in value.items():
            tag = self.default if key == _DEFAULT else language_tag(str(key))
            cleaned = self._cleaned(value_text(written), place, written)
            if tag in self.languages and cleaned and (key != _DEFAULT or tag not in found):
                found[tag] = cleaned
        return found

    def wording(self, element: Element, *keys: str, place: Place) -> Wording:
        """The first of these properties that says something."""
        for key in keys:
            found = self.text(element.raw.get(key), place)
            if found:
                return Wording(text=found)
        return Wording()

    def plain(self, text: str) -> Wording:
        """A text of the file that has no language."""
        return Wording(text={self.default: text}) if text else Wording()

    def _cleaned(self, text: str, place: Place, written: object) -> str:
        if isinstance(written, str) and len(written) > LONGEST:
            self._notes.warning(place, "text_cut", limit=LONGEST)
        if not has_markup(text):
            return text
        self._notes.info(place, "html_removed")
        return plain_text(without_markup(text))


def _is_localised(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and 0 < len(value) <= _MOST_LANGUAGES
        and all(key == _DEFAULT or language_tag(str(key)) for key in value)
    )


def _localised(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Every text of a document that is written in several languages."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in _KEYS and isinstance(inner, Mapping) and _is_localised(inner):
                yield inner
            else:
                yield from _localised(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _localised(inner, depth + 1)


def _tags(document: Mapping[str, Any], depth: int) -> Iterator[str]:
    for text in _localised(document, depth):
        yield from (language_tag(str(key)) for key in text if key != _DEFAULT)


def _has_default(document: Mapping[str, Any], depth: int) -> bool:
    return any(_DEFAULT in text and len(text) > 1 for text in _localised(document, depth))


class Pipes:
    """Rewrites `{name}` in texts as `${name}`, by the names here."""

    def __init__(self, symbols: Symbols, notes: Notes) -> None:
        self._symbols = symbols
        self._notes = notes

    def piped(self, text: str, loop: LoopSymbols | None, place: Place) -> str:
        """A text with what it inserts; braces around anything else stay, and never look like ours."""
        if "{" not in text:
            return text
        return _INSERTED.sub(lambda found: self._inserted(found, loop, place), text.replace("${", "$ {"))

    def _inserted(self, found: re.Match[str], loop: LoopSymbols | None, place: Place) -> str:
        symbol = _place(found[1], loop) or self._symbols.find(found[1], loop)
        if symbol is None or not symbol.name or symbol.step:
            self._notes.info(place, "pipe_unknown", reference=found[0])
            return found[0]
        return f"${{{symbol.name}}}"


def _place(written: str, loop: LoopSymbols | None) -> Symbol | None:
    """`{panelIndex}` counts from 1 in texts, and from 0 in expressions."""
    return loop.paths.get(f"#{written.strip().lower()}") if loop else None
