"""What formulas may ask of an interview."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.answers import Value as AnswerValue
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Population
from surveys.questionnaire.expressions import Value
from surveys.questionnaire.text import in_language
from surveys.runtime.parsing import POPULATION, SIDE
from surveys.runtime.plans import Compiled, LoopPlan, QuestionPlan
from surveys.runtime.values import to_expression


@dataclass(frozen=True, slots=True)
class Qualification:
    """Where the screener has got to; `settled` without a population: there is none."""

    population: Population | None
    settled: bool


class Readings(ABC):
    """Every name that a formula may read, wherever the formula stands: fields, parts, loops, the population."""

    compiled: Compiled
    answers: Answers
    series: dict[str, Sequence[Value]]  # what was read in every passage

    @abstractmethod
    def qualification(self) -> Qualification:
        """Where the screener has got to."""

    @abstractmethod
    def passages(self, loop: int | None) -> tuple[int | None, ...]:
        """The passages of a loop, by its vertex."""

    @abstractmethod
    def relevant(self, plan: QuestionPlan, passage: int | None) -> bool:
        """Whether a question counts in this passage."""

    @abstractmethod
    def asked(self, plan: QuestionPlan, field: str, passage: int | None) -> bool:
        """Whether a field counts."""

    @abstractmethod
    def kept(self, plan: QuestionPlan, field: str, passage: int | None) -> AnswerValue:
        """The stored answer of a relevant question as far as it counts."""

    @abstractmethod
    def value(self, plan: QuestionPlan, field: str, passage: int | None) -> Value:
        """The answer that formulas see."""

    def read(self, name: str, loop: int | None, passage: int | None) -> Value:
        """The value of a name for a formula that stands in this passage of this loop."""
        plan = self.compiled.fields.get(name)
        if plan is not None:
            if plan.steady:
                answer = self.answers.get(name)
                return answer if type(answer) is str else to_expression(answer)
            where = passage if plan.loop == loop else self._passage_of(plan.loop, loop, passage)
            return self.value(plan, name, where)
        if name in self.compiled.loops:
            return self._chosen(self.compiled.loops[name], loop, passage)
        if name in self.compiled.parts:
            return self._part(name, loop, passage)
        return self._reserved(name)

    def read_all(self, name: str) -> Sequence[Value]:
        """The values of a name in every passage; of a loop's name, one for each passage."""
        if name not in self.series:
            self.series[name] = self._every_value(name)
        return self.series[name]

    def _every_value(self, name: str) -> Sequence[Value]:
        plan = self.compiled.fields.get(name)
        if plan is not None:
            return [self.value(plan, name, passage) for passage in self.passages(plan.loop)]
        if name in self.compiled.loops:
            looped = self.compiled.loops[name]
            return [self._chosen(looped, looped.vertex, passage) for passage in self.passages(looped.vertex)]
        if name in self.compiled.parts:
            owner, _ = self.compiled.parts[name]
            return [self._part(name, owner.loop, passage) for passage in self.passages(owner.loop)]
        return [self._reserved(name)] if name in (POPULATION, SIDE) else []

    def read_data(self, name: str, loop: int | None, passage: int | None) -> Value:
        """The same as it is kept: codes as a list, numbers as they are, None for nothing."""
        plan = self.compiled.fields.get(name)
        if plan is None or not plan.question.visible:
            value = self.read(name, loop, passage)
            return None if value == "" else value
        where = self._passage_of(plan.loop, loop, passage)
        return self.kept(plan, name, where) if self.relevant(plan, where) else None

    def counts(self, name: str, loop: int | None, passage: int | None) -> bool:
        """Whether a field is asked, and its question; a name that is no field counts."""
        field = name
        plan = self.compiled.fields.get(name)
        if plan is None and name in self.compiled.parts:
            plan, part = self.compiled.parts[name]
            field = part.field
        return plan is None or self.asked(plan, field, self._passage_of(plan.loop, loop, passage))

    def wording_of(self, name: str) -> str:
        """The label of a field's question, in the questionnaire's first language."""
        plan = self.compiled.fields.get(name)
        return plan.question.label.read(self.compiled.definition.default_language) if plan else ""

    def label_of(self, name: str, code: str) -> str:
        """The label of a choice, in the questionnaire's first language; the code when it has none."""
        choices = self._choices_of(name)
        choice = choices.by_code.get(code) if choices else None
        return self.label(choice) if choice else code

    def label(self, choice: Choice) -> str:
        """The label of a choice, in the questionnaire's first language."""
        language = self.compiled.definition.default_language
        return in_language(choice.label.text, language, language)

    def position_of(self, loop: int | None, passage: int | None) -> int:
        """The place of a passage among those of its loop; 1 outside loops."""
        if loop is None or passage is None:
            return 1
        passages = self.passages(loop)
        return passages.index(passage) + 1 if passage in passages else passage

    def _choices_of(self, name: str) -> ChoiceList | None:
        if name in self.compiled.loops:
            return self.compiled.loops[name].chosen
        plan, field = self.compiled.fields.get(name), name
        if plan is None and name in self.compiled.parts:
            plan, part = self.compiled.parts[name]
            field = part.field
        return plan.choices_at.get(field) if plan else None

    def _chosen(self, plan: LoopPlan, loop: int | None, passage: int | None) -> str:
        """The code that a passage is about; "" in loops that count."""
        where = self._passage_of(plan.vertex, loop, passage)
        return plan.chosen.codes[where - 1] if plan.chosen and where in self.passages(plan.vertex) and where else ""

    def _part(self, name: str, loop: int | None, passage: int | None) -> str:
        plan, part = self.compiled.parts[name]
        where = self._passage_of(plan.loop, loop, passage)
        return part.read(self.kept(plan, part.field, where)) if self.relevant(plan, where) else ""

    def _passage_of(self, own: int | None, loop: int | None, passage: int | None) -> int | None:
        """The passage that a formula standing in `passage` of `loop` reads: its own, elsewhere the first."""
        if own is None:
            return None
        if own == loop:
            return passage
        passages = self.passages(own)
        return passages[0] if passages else 1

    def _reserved(self, name: str) -> str:
        if name not in (POPULATION, SIDE):
            return ""
        population = self.qualification().population
        if population is None:
            return ""
        return population.name if name == POPULATION else population.side
