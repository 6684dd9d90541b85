"""Answers that a question may take: those of its type, and those that formulas ask for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from surveys.checks.proof.domains import refuses
from surveys.questionnaire.answers import Answers, Value
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import parse, references
from surveys.questionnaire.expressions.xlsform.coercions import read_moment
from surveys.questionnaire.types import AnyQuestion, Consent
from surveys.questionnaire.types.consent import AGREED
from surveys.runtime import QuestionInstance

#: Stands for an open answer of which nothing is known.
OPEN = "\N{HORIZONTAL ELLIPSIS}"

#: What open questions are tried with when words are refused: numbers of every length, and the usual forms.
_TEXTS = (
    "https://example.org",
    "a@example.org",
    "+33123456789",
    "AB1",
    "12:30",
    *("1234567890123456"[:digits] for digits in range(1, 17)),
    *("0123456789012345"[:digits] for digits in range(2, 17)),
    "words " * 20,
)
_NUMBERS = (0, 1, 2, 3, 5, 10, 18, 20, 25, 30, 40, 50, 65, 80, 100, 150, 200, 500, 1000, 2000, 10000)

#: How often a question that may be left blank is, an open one is answered as formulas would have it, and a number
#: or a date as its constraint would.
_BLANK, _AS_COMPARED, _AS_CONSTRAINED = 0.15, 0.6, 0.7


@dataclass(slots=True)
class Drawer:
    """Draws answers for the questions of one definition."""

    definition: Definition
    compared: Mapping[str, Sequence[str]]  # texts and numbers that formulas compare each field with
    now: datetime
    _candidates: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    _constrained: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what each constraint reads

    def draw(self, shown: QuestionInstance, chance: Random, refused: int, given: Answers) -> Answers:
        """An answer to the fields of a question; `refused` were refused before, others were `given`."""
        question, lists = shown.question, self.definition.choice_lists
        if isinstance(question, Consent):
            return {question.name: AGREED}
        if not refused and not question.mandatory and chance.random() < _BLANK:
            return {}
        answers = question.draw(chance, lists, refused)
        beside = self._beside(shown, given) if chance.random() < _AS_CONSTRAINED else ()
        if beside:
            answers = {**answers, question.name: chance.choice(beside)}
            return {name: value for name, value in answers.items() if value is not None}
        return {name: self._drawn(shown, name, value, chance, refused) for name, value in answers.items()}

    def _beside(self, shown: QuestionInstance, given: Answers) -> tuple[Value, ...]:
        """What the constraint of a number or a date compares it with, and what stands beside."""
        question, lists = shown.question, self.definition.choice_lists
        if question.constraint is None or question.holds(question.name) not in ("number", "text"):
            return ()
        if question.name not in self._constrained:
            expression = parse(question.constraint.text, question.constraint.dialect)
            self._constrained[question.name] = tuple(sorted(references(expression) - {question.name}))
        read = (given.get(name + shown.suffix, given.get(name)) for name in self._constrained[question.name])
        near = dict.fromkeys(one for value in read for one in _near(value))
        return tuple(one for one in near if not refuses(question, question.name, one, lists))

    def _drawn(self, shown: QuestionInstance, name: str, drawn: Value, chance: Random, refused: int) -> Value:
        held = shown.question.holds(name)
        if held in ("code", "codes"):
            return self._offered(shown, name, drawn, chance)
        candidates = self.candidates(shown.question, name) if held in ("number", "text") else ()
        likely = candidates and (refused or chance.random() < _AS_COMPARED)
        return chance.choice(candidates) if likely else drawn

    def completed(self, question: AnyQuestion, answers: Answers, chance: Random) -> Answers:
        """The answers, with words where they are missed: beside "other"."""
        problems = question.validate_answers(answers, self.definition.choice_lists)
        blank = [problem.field for problem in problems if answers.get(problem.field) is None]
        missed = [name for name in blank if question.holds(name) == "text"]
        candidates = {name: self.candidates(question, name) for name in missed}
        return {**answers, **{name: chance.choice(tried) for name, tried in candidates.items() if tried}}

    def _offered(self, shown: QuestionInstance, name: str, drawn: Value, chance: Random) -> Value:
        """What was drawn, unless this respondent is not offered it."""
        question = shown.question
        listed = question.offered_at(name, self.definition.choice_lists)
        codes = [code for code in shown.codes if listed and code in listed.by_code]
        if not codes or drawn is None or set(drawn if isinstance(drawn, list) else [drawn]) <= set(codes):
            return drawn
        return [chance.choice(codes)] if isinstance(drawn, list) else chance.choice(codes)

    def candidates(self, question: AnyQuestion, name: str) -> tuple[Value, ...]:
        """Answers to an open field that formulas speak of, and the usual ones, which its question accepts."""
        if name not in self._candidates:
            lists = self.definition.choice_lists
            tried = self._numbers(question, name) if question.holds(name) == "number" else self._words(name)
            self._candidates[name] = tuple(one for one in tried if not refuses(question, name, one, lists))
        return self._candidates[name]

    def _words(self, name: str) -> Iterator[Value]:
        yield from self.compared.get(name, ())
        yield self.now.date().isoformat()
        yield self.now.isoformat(timespec="minutes")
        yield from _TEXTS

    def _numbers(self, question: AnyQuestion, name: str) -> Iterator[Value]:
        """The bounds of a question, what it is compared with and what stands beside, then the usual ones."""
        bounds = (getattr(question, bound, None) for bound in ("least", "most", "total_least", "total_most"))
        edges = [bound for bound in bounds if isinstance(bound, (int, float))]
        edges += [number for number in map(_number, self.compared.get(name, ())) if number is not None]
        beside = [edge + step for edge in edges for step in (0, -1, 1, 0.5)]
        found = [int(number) if float(number).is_integer() else number for number in (*beside, *_NUMBERS)]
        yield from dict.fromkeys(found)


def _near(value: Value) -> tuple[Value, ...]:
    """A number or a date, and those beside it."""
    match value:
        case int() | float():
            return (value, value + 1, value - 1)
        case str() if moment := read_moment(value):
            days = (moment + timedelta(days=step) for step in (0, 1, -1))
            return tuple(day.date().isoformat() for day in days)
    return ()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
