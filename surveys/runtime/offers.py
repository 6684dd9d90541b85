"""What a question offers now: the choices that its filter lets through, the rows that are asked."""

from collections.abc import Callable, Iterable

from surveys.questionnaire.answers import Value
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.types import AnyQuestion, Battery
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.listed import Listed
from surveys.runtime.plans import QuestionPlan


class Offer:
    """The choices and rows of one question, in one passage. A choice is judged when it is first needed."""

    __slots__ = ("_known", "_lets_through", "_plan", "hidden", "hidden_rows")

    def __init__(
        self, plan: QuestionPlan, hidden_rows: frozenset[str], lets_through: Callable[[Choice], bool] | None
    ) -> None:
        self._plan = plan
        self._lets_through = lets_through
        self._known: dict[str, bool] = {}
        self.hidden_rows = hidden_rows
        self.hidden = _fields(plan, hidden_rows) if hidden_rows else hidden_rows

    def asking(self, lets_through: Callable[[Choice], bool] | None) -> "Offer":
        """The same, whose other choices are judged elsewhere."""
        offer = Offer(self._plan, self.hidden_rows, lets_through)
        offer._known = self._known.copy()
        return offer

    def without(self, rows: frozenset[str]) -> "Offer":
        """The same without these rows either."""
        return Offer(self._plan, self.hidden_rows | rows, self._lets_through) if rows - self.hidden_rows else self

    def has(self, code: str) -> bool:
        """Whether a choice is offered; what is no choice of the list is not."""
        known = self._known.get(code)
        if known is None:
            choice = self._plan.choices.by_code.get(code) if self._plan.choices else None
            through = self._lets_through is None or (choice is not None and self._lets_through(choice))
            known = self._known[code] = choice is not None and through
        return known

    def empty(self, likely: Value) -> bool:
        """Whether there is nothing to answer: no choice, or no row. `likely` choices are tried first."""
        if self._plan.row_names and len(self.hidden_rows) == len(self._plan.row_names):
            return True
        if self._lets_through is None or self._plan.choices is None:
            return False
        tried = likely if isinstance(likely, list) else [likely] if isinstance(likely, str) else []
        return not any(self.has(code) for code in (*tried, *self._plan.choices.codes))

    def choices(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes that are offered, of these."""
        return tuple(code for code in codes if self.has(code)) if self._lets_through else tuple(codes)

    def rows(self, names: Iterable[str]) -> tuple[str, ...]:
        """The rows that are asked, of these."""
        return tuple(name for name in names if name not in self.hidden_rows)

    def kept(self, field: str, answer: Value) -> Value:
        """An answer as far as it counts: codes that are not offered any more are left out."""
        if answer is None or field in self.hidden:
            return None
        if self._lets_through is None:
            return answer
        if field not in self._plan.choices_at:
            code = self._plan.beside.get(field)
            return answer if not code or self.has(code) else None
        if isinstance(answer, list):
            return [code for code in answer if self.has(code)] or None
        return answer if isinstance(answer, str) and self.has(answer) else None

    def narrowed(self, question: AnyQuestion, lists: Lists) -> tuple[AnyQuestion, Lists]:
        """The question with the rows that are asked, and the lists with the choices that are offered."""
        if self.hidden_rows and isinstance(question, Battery):
            rows = tuple(row for row in question.rows if row.name not in self.hidden_rows)
            question = question.model_copy(update={"rows": rows})
        if self._lets_through is not None and isinstance(question, Listed):
            whole = lists[question.list]
            offered = tuple(choice for choice in whole.choices if self.has(choice.code))
            lists = {**lists, question.list: ChoiceList.model_construct(name=whole.name, choices=offered)}
        return question, lists


def _fields(plan: QuestionPlan, rows: frozenset[str]) -> frozenset[str]:
    """The fields of these rows."""
    return frozenset(field for row in plan.rows if row.name in rows for field in row.fields)
