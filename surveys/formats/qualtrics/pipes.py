"""Piped text: `${q://QID1/ChoiceGroup/SelectedChoices}` in texts and values, as `${name}` or as expressions."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from surveys.formats.qualtrics.expressions import quoted, reference
from surveys.formats.qualtrics.locators import Answers, UnknownPartError, read_locator
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.symbols import Symbols
from surveys.formats.report import Notes, Place

_PIPE = re.compile(r"\$\{\s*([a-z]{1,4})://([^{}]{1,300}?)\s*\}", re.IGNORECASE)
_SUM = re.compile(r"\$e\{([^{}]{1,500})\}")
_OPERAND = re.compile(r"([a-z]{1,4})://[^\s()+*^{}]+|\d+(?:\.\d+)?|[-+*/()]|\s+|(.)", re.IGNORECASE)
_NO_PIPE = re.compile(r"\$\{(?!\s*[a-z]{1,4}://)", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\$\{(?=\s*[a-z]{1,4}://)", re.IGNORECASE)
_ALONE = re.compile(r"\$\{[A-Za-z_][\w.-]*\}")
_CHANCE = re.compile(r"int/(-?\d{1,9}):(-?\d{1,9})")
_DAYS = re.compile(r"([+-])\s*(\d{1,4})\s*(day|week|month|year)", re.IGNORECASE)
#: What addresses ask of a question: its answer, and what begins alike but is none.
_ANSWERS = ("SelectedChoices", "SelectedAnswers", "Choice", "Selectable", "Date")
_NO_ANSWERS = frozenset({"ChoiceDescription", "SelectedChoicesCount"})
_LENGTH_OF = {"day": 1, "week": 7, "month": 30, "year": 365}
#: Formats of dates by Qualtrics's names; the others are written as day, month, year.
_DATES = {"DS": "%m/%d/%Y", "DL": "%B %e, %Y", "SD": "%Y-%m-%d", "Y": "%Y", "TS": "%H:%M", "TL": "%H:%M:%S"}


@dataclass(frozen=True)
class Pipes:
    """Reads piped texts. `computed`: the calculations that they need, by the names that they were given.

    `hidden`: values that only the outside knows, by name, each with the parameter that may bring it.
    `within`: the loop around, and `loop_fields` the names of its fields by their numbers.
    """

    symbols: Symbols
    names: Names
    notes: Notes
    computed: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    within: str = ""
    loop_fields: Mapping[str, str] = field(default_factory=dict)

    def inside(self, loop: str, fields: Mapping[str, str]) -> "Pipes":
        """The same, for what stands in a loop."""
        return replace(self, within=loop, loop_fields=fields)

    def drained(self) -> Mapping[str, str]:
        """The calculations that were needed since the last time."""
        found = dict(self.computed)
        self.computed.clear()
        return found

    def text(self, text: str, place: Place) -> str:
        """A text whose pipes are references to answers; those that lead nowhere are taken out."""
        if "${" not in text and "$e{" not in text:
            return text
        text = _NO_PIPE.sub("{", text)
        text = _SUM.sub(lambda found: self._named(found[0], lambda: self._sum(found[1]), place), text)
        text = _PIPE.sub(
            lambda found: self._named(found[0], lambda: self._formula(found[1].lower(), found[2]), place), text
        )
        return _LEFT_OVER.sub("{", text)

    def expression(self, written: str) -> str:
        """A value of logic or of embedded data as an expression: a literal, a reference, or several put together."""
        parts: list[str] = []
        end = 0
        for found in re.finditer(f"{_SUM.pattern}|{_PIPE.pattern}", written, re.IGNORECASE):
            if found.start() > end:
                parts.append(quoted(written[end : found.start()]))
            parts.append(self._sum(found[1]) if found[1] else self._formula(found[2].lower(), found[3]))
            end = found.end()
        if end < len(written) or not parts:
            parts.append(quoted(written[end:]))
        return parts[0] if len(parts) == 1 else f"concat({', '.join(parts)})"

    def loop_field(self, which: str) -> str:
        """The reference to a field of the loop around."""
        number = which.rsplit("/", 1)[-1]
        name = self.loop_fields.get(number)
        if not name:
            raise UnknownPartError(which)
        return reference(name)

    def _named(self, whole: str, read: Callable[[], str], place: Place) -> str:
        try:
            told = read()
        except UnknownPartError:
            self.notes.warning(place, "pipe_unknown", reference=whole)
            return ""
        return told if _ALONE.fullmatch(told) else reference(self._calculated(told))

    def _calculated(self, formula: str) -> str:
        name = next((name for name, known in self.computed.items() if known == formula), "")
        if not name:
            name = self.names.free("text_1")
            self.computed[name] = formula
        return name

    def _formula(self, scheme: str, path: str) -> str:
        if scheme == "q":
            return self._answer(f"q://{path}")
        if scheme in ("e", "ed") and path.startswith("Field/"):
            return reference(self._embedded(path.removeprefix("Field/").strip()))
        if scheme == "lm":
            return "position(..)" if path.startswith("CurrentLoopNumber") else self.loop_field(path)
        if scheme in ("m", "loc", "rp"):
            return reference(self._outside(f"{scheme}_{path.rsplit('/', 1)[-1]}"))
        if scheme == "date":
            return _date(path)
        if scheme == "rand" and (found := _CHANCE.fullmatch(path)):
            least, most = sorted((int(found[1]), int(found[2])))
            return f"int(random() * {most - least + 1}) + {least}"
        raise UnknownPartError(f"{scheme}://{path}")

    def _answer(self, address: str) -> str:
        locator = read_locator(address)
        aspect, parts = locator.aspect, locator.parts
        if aspect == "ChoiceGroup" and parts:
            aspect, parts = parts[0], parts[1:]
        if not (
            aspect.startswith(("SelectedChoices", "SelectedAnswers", "Choice", "Selectable", "Date")) or not aspect
        ):
            raise UnknownPartError(address)
        if aspect in ("ChoiceDescription", "QuestionText", "SelectedChoicesCount"):
            raise UnknownPartError(address)
        plain = type(locator)(locator.question, locator.passage, "ChoiceTextEntryValue", parts)
        symbol = Answers(self.symbols, self.within).symbol(plain)
        if not symbol.rows and parts and parts[0] != symbol.other and symbol.shape in ("single", "multiple"):
            plain = type(locator)(locator.question, locator.passage, "", ())
        if symbol.rows and not parts:
            raise UnknownPartError(address)
        return Answers(self.symbols, self.within).value(plain)

    def _embedded(self, name: str) -> str:
        if name not in self.symbols.embedded:
            self.symbols.embedded[name] = self.names.free(name)
        return self.symbols.embedded[name]

    def _outside(self, wanted: str) -> str:
        name = next((name for name, parameter in self.hidden.items() if parameter == wanted), "")
        if not name:
            name = self.names.free(wanted)
            self.hidden[name] = wanted
        return name

    def _sum(self, written: str) -> str:
        """`$e{ e://Field/a + 1 }`: arithmetic on values."""
        parts: list[str] = []
        for found in _OPERAND.finditer(written):
            if found[2]:
                raise UnknownPartError(written)
            token = found[0]
            if found[1]:
                scheme, _, path = token.partition("://")
                parts.append(f"number({self._formula(scheme.lower(), path)})")
            elif token.strip():
                parts.append({"/": "div"}.get(token, token))
        return f"({' '.join(parts)})" if parts else "''"


def _date(path: str) -> str:
    """`CurrentDate/DS`, `OtherDate/DS/+1 day`."""
    kind, *more = path.split("/", 2)
    pattern = _DATES.get(more[0] if more else "", "%d/%m/%Y")
    if kind not in ("CurrentDate", "OtherDate", "CurrentTime"):
        raise UnknownPartError(path)
    moment = "now()"
    if kind == "OtherDate" and len(more) > 1 and (found := _DAYS.search(more[1])):
        moment = f"date-time(now() {found[1]} {int(found[2]) * _LENGTH_OF[found[3].lower()]})"
    return f"format-date-time({moment}, '{pattern}')"
