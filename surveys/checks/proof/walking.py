"""Interviews through the real runtime: what was seen there can be reached, whatever else is true."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from surveys.checks.proof.drawing import OPEN, Drawer
from surveys.questionnaire.answers import DISPLAYED, PROMPTED, Answers, Raw, Value
from surveys.runtime import (
    QUOTA,
    AskQuota,
    AskTask,
    Compiled,
    Complete,
    Decision,
    Outcome,
    PageInstance,
    QuestionInstance,
    Show,
    next_page,
    page_instance,
    receive,
)

#: Attempts at a page, and from which on optional questions are left blank.
_MOST_ATTEMPTS, _PATIENCE = 24, 10


#: What a page costs besides its questions, and the answers already given that cost as much as one.
_PAGE, _ANSWERS = 5, 20

NO_ANSWERS: Answers = {}


@dataclass(slots=True)
class Seen:
    """What interviews met, each with the answers that had been given when it was first met."""

    questions: dict[str, Answers] = field(default_factory=dict)
    choices: set[tuple[str, str]] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    populations: dict[str, Answers] = field(default_factory=dict)
    cells: dict[tuple[str, ...], Answers] = field(default_factory=dict)  # population, then cells met together
    stuck: dict[str, Answers] = field(default_factory=dict)
    complete: Answers = field(default_factory=dict)  # the last interview that was completed
    interviews: int = 0
    work: int = 0


@dataclass(slots=True)
class Walker:
    """Runs interviews and keeps what they meet."""

    compiled: Compiled
    drawer: Drawer
    now: datetime
    most_pages: int = 400  # of one interview
    seen: Seen = field(default_factory=Seen)

    def walk(self, wanted: Answers = NO_ANSWERS, *, given: Answers = NO_ANSWERS, last: str = "") -> None:
        """One interview with the answers `wanted`, others drawn; it starts with those `given`.

        It ends after the page of the question `last`.
        """
        seed = self.seen.interviews
        self.seen.interviews += 1
        _Interview(self, random.Random(seed), seed, wanted, dict(given)).run(last)  # noqa: S311 - reproducible


@dataclass(slots=True)
class _Interview:
    walker: Walker
    chance: random.Random
    seed: int
    wanted: Answers
    answers: dict[str, Value]
    decisions: dict[str, Decision] = field(default_factory=dict)
    drawn: dict[str, Answers] = field(default_factory=dict)  # by question and passage
    typed: dict[str, Value] = field(default_factory=dict)  # the same by field

    def run(self, last: str) -> None:
        before: PageInstance | None = None
        for _ in range(self.walker.most_pages):
            outcome = self._next()
            if before is not None and not (isinstance(outcome, Show) and outcome.page.name == before.name):
                self._look_again(before)
            before = outcome.page if isinstance(outcome, Show) else None
            match outcome:
                case AskQuota(population=population, cells=cells):
                    self._met(population)
                    self.walker.seen.cells.setdefault((population, *cells), dict(self.answers))
                    self.decisions[QUOTA] = "admit"
                case AskTask(field=field, codes=codes):
                    wanted = self.wanted.get(field)
                    self.answers[field] = wanted if wanted in codes else self.chance.choice(codes)
                case Show(page=page):
                    self._look_at(page)
                    if not self._answer(page) or any(shown.question.name == last for shown in page.questions):
                        return
                case Complete(population=population):
                    self._met(population)
                    self.walker.seen.complete = dict(self.answers)
                    return
                case _:
                    return

    def _next(self) -> Outcome:
        walker = self.walker
        return next_page(walker.compiled, self.answers, self.seed, self.decisions, walker.now)

    def _met(self, population: str) -> None:
        self.walker.seen.populations.setdefault(population, dict(self.answers))

    def _look_at(self, page: PageInstance) -> None:
        seen = self.walker.seen
        self._worked(page)
        for shown in page.questions:
            if shown.shown:
                if shown.question.name not in seen.questions:
                    seen.questions[shown.question.name] = dict(self.answers)
                seen.choices.update((shown.question.name, code) for code in shown.codes)
                seen.rows.update(shown.rows)

    def _look_again(self, page: PageInstance) -> None:
        """What answers on a page show on it, at once with a script, or to who goes back."""
        walker = self.walker
        if all(question.name in walker.seen.questions for question in page.page.questions if question.visible):
            return
        again = page_instance(walker.compiled, self.answers, self.seed, self.decisions, page.name, walker.now)
        if again is not None:
            self._look_at(again)

    def _answer(self, page: PageInstance) -> bool:
        """Answer a page until it is accepted; False when it never is.

        What a script may show at once is answered too: of all that is posted, what is relevant is kept.
        """
        walker = self.walker
        asked = [shown for shown in page.questions if shown.question.asks]
        again = {shown.key for shown in asked if shown.key not in self.drawn}
        for attempt in range(_MOST_ATTEMPTS):
            for shown in asked:
                if shown.key in again:
                    self.drawn[shown.key] = self._drawn(shown, attempt)
                    self.typed.update({name + shown.suffix: one for name, one in self.drawn[shown.key].items()})
            raw = self._posted(page, asked)
            received = receive(walker.compiled, self.answers, self.seed, self.decisions, page.name, raw, walker.now)
            if not received.problems:
                return self._keep(asked, received.answers)
            self._worked(page)
            fields = {problem.field for problem in received.problems}
            again = {shown.key for shown in asked if fields & self._keys(shown)}
            self._look_at_refused([shown for shown in asked if shown.key in again], received.answers)
        walker.seen.stuck.update({shown.question.name: dict(self.answers) for shown in asked if shown.key in again})
        return False

    def _look_at_refused(self, refused: list[QuestionInstance], accepted: Answers) -> None:
        """Questions that the answers accepted on their page show on it at once."""
        if not any(shown.shown for shown in refused):
            for shown in refused:
                self.walker.seen.questions.setdefault(shown.question.name, {**self.answers, **accepted})

    def _worked(self, page: PageInstance) -> None:
        """Questions, and what a page costs whatever is on it."""
        self.walker.seen.work += len(page.questions) + _PAGE + len(self.answers) // _ANSWERS

    def _posted(self, page: PageInstance, asked: list[QuestionInstance]) -> Raw:
        """What a browser posts; nobody minds being asked twice for what need not be answered."""
        keys = [shown.key for shown in page.questions]
        raw: dict[str, Sequence[str]] = {DISPLAYED: keys, PROMPTED: keys}
        for shown in asked:
            controls = shown.question.posted(self.drawn[shown.key], self.walker.compiled.lists)
            raw |= {name + shown.suffix: values for name, values in controls.items()}
        return raw

    def _keep(self, asked: list[QuestionInstance], answers: Answers) -> bool:
        """Store the answers; False when nothing new came of them, for the page would come again for ever."""
        fresh = any(key not in self.answers or self.answers[key] != value for key, value in answers.items())
        self.answers.update(answers)
        for shown in asked:
            if any(self.answers.get(key) is not None for key in self._keys(shown)):
                self.walker.seen.answered.add(shown.question.name)
        return fresh

    def _keys(self, shown: QuestionInstance) -> set[str]:
        lists = self.walker.compiled.lists
        return {name + shown.suffix for name in shown.question.fields(lists)}

    def _drawn(self, shown: QuestionInstance, refused: int) -> Answers:
        """First what is wanted, then anything; in the end nothing, where that is allowed."""
        if refused >= _PATIENCE and refused % 2 and not shown.question.mandatory:
            return {}
        answers = self.walker.drawer.draw(shown, self.chance, refused, self.typed)
        if refused and refused % 5 == 0:  # one field alone: rows may exclude each other
            first = next(iter(answers), "")
            answers = {name: value for name, value in answers.items() if name == first}
        if refused:
            return answers
        return self.walker.drawer.completed(shown.question, {**answers, **self._wished(shown)}, self.chance)

    def _wished(self, shown: QuestionInstance) -> Answers:
        fields = shown.question.fields(self.walker.compiled.lists)
        return {name: self.wanted[name] for name in fields if self.wanted.get(name, OPEN) != OPEN}
