"""One proof at work: a model and a solver on one side, interviews through the runtime on the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from surveys.checks.proof.drawing import Drawer
from surveys.checks.proof.logic import Truth
from surveys.checks.proof.model import Model
from surveys.checks.proof.rules import Rules
from surveys.checks.proof.solving import Possible, Prover
from surveys.checks.proof.walking import Walker
from surveys.checks.sites import formulas_of
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Call, parse, walk
from surveys.questionnaire.expressions.scope import EPOCH
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion
from surveys.runtime import Compiled

#: Pages of all interviews together, times the formulas that each may evaluate; the part left to chance.
_WORK, _BY_CHANCE = 150_000, 0.4

#: Interviews in a row without anything new, drawn at random or taken up again, and questions that one case is
#: to reach.
_IN_VAIN, _IN_VAIN_BY_CHANCE, _MOST_TOGETHER = 3, 40, 60

#: Functions that give something else to each respondent.
_CHANCE = frozenset({"random", "rand", "uuid"})

#: Interviews for one case that the solver found: where it left answers open, chance may need a few.
_TRIES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """Everything that is found out about one definition."""

    definition: Definition
    model: Model
    rules: Rules
    prover: Prover
    walker: Walker
    page_cost: int
    by_chance: bool

    def explore(self) -> None:
        """Draw interviews until they meet nothing new."""
        in_vain = 0
        while in_vain < _IN_VAIN and self._spent() < _WORK * _BY_CHANCE:
            before = self._extent()
            self.walker.walk()
            in_vain = 0 if self._extent() > before else in_vain + 1

    def explore_chance(self, names: Collection[str]) -> None:
        """Where chance decides, take up a complete interview again as other people, whom it sends elsewhere."""
        seen, in_vain = self.walker.seen, 0
        while self.by_chance and seen.complete and not seen.questions.keys() >= set(names):
            before = self._extent()
            self.walker.walk(given=seen.complete)
            in_vain = 0 if self._extent() > before else in_vain + 1
            if in_vain >= _IN_VAIN_BY_CHANCE or self._spent() > _WORK:
                return

    def go_after(self, questions: Sequence[AnyQuestion]) -> None:
        """Look for interviews that reach as many of these questions as may be, the first one in any case."""
        goals: list[Truth] = []
        case: Possible | None = None
        wanted = questions[:_MOST_TOGETHER]
        rank = max(self.model.places.of_question[question.name].rank for question in wanted)
        rules = self.rules.needed((), wanted, rank)
        for question in wanted:
            goal = self.model.question_asked(question)
            found = self.prover.find(self.model.logic.all_of((*goals, goal)), rules)
            if found is not None:
                goals.append(goal)
                case = found
        if case is not None:
            self.try_out(case.answers, until=questions[0].name)

    def try_out(self, answers: Answers, *, until: str = "") -> None:
        """Run interviews with the answers of a case, up to the end."""
        for _ in range(_TRIES):
            if self._spent() > _WORK:
                return
            self.walker.walk(answers)
            if until in self.walker.seen.questions:
                return

    def _spent(self) -> int:
        return self.walker.seen.pages * self.page_cost

    def _extent(self) -> int:
        seen = self.walker.seen
        return len(seen.questions) + len(seen.answered) + len(seen.populations) + len(seen.cells)


def proof_of(definition: Definition, compiled: Compiled, today: date) -> Proof:
    """Nothing is proved yet. The definition compiles."""
    now = datetime.combine(today, datetime.min.time()).replace(hour=12)
    model = Model(definition, (now - EPOCH).days)
    formulas = [site.formula for site in formulas_of(definition)]
    return Proof(
        definition=definition,
        model=model,
        rules=Rules(model),
        prover=Prover(model),
        page_cost=max(20, len(formulas) + sum(1 for _ in definition.questions()) // 4),
        by_chance=any(_draws(formula) for formula in formulas),
        walker=Walker(compiled, Drawer(definition, model.texts, now), now),
    )


def _draws(formula: Formula) -> bool:
    tree = parse(formula.text, formula.dialect).tree
    return any(isinstance(node, Call) and node.name in _CHANCE for node in walk(tree))
