"""Qualtrics's addresses of answers: `q://QID1/SelectableChoice/2`, as expressions."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from surveys.formats.qualtrics.expressions import FALSE, all_of, any_of, quoted, reference
from surveys.formats.qualtrics.symbols import Symbol, Symbols

_LOCATOR = re.compile(r"q://(?:(\d{1,4})_)?([^/?]{1,80})(?:/([^?]{0,200}))?(?:\?.*)?", re.DOTALL)


class UnknownPartError(ValueError):
    """An address, an operator or a condition that has nothing here to stand for it."""


@dataclass(frozen=True)
class Locator:
    """A question, the passage of its loop ("" when none is told), what is asked of it, and of which parts."""

    question: str
    passage: str
    aspect: str
    parts: tuple[str, ...]


def read_locator(text: str) -> Locator:
    """Raises UnknownPartError."""
    found = _LOCATOR.fullmatch(text.strip()[:400])
    if found is None:
        raise UnknownPartError(text)
    aspect, *parts = [unquote(part) for part in (found[3] or "").split("/") if part] or [""]
    return Locator(unquote(found[2]), found[1] or "", aspect, tuple(parts))


class Answers:
    """Expressions for what locators point at. `within` is the loop in which the expression will stand."""

    def __init__(self, symbols: Symbols, within: str = "") -> None:
        self._symbols = symbols
        self._within = within

    def symbol(self, locator: Locator) -> Symbol:
        symbol = self._symbols.questions.get(locator.question)
        if symbol is None or symbol.shape == "nothing":
            raise UnknownPartError(locator.question)
        return symbol

    def chosen(self, locator: Locator) -> str:
        """Whether a choice, a cell of a matrix or a place in a ranking was chosen."""
        symbol, parts = self.symbol(locator), locator.parts
        if parts[:1] == ("Group",):
            parts = parts[1:]
        if locator.aspect == "SelectableAnswer" and symbol.rows:
            return any_of(self._has(symbol, field, parts[-1:]) for fields in symbol.rows.values() for field in fields)
        if symbol.rows:
            return self._cell(symbol, locator, parts)
        if symbol.shape == "ranking" and len(parts) > 1:
            place = int(parts[1]) - 1 if parts[1].isdigit() else 0
            return f"selected-at({self._value(symbol.name, locator)}, {place}) = {quoted(self._code(symbol, parts[0]))}"
        return self._has(symbol, symbol.name, parts[:1], locator)

    def _cell(self, symbol: Symbol, locator: Locator, parts: tuple[str, ...]) -> str:
        if not parts or parts[0] not in symbol.rows:
            raise UnknownPartError("/".join(parts))
        fields = symbol.rows[parts[0]]
        if len(parts) == 1:
            return any_of(f"{self._value(field, locator)} != ''" for field in fields)
        if symbol.shape == "value":
            return f"{self._value(fields[self._column(symbol, parts[1])], locator)} != ''"
        return self._has(symbol, fields[0], parts[1:2], locator)

    def _has(self, symbol: Symbol, field: str, parts: tuple[str, ...], locator: Locator | None = None) -> str:
        if not parts:
            raise UnknownPartError(symbol.question)
        value, code = self._value(field, locator), quoted(self._code(symbol, parts[0]))
        return f"{value} = {code}" if symbol.shape == "single" else f"selected({value}, {code})"

    @staticmethod
    def _code(symbol: Symbol, choice: str) -> str:
        if choice not in symbol.codes:
            raise UnknownPartError(f"{symbol.question}/{choice}")
        return symbol.codes[choice]

    @staticmethod
    def _column(symbol: Symbol, answer: str) -> int:
        if answer not in symbol.answers:
            raise UnknownPartError(f"{symbol.question}/{answer}")
        return symbol.answers.index(answer)

    def value(self, locator: Locator) -> str:
        """What was typed, ranked, counted or coded."""
        symbol, parts = self.symbol(locator), locator.parts
        if locator.aspect in ("SelectedChoicesCount", "SelectedAnswerCount"):
            fields = self._fields(symbol, parts)
            values = [self._value(field, locator) for field in fields]
            together = values[0] if len(values) == 1 else f"join(' ', {', '.join(values)})"
            return f"count-selected({together})"
        if locator.aspect in ("ChoiceTextEntryValue", "ChoiceNumericEntryValue") and parts and not symbol.rows:
            return self._beside(symbol, locator, parts[0])
        return self._value(self._fields(symbol, parts)[0], locator)

    def _beside(self, symbol: Symbol, locator: Locator, choice: str) -> str:
        if symbol.shape == "ranking":
            return f"{place_in(self._value(symbol.name, locator), self._code(symbol, choice))}"
        if symbol.shape == "value":
            return self._value(symbol.name, locator)
        if choice != symbol.other:
            raise UnknownPartError(f"{symbol.question}/{choice}")
        return self._value(f"{symbol.name}_other", locator)

    def _fields(self, symbol: Symbol, parts: tuple[str, ...]) -> tuple[str, ...]:
        if not symbol.rows:
            return (symbol.name,)
        if not parts:
            return tuple(field for fields in symbol.rows.values() for field in fields)
        if parts[0] not in symbol.rows:
            raise UnknownPartError("/".join(parts))
        fields = symbol.rows[parts[0]]
        return (fields[self._column(symbol, parts[1])],) if len(parts) > 1 and symbol.answers else fields

    def shown(self, locator: Locator) -> str:
        """Whether a question was displayed: what decides about it in its own display logic."""
        if locator.question not in self._symbols.shown:
            raise UnknownPartError(locator.question)
        return self._symbols.shown[locator.question]

    def answered(self, locator: Locator) -> str:
        """Whether anything was answered."""
        symbol = self.symbol(locator)
        if locator.parts and not symbol.rows and symbol.shape != "value":
            return f"{self._beside(symbol, locator, locator.parts[0])} != ''"
        fields = self._fields(symbol, locator.parts)
        told = [f"{self._value(field, locator)} != ''" for field in fields]
        return (any_of(told) if locator.parts else all_of(told)) or FALSE

    def _value(self, field: str, locator: Locator | None = None) -> str:
        """A field; one of another loop's passages where the locator tells which."""
        loop = self._symbols.loops.get(locator.question, "") if locator else ""
        if locator and loop and loop != self._within and locator.passage:
            return f"indexed-repeat({reference(field)}, {reference(loop)}, {locator.passage})"
        return reference(field)


def place_in(ranking: str, code: str) -> str:
    """The rank that a choice was given, from 1; the codes of a ranking stand best first."""
    before = f"substring-before(concat(' ', {ranking}, ' '), {quoted(f' {code} ')})"
    return f"if(selected({ranking}, {quoted(code)}), count-selected({before}) + 1, '')"
