"""What a question offers: it is asked of those for whom a choice is left, and a row."""

from collections.abc import Iterator, Mapping

from surveys.checks.proof.logic import Truth
from surveys.checks.proof.model import Model
from surveys.checks.proof.reading import Site
from surveys.checks.proof.states import Exact, Ticks
from surveys.checks.proof.translation import reads_of
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.expressions import parse
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Battery

#: Choices of a filtered list that are looked at one by one; of longer ones, any may be offered.
_MOST_CHOICES = 300


class Offering:
    """What the filter and the rows of one question leave."""

    def __init__(self, model: Model, question: AnyQuestion) -> None:
        self._model, self._question = model, question
        self.filter: Formula | None = getattr(question, "choice_filter", None)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """Everything that decides."""
        rows = self._question.rows if isinstance(self._question, Battery) else ()
        ours = [row.relevant for row in rows if row.relevant is not None]
        return (*([self.filter] if self.filter else []), *(ours if len(ours) == len(rows) else []))

    @property
    def reads(self) -> frozenset[str]:
        """The names that all of it reads."""
        site = Site(self._question.name)
        return frozenset().union(*(reads_of(parse(one.text, one.dialect), site) for one in self.formulas))

    def is_offered(self, choice: Choice) -> Truth:
        """Whether the filter lets a choice through."""
        if self.filter is None:
            return True
        formula = self.filter
        key = ("offered", self._question.name, choice.code)
        return self._model.translator.remembered(key, lambda: self._holds(formula, choice))

    def choices(self) -> tuple[Choice, ...]:
        """The choices that a filter decides about; () when there is none, or when they are too many."""
        offered = self._question.offered(self._model.definition.choice_lists) if self.filter else None
        return offered.choices if offered and len(offered.choices) <= _MOST_CHOICES else ()

    def something(self) -> Truth:
        """Whether a choice is left, and a row."""
        logic, choices = self._model.logic, self.choices()
        rows = self._question.rows if isinstance(self._question, Battery) else ()
        row = (
            logic.any_of(True if one.relevant is None else self._holds(one.relevant) for one in rows) if rows else True
        )
        choice = logic.any_of(self.is_offered(one) for one in choices) if choices else self._anything()
        return logic.all_of((row, choice))

    def law(self, asked: Truth, met: Truth) -> Truth:
        """Who meets the other filters is asked where something is left, and answers what is offered."""
        logic, left = self._model.logic, self.something()
        due = logic.implies(logic.all_of((met, left)), asked)
        return logic.all_of((logic.implies(asked, left), due, self._answers()))

    def _answers(self) -> Truth:
        """That what is answered is offered."""
        offered = {choice.code: self.is_offered(choice) for choice in self.choices()}
        keys = self._question.keys() if offered else ()
        return self._model.logic.all_of(part for key in keys for part in self._answered(key, offered))

    def _answered(self, field: str, offered: Mapping[str, Truth]) -> Iterator[Truth]:
        logic = self._model.logic
        for state in self._model.domain(field).states:
            match state.content:
                case Exact(kept=str(code)) if code in offered:
                    yield logic.implies(state.guard, offered[code])
                case Ticks(ticked=ticked):
                    yield from (logic.implies(one, offered[code]) for code, one in ticked.items() if code in offered)

    def _anything(self) -> Truth:
        """Of a list that is too long nothing is known."""
        return self._model.logic.boolean(f"offers:{self._question.name}") if self.filter else True

    def _holds(self, formula: Formula, choice: Choice | None = None) -> Truth:
        spot = self._model.places.of_question[self._question.name]
        site = Site(self._question.name, spot.loop_name, choice=choice)
        return self._model.translator.condition(parse(formula.text, formula.dialect), site)
