"""Reading a profile from CSV, with every mistake found at once. Pure.

Columns: population, question, when, value, share, mean, sd, least, most; docs/demonstration.md
says what each holds.
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from respondents.simulation.profile import REFUSED, SCREENED_OUT, Profile, Rule, Spread
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Expression, ExpressionError, parse, references

COLUMNS = ("population", "question", "when", "value", "share", "mean", "sd", "least", "most")
#: What stands in the `question` column for who arrives, and for who leaves.
ARRIVALS, DROPOUTS = "@arrivals", "@dropouts"

_LONGEST = 2_000_000
_MOST_LINES = 20_000
#: Shares are written with a few decimals: their sum may miss 1 by this much.
_TOLERANCE = 0.002


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to correct, and the line that it is on."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class ProfileError(Exception):
    """The profile cannot be used; `mistakes` says why."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Mapping[str, str]

    @property
    def group(self) -> tuple[str, str, str]:
        return self.cells["population"], self.cells["question"], self.cells["when"]


def read_profile(text: str, definition: Definition) -> Profile:
    """The profile that a CSV text holds, for this questionnaire. Raises ProfileError."""
    if len(text) > _LONGEST:
        raise ProfileError([Mistake(1, f"the file is longer than {_LONGEST} characters")])
    reading = _Reading(definition)
    groups: dict[tuple[str, str, str], list[_Line]] = {}
    for line in _lines(text):
        groups.setdefault(line.group, []).append(line)
    for lines in groups.values():
        reading.take(lines)
    if reading.mistakes:
        raise ProfileError(sorted(reading.mistakes, key=lambda mistake: mistake.line))
    rules = {key: tuple(found) for key, found in reading.rules.items()}
    return Profile(arrivals=reading.arrivals, dropouts=reading.dropouts, rules=rules)


def _lines(text: str) -> Iterator[_Line]:
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey="", restval="")
    header = tuple(table.fieldnames or ())
    if header != COLUMNS:
        raise ProfileError([Mistake(1, f"the columns must be {', '.join(COLUMNS)}")])
    for row in table:
        if table.line_num > _MOST_LINES:
            raise ProfileError([Mistake(table.line_num, f"there are more than {_MOST_LINES} lines")])
        if "" in row:
            raise ProfileError([Mistake(table.line_num, "there are more cells than columns")])
        yield _Line(table.line_num, {name: cell.strip() for name, cell in row.items()})


@dataclass
class _Reading:
    """Takes the lines of one population, question and condition at a time."""

    definition: Definition
    mistakes: list[Mistake] = field(default_factory=list)
    arrivals: Mapping[str, float] = field(default_factory=dict)
    dropouts: dict[str, float] = field(default_factory=dict)
    rules: dict[tuple[str, str], list[Rule]] = field(default_factory=dict)

    def take(self, lines: Sequence[_Line]) -> None:
        audience, name, when = lines[0].group
        known = {*self.definition.population_named, *(side.name for side in self.definition.sides), SCREENED_OUT, ""}
        if audience not in known:
            self._refuse(lines[0], f'there is no population or side named "{audience}"')
        elif name == ARRIVALS:
            self.arrivals = self._shares(lines, {*self.definition.population_named, SCREENED_OUT, REFUSED})
            self._check_sum(lines[0], self.arrivals)
        elif name == DROPOUTS:
            self.dropouts[audience] = self._number(lines[0], "share") or 0.0
        elif name not in self.definition.question_of_field:
            self._refuse(lines[0], f'there is no question named "{name}"')
        else:
            rule = self._rule(lines, name, self._condition(lines[0], when))
            self.rules.setdefault((audience, name), []).append(rule)

    def _rule(self, lines: Sequence[_Line], name: str, when: Expression | None) -> Rule:
        held = self.definition.question_of_field[name].holds(name)
        if held == "number":
            return Rule(when, {}, self._spread(lines))
        shares = self._shares(lines, self._values(name))
        if held == "order":
            if sum(shares.values()) <= 0:
                self._refuse(lines[0], "one of the shares must be positive")
        elif held != "codes":
            self._check_sum(lines[0], shares)
        return Rule(when, shares)

    def _values(self, name: str) -> set[str] | None:
        """What the field may hold; None: any text."""
        question = self.definition.question_of_field[name]
        choices = question.offered_at(name, self.definition.choice_lists)
        return {*choices.codes, ""} if choices else None

    def _shares(self, lines: Sequence[_Line], values: set[str] | None) -> dict[str, float]:
        shares: dict[str, float] = {}
        for line in lines:
            value = line.cells["value"]
            if values is not None and value not in values:
                self._refuse(line, f'"{value}" is not a value of {line.cells["question"]}')
            if value in shares:
                self._refuse(line, f'the share of "{value}" is given twice')
            share = self._number(line, "share")
            if share is None or not 0 <= share <= 1:
                self._refuse(line, "the share must be between 0 and 1")
            shares[value] = share or 0.0
        return shares

    def _check_sum(self, line: _Line, shares: Mapping[str, float]) -> None:
        total = sum(shares.values())
        if abs(total - 1) > _TOLERANCE:
            self._refuse(line, f"the shares of {line.cells['question']} sum to {total:.3f}, not 1")

    def _spread(self, lines: Sequence[_Line]) -> Spread | None:
        for line in lines[1:]:
            self._refuse(line, "a number takes one line, with its mean and standard deviation")
        mean, sd = self._number(lines[0], "mean"), self._number(lines[0], "sd")
        if mean is None or sd is None or sd < 0:
            self._refuse(lines[0], "a number needs a mean, and a standard deviation that is not negative")
            return None
        return Spread(mean, sd, self._number(lines[0], "least"), self._number(lines[0], "most"))

    def _condition(self, line: _Line, when: str) -> Expression | None:
        if not when:
            return None
        try:
            expression = parse(when)
        except ExpressionError as error:
            self._refuse(line, f"the condition cannot be read: {error}")
            return None
        for name in sorted(references(expression)):
            question = self.definition.question_of_field.get(name)
            if question is None or not question.asks:
                self._refuse(line, f'the condition refers to "{name}", which is not a question that is asked')
        return expression

    def _number(self, line: _Line, column: str) -> float | None:
        written = line.cells[column]
        if not written:
            return None
        try:
            number = float(written)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
        self._refuse(line, f'"{written}" is not a number')
        return None

    def _refuse(self, line: _Line, message: str) -> None:
        self.mistakes.append(Mistake(line.number, message))
