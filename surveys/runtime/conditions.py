"""What the formulas of an interview come to: conditions, constraints, requirements, defaults."""

from datetime import datetime

from surveys.questionnaire.answers import Value as AnswerValue
from surveys.questionnaire.expressions import Expression, ExpressionError, Value, evaluate, evaluate_bool
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.plans import QuestionPlan
from surveys.runtime.readings import Readings
from surveys.runtime.scope import AnswerScope
from surveys.runtime.values import from_expression, to_expression


class Conditions(Readings):
    """Evaluates formulas on what can be read; who looked at the clock, and who drew, is remembered."""

    clock: datetime  # on the wall
    seed: int
    timed: set[str]
    drawn: set[str]
    truths: dict[int, bool]  # by the identity of the condition, until something changes

    def now_for(self, owner: str) -> datetime:
        """The clock; whose formula looked at it is remembered."""
        self.timed.add(owner)
        return self.clock

    def seed_for(self, owner: str) -> int:
        """The seed; whose formula draws with it is remembered."""
        self.drawn.add(owner)
        return self.seed

    def holds(
        self,
        formula: Expression | None,
        owner: str,
        loop: int | None = None,
        passage: int | None = None,
    ) -> bool:
        """The truth of a condition; none is true, and one that cannot be computed is false.

        Outside loops, those that are written alike hold alike, unless they look at the clock or draw.
        """
        if formula is None:
            return True
        if loop is not None:
            return self._true(formula, AnswerScope(self, owner, loop, passage))
        found = self.truths.get(id(formula))
        if found is None:
            found = self._true(formula, AnswerScope(self, owner))
            if owner not in self.timed and owner not in self.drawn:
                self.truths[id(formula)] = found
        return found

    @staticmethod
    def _true(formula: Expression, scope: AnswerScope) -> bool:
        try:
            return bool(formula.run_boolean(scope))
        except ExpressionError:
            return False

    def allows(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether the constraint accepts the answer; one that cannot be computed stops nobody."""
        answer = to_expression(self.answers.get(plan.question.name + suffix_of(passage)))
        if plan.constraint is None or (answer == "" and plan.question.name in plan.keys):
            return True
        try:
            return evaluate_bool(plan.constraint, AnswerScope(self, plan.question.name, plan.loop, passage, answer))
        except ExpressionError:
            return True

    def demands(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether an answer is required here by what was answered elsewhere."""
        required = plan.required_if
        return required is not None and self.holds(required, plan.question.name, plan.loop, passage)

    def lacks(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether something that was left blank is required by what was answered since."""
        if plan.required_if is None:
            return False
        blank = (
            self.answers.get(key + suffix_of(passage)) is None for key in plan.keys if self.asked(plan, key, passage)
        )
        return any(blank) and self.demands(plan, passage)

    def default(self, plan: QuestionPlan, passage: int | None) -> AnswerValue:
        """What to show in a question that has no answer yet; None for nothing."""
        if plan.default is None:
            return plan.prefilled
        scope = AnswerScope(self, plan.question.name, plan.loop, passage)
        return plan.question.prefilled(from_expression(self.computed(plan.default, scope)))

    @staticmethod
    def computed(formula: Expression, scope: AnswerScope) -> Value:
        """The value of a formula; "" when it cannot be computed."""
        try:
            value = evaluate(formula, scope)
        except ExpressionError:
            return ""
        return "" if value is None else value
