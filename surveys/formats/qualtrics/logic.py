"""Display, branch, skip and validation logic as expressions.

Sets of conditions, each after the first with "And" or "Or", stand in a map whose keys are numbers;
the sets themselves are joined by "AndIf" or "ElseIf". "And" binds closer than "Or" at both levels.
"""

from collections.abc import Callable, Mapping

from surveys.formats.qualtrics.expressions import FALSE, TRUE, all_of, any_of, negated, number, quoted, reference
from surveys.formats.qualtrics.locators import Answers, Locator, UnknownPartError, read_locator
from surveys.formats.qualtrics.loose import as_map, as_number, as_text, is_true
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.pipes import Pipes
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Symbols
from surveys.formats.reasons import because
from surveys.formats.report import Notes, Place

MOST_CONDITIONS = 300
_LONGEST = 6_000
_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_COMPARISONS: Mapping[str, str] = {
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
}
_OR = frozenset({"or", "orif", "elseif"})
_EQUAL = frozenset({"EqualTo", "Is", "EqualsTo"})
_UNEQUAL = frozenset({"NotEqualTo", "IsNot"})


class Logic:
    """Reads the logic of one place of the questionnaire; what cannot be read is dropped with a line."""

    def __init__(self, symbols: Symbols, names: Names, pipes: Pipes, notes: Notes, within: str = "") -> None:
        self._symbols = symbols
        self._names = names
        self._pipes = pipes
        self._notes = notes
        self._answers = Answers(symbols, within)

    def read(self, logic: object, place: Place) -> str:
        """The condition of a map of sets, "" when it says nothing or cannot be said here."""
        return self._told(lambda: self._sets(as_map(logic)), place, logic)

    def skip(self, skip: Payload, place: Place) -> str:
        """The condition of one line of skip logic."""
        locator = as_text(skip.get("ChoiceLocator")) or as_text(skip.get("Locator"))
        question = as_text(skip.get("QuestionID"))
        term = {
            "LogicType": "Question",
            "LeftOperand": locator or f"q://{question}/",
            "Operator": as_text(skip.get("Condition")).replace("Is ", "").replace(" ", ""),
            "RightOperand": skip.get("Value"),
        }
        return self._told(lambda: self._term(term), place, skip)

    def chosen(self, question: str, *parts: str) -> str | None:
        """Whether a choice of another question was chosen; None when that cannot be said here."""
        try:
            return self._answers.chosen(Locator(question, "", "SelectableChoice", parts))
        except UnknownPartError:
            return None

    def listed(self, question: str) -> str:
        """The answer of a question with choices as a list of codes, "" where it is none."""
        symbol = self._symbols.questions.get(question)
        held = symbol is not None and symbol.shape in ("single", "multiple", "ranking") and not symbol.rows
        return reference(symbol.name) if symbol is not None and held else ""

    def _told(self, read: Callable[[], str], place: Place, logic: object) -> str:
        try:
            text = read()
        except UnknownPartError as unknown:
            self._notes.warning(
                place,
                "expression_dropped",
                reason=because("not_usable", names=str(unknown)),
                expression=described(logic),
            )
            return ""
        if len(text) > _LONGEST:
            self._notes.warning(
                place,
                "expression_dropped",
                reason=because("too_long", length=len(text), limit=_LONGEST),
                expression=described(logic),
            )
            return ""
        return text

    def _sets(self, logic: Payload) -> str:
        sets = [
            (as_text(one.get("Type")), condition)
            for one in _numbered(logic)
            if (condition := self._joined([(_conjunction(term), self._term(term)) for term in _numbered(one)]))
        ]
        return self._joined(sets)

    @staticmethod
    def _joined(terms: list[tuple[str, str]]) -> str:
        alternatives: list[list[str]] = [[]]
        for place, (word, condition) in enumerate(terms):
            if place and word.lower() in _OR:
                alternatives.append([])
            alternatives[-1].append(condition)
        return any_of(all_of(conditions) for conditions in alternatives)

    def _term(self, term: Payload) -> str:
        kind, operator = as_text(term.get("LogicType")), as_text(term.get("Operator"))
        left = as_text(term.get("LeftOperand")) or as_text(term.get("ChoiceLocator"))
        if left.startswith("q://"):
            return self._about_question(read_locator(left), operator, term)
        if kind == "EmbeddedField" and left:
            return self._compared(reference(self._embedded(left)), operator, term)
        if kind in ("LoopAndMerge", "LoopAndMergeField") and left:
            return self._compared(self._pipes.loop_field(left), operator, term)
        if kind in ("BooleanValue", "Boolean"):
            return TRUE if is_true(left) else FALSE
        raise UnknownPartError(kind or left or "?")

    def _embedded(self, field: str) -> str:
        if field not in self._symbols.embedded:
            self._symbols.embedded[field] = self._names.free(field)
        return self._symbols.embedded[field]

    def _about_question(self, locator: Locator, operator: str, term: Payload) -> str:
        asks = {
            "Selected": lambda: self._answers.chosen(locator),
            "NotSelected": lambda: negated(self._answers.chosen(locator)),
            "Displayed": lambda: self._answers.shown(locator),
            "NotDisplayed": lambda: negated(self._answers.shown(locator)),
            "Empty": lambda: negated(self._answers.answered(locator)),
            "NotEmpty": lambda: self._answers.answered(locator),
            "NotAnswered": lambda: negated(self._answers.answered(locator)),
            "Answered": lambda: self._answers.answered(locator),
        }
        ask = asks.get(operator)
        return ask() if ask else self._compared(self._answers.value(locator), operator, term)

    def _compared(self, left: str, operator: str, term: Payload) -> str:
        written = as_text(term.get("RightOperand"))
        if operator in ("Empty", "NotEmpty"):
            return f"{left} = ''" if operator == "Empty" else f"{left} != ''"
        if operator in _COMPARISONS:
            return f"{left} {_COMPARISONS[operator]} {self._amount(written)}"
        if operator in _EQUAL | _UNEQUAL:
            sign = "=" if operator in _EQUAL else "!="
            amount = as_number(written)
            if amount is not None:
                return f"{left} {sign} {number(amount)}"
            left, right = self._same_case(left, written, term)
            return f"{left} {sign} {right}"
        if operator in ("Contains", "DoesNotContain"):
            left, right = self._same_case(left, written, term)
            contains = f"contains({left}, {right})"
            return contains if operator == "Contains" else negated(contains)
        if operator in ("MatchesRegex", "DoesNotMatchRegex"):
            matches = f"regex({left}, {quoted(_pattern(written))})"
            return matches if operator == "MatchesRegex" else negated(matches)
        raise UnknownPartError(operator or "?")

    def _amount(self, written: str) -> str:
        amount = as_number(written)
        return number(amount) if amount is not None else f"number({self._pipes.expression(written)})"

    def _same_case(self, left: str, written: str, term: Payload) -> tuple[str, str]:
        """Both sides, in small letters where capitals do not count."""
        right = self._pipes.expression(written)
        if not is_true(term.get("IgnoreCase")):
            return left, right
        return tuple(f"translate({side}, '{_UPPER}', '{_LOWER}')" for side in (left, right))  # type: ignore[return-value]


def _numbered(value: Payload) -> list[Payload]:
    """The parts of a map whose keys are numbers, in order."""
    keys = sorted((key for key in value if key.isascii() and key.isdigit() and len(key) < 9), key=int)
    if len(keys) > MOST_CONDITIONS:
        raise UnknownPartError(f"> {MOST_CONDITIONS}")
    return [as_map(value[key]) for key in keys if not is_true(as_map(value[key]).get("_HiddenExpression"))]


def _conjunction(term: Payload) -> str:
    return as_text(term.get("Conjuction")) or as_text(term.get("Conjunction"))  # the first is how Qualtrics spells it


def _pattern(written: str) -> str:
    """A pattern without the slashes that some write around it."""
    inner = written.strip()
    return inner[1:-1] if len(inner) > 2 and inner[0] == inner[-1] == "/" else inner


def described(logic: object, depth: int = 0) -> str:
    """What a map of logic says, in Qualtrics's own words, for a line of the report."""
    if not isinstance(logic, Mapping) or depth > 3:
        return ""
    if "LeftOperand" in logic or "ChoiceLocator" in logic:
        words = (logic.get(key) for key in ("LeftOperand", "Operator", "RightOperand", "ChoiceLocator", "Condition"))
        return " ".join(dict.fromkeys(filter(None, map(as_text, words))))
    return "; ".join(filter(None, (described(part, depth + 1) for part in logic.values())))
