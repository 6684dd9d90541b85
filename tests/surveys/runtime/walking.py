"""A respondent for tests: posts pages as a browser does, and keeps what is to be stored."""

from dataclasses import dataclass, field
from datetime import datetime

from surveys.questionnaire.answers import Value
from surveys.questionnaire.definition import Definition
from surveys.runtime import (
    Compiled,
    Decision,
    Outcome,
    PageInstance,
    Received,
    Show,
    compile_definition,
    next_page,
    page_instance,
    previous_page,
    receive,
)

NOW = datetime(2024, 5, 31, 12, 0)  # noqa: DTZ001 - wall-clock, as the runtime is given it


@dataclass
class Respondent:
    """One interview; `decisions` is what the ledger said."""

    compiled: Compiled
    answers: dict[str, Value] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    seed: int = 1

    def next(self) -> Outcome:
        return next_page(self.compiled, self.answers, self.seed, self.decisions, NOW)

    def page(self) -> PageInstance:
        """The page to answer now."""
        outcome = self.next()
        assert isinstance(outcome, Show), outcome
        return outcome.page

    def seen(self) -> list[str]:
        """The names of the page to answer now and of the questions shown on it."""
        page = self.page()
        return [page.name, *(question.key for question in page.questions if question.shown)]

    def look_at(self, name: str) -> PageInstance | None:
        return page_instance(self.compiled, self.answers, self.seed, self.decisions, name, NOW)

    def back_from(self, name: str) -> str | None:
        return previous_page(self.compiled, self.answers, self.seed, self.decisions, name, NOW)

    def post(self, page_name: str, displayed: str | None = None, /, **posted: str | list[str]) -> Received:
        """Post a page; stored unless there are problems. A loop's controls are written `name__2`."""
        page = self.look_at(page_name)
        assert page is not None, page_name
        keys = displayed.split() if displayed is not None else [one.key for one in page.questions if one.shown]
        raw = {name.replace("__", "#"): value if isinstance(value, list) else [value] for name, value in posted.items()}
        received = receive(self.compiled, self.answers, self.seed, self.decisions, page_name, {**raw, ":q": keys}, NOW)
        if not received.problems:
            self.answers.update(received.answers)
        return received

    def send(self, **posted: str | list[str]) -> Received:
        """Post the page to answer now."""
        return self.post(self.page().name, **posted)


def respondent(definition: Definition, **answers: Value) -> Respondent:
    return Respondent(compile_definition(definition), dict(answers))
