"""Why a question is or is not asked: every condition that decides it, part by part, with its value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.answers import Value as AnswerValue
from surveys.questionnaire.choices import NO_COLUMNS
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import (
    EPOCH,
    Expression,
    ExpressionError,
    Node,
    Parent,
    Reference,
    Value,
    children,
    evaluate,
    part,
)
from surveys.questionnaire.expressions import Literal as Constant
from surveys.questionnaire.passages import suffix_of
from surveys.runtime.compilation import compile_definition
from surveys.runtime.plans import Compiled, LoopPlan, PagePlan, QuestionPlan
from surveys.runtime.scope import AnswerScope
from surveys.runtime.state import State
from surveys.runtime.values import from_expression, well_formed

#: What a condition stands on. `passage`: whether there are as many; `choices`: whether any is offered,
#: each of which is a `choice`.
Kind = Literal["loop", "passage", "page", "question", "choices", "choice", "row"]

#: Of longer lists, the first choices are explained.
_MOST_CHOICES = 50


@dataclass(frozen=True, slots=True)
class Read:
    """An answer that a condition reads: what was given, and whether its question is asked at all."""

    name: str
    answer: AnswerValue
    asked: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a condition as it was written, and what it comes to.

    `failed` is the code of the error of what cannot be computed. `parts` leaves constants out.
    """

    text: str
    value: Value
    failed: str = ""
    read: Read | None = None
    parts: tuple["Step", ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: what it stands on, whether it is met, how it came to that."""

    kind: Kind
    name: str
    met: bool
    step: Step


@dataclass(frozen=True, slots=True)
class Why:
    """Whether a question is asked (in a `passage`), and the conditions that say so, outermost first.

    Without conditions it is always asked.
    """

    question: str
    passage: int | None
    asked: bool
    conditions: tuple[Condition, ...]


def why(
    questionnaire: Compiled | Definition,
    answers: Answers,
    question: str,
    *,
    now: datetime = EPOCH,
    seed: int = 0,
    population: str | None = None,
    passage: int | None = None,
    choice: str | None = None,
) -> Why:
    """Explain a question, or one field or row of it; raises KeyError for a name that is neither.

    With `choice`, of its choices that one alone is explained.

    `now` matters where conditions read the clock, `seed` where they draw. With `population`, the
    respondent is taken to be in it. In a loop, the first passage is explained unless told otherwise.
    """
    compiled = compile_definition(questionnaire) if isinstance(questionnaire, Definition) else questionnaire
    state = State(compiled, well_formed(answers), now, seed=seed)
    if population is not None:
        state.assume(population)
    plan = _plan_of(compiled, question)
    where = (passage or next(iter(state.passages(plan.loop)), None) or 1) if plan.loop is not None else None
    fields = _fields_of(plan, question)
    asked = any(state.asked(plan, field, where) for field in fields) if fields else state.relevant(plan, where)
    return Why(question, where, asked, tuple(_Explanation(state, plan, where, choice).conditions(question)))


def _plan_of(compiled: Compiled, name: str) -> QuestionPlan:
    for plan in compiled.questions:
        if name == plan.question.name or name in plan.fields or name in plan.row_names:
            return plan
    raise KeyError(name)


def _fields_of(plan: QuestionPlan, name: str) -> tuple[str, ...]:
    """The fields that are explained; none for the question as a whole."""
    if name == plan.question.name:
        return ()
    return next((row.fields for row in plan.rows if name == row.name), (name,))


@dataclass(frozen=True, slots=True)
class _Explanation:
    """One question in one passage."""

    state: State
    plan: QuestionPlan
    passage: int | None
    choice: str | None

    def conditions(self, about: str) -> Iterator[Condition]:
        plan, state, name = self.plan, self.state, self.plan.question.name
        loop = state.compiled.vertices[plan.loop].plan if plan.loop is not None else None
        if isinstance(loop, LoopPlan):
            yield from self._of_loop(loop)
        page = self._page()
        if page.relevant is not None:
            yield self._condition("page", page.page.name, page.relevant)
        if plan.relevant is not None:
            yield self._condition("question", name, plan.relevant)
        if plan.filter is not None:
            offer = state.offering(plan, self.passage)
            yield Condition("choices", name, offer is not None, Step(plan.filter.text, offer is not None))
            yield from self._of_choices(plan.filter)
        for row in plan.rows:
            if about in (name, row.name, *row.fields):
                met = state.holds(row.relevant, name, plan.loop, self.passage)
                yield Condition("row", row.name, met, self._step(row.relevant, row.relevant.tree, name, plan.loop))

    def _of_choices(self, formula: Expression) -> Iterator[Condition]:
        """What the filter comes to for each choice, with the columns of that choice."""
        plan, name = self.plan, self.plan.question.name
        offered = self.state.offered(plan, self.passage)
        codes = [code for code in plan.columns if self.choice in (None, code)]
        for code in codes[:_MOST_CHOICES]:
            step = self._step(formula, formula.tree, name, plan.loop, plan.columns[code])
            yield Condition("choice", code, offered.has(code), step)

    def _of_loop(self, loop: LoopPlan) -> Iterator[Condition]:
        name = loop.loop.name
        if loop.relevant is not None:
            met = self.state.holds(loop.relevant, name)
            yield Condition("loop", name, met, self._step(loop.relevant, loop.relevant.tree, name, None))
        met = self.passage in self.state.passages(loop.vertex)
        if loop.count is not None:
            yield Condition("passage", name, met, self._step(loop.count, loop.count.tree, name, None))
        else:
            ticked = self._read(loop.loop.over, None)
            yield Condition("passage", name, met, Step(f"${{{loop.loop.over}}}", _seen(ticked), read=ticked))

    def _page(self) -> PagePlan:
        pages = (one.plan for one in self.state.compiled.vertices)
        return next(one for one in pages if isinstance(one, PagePlan) and self.plan.question in one.page.questions)

    def _condition(self, kind: Kind, name: str, formula: Expression) -> Condition:
        met = self.state.holds(formula, name, self.plan.loop, self.passage)
        return Condition(kind, name, met, self._step(formula, formula.tree, name, self.plan.loop))

    def _step(
        self, formula: Expression, node: Node, owner: str, loop: int | None, columns: Mapping[str, str] = NO_COLUMNS
    ) -> Step:
        """What a part comes to, evaluated as if it stood alone."""
        text = formula.text[node.place.offset : node.place.end]
        scope = AnswerScope(self.state, owner, loop, self.passage if loop is not None else None, columns=columns)
        inside = (one for one in children(node) if not isinstance(one, Constant | Parent))
        parts = tuple(self._step(formula, one, owner, loop, columns) for one in inside)
        read = self._read(node.name, loop) if isinstance(node, Reference) else None
        try:
            return Step(text, evaluate(part(formula, node), scope), read=read, parts=parts)
        except ExpressionError as error:
            return Step(text, None, error.code, read, parts)

    def _read(self, name: str, loop: int | None) -> Read:
        state, passage = self.state, self.passage if loop is not None else None
        owner, field = state.compiled.fields.get(name), name
        if owner is None and name in state.compiled.parts:
            owner, known = state.compiled.parts[name]
            field = known.field
        asked = state.counts(name, loop, passage)
        if owner is None or not owner.question.visible:
            return Read(name, from_expression(state.read(name, loop, passage)), asked)
        where = passage if owner.loop == loop else next(iter(state.passages(owner.loop)), 1)
        return Read(name, state.answers.get(field + suffix_of(where)), asked)


def _seen(read: Read) -> Value:
    """What a condition sees of an answer."""
    if read.answer is None or not read.asked:
        return ""
    return " ".join(read.answer) if isinstance(read.answer, list) else read.answer
