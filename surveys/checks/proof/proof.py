"""One proof at work: a model and a solver on one side, interviews through the runtime on the other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from surveys.checks.proof.drawing import Drawer
from surveys.checks.proof.logic import Truth
from surveys.checks.proof.model import Model
from surveys.checks.proof.reasons import Rule
from surveys.checks.proof.rules import Rules
from surveys.checks.proof.solving import Possible, Prover
from surveys.checks.proof.walking import Walker
from surveys.checks.sites import formulas_of
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Call, parse, walk
from surveys.questionnaire.expressions.scope import EPOCH
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion
from surveys.runtime import Compiled

#: Questions on all pages of all interviews together, those answered again too, with what a page costs besides (in
#: questions); the part left to chance; pages of one interview.
_WORK, _BY_CHANCE, _MOST_PAGES = 36_000, 0.4, 400

#: Interviews in a row without anything new, drawn at random or taken up again, and questions that one case is
#: to reach.
_IN_VAIN, _IN_VAIN_BY_CHANCE, _MOST_TOGETHER = 3, 40, 400

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
    by_chance: bool
    left: dict[str, None] = field(default_factory=dict)  # questions whose dead ends were left undecided

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
        if self._spent() > _WORK:
            return
        last = max(questions[:_MOST_TOGETHER], key=self._rank)
        for wanted, until in ((questions[:_MOST_TOGETHER], last), (questions[:1], questions[0])):
            if questions[0].name not in self.walker.seen.questions:
                goals = [self.model.question_asked(question) for question in wanted]
                rules = self.rules.needed(self.not_passed(until), wanted, self._rank(until))
                self.serve(goals, rules, until=questions[0].name)

    def _rank(self, question: AnyQuestion) -> int:
        return self.model.places.of_question[question.name].rank

    def not_passed(self, question: AnyQuestion) -> tuple[str, ...]:
        """What stands before a question, has a constraint, and was never answered."""
        answered, rank = self.walker.seen.answered, self._rank(question)
        return tuple(
            one.name
            for one in self.definition.questions()
            if one.constraint is not None and one.name not in answered and self._rank(one) < rank
        )

    def serve(self, goals: Sequence[Truth], rules: Sequence[Rule], *, until: str = "") -> None:
        """Run interviews that meet as many of these goals as may be, the first one if any."""
        if self._spent() > _WORK:
            return
        case: Possible | None = None
        met: list[Truth] = []
        parts = [goals[:1], goals[1:]]
        while parts:
            part = parts.pop(0)
            found = self.prover.find([*met, *part], rules) if part else None
            if found is not None:
                met += part
                case = found
            elif len(part) > 1:  # not all of them in one interview: each half with those that go together so far
                parts[:0] = [part[: len(part) // 2], part[len(part) // 2 :]]
        if case is not None:
            self.try_out(case, until=until)

    def try_out(self, case: Possible, *, until: str = "") -> None:
        """Run interviews with the answers of a case, up to the end."""
        for _ in range(_TRIES):
            if self._spent() > _WORK:
                return
            self.walker.walk(case.answers)
            if until in self.walker.seen.questions:
                return

    def corner(self, case: Possible, question: str) -> None:
        """Run interviews with the answers of a case up to the page of a question, until one gets stuck there."""
        for _ in range(_TRIES):
            if question in self.walker.seen.stuck:
                return
            if self._spent() > _WORK:
                self.left[question] = None
                return
            self.walker.walk(case.answers, last=question)

    def _spent(self) -> int:
        return self.walker.seen.work

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
        by_chance=any(_draws(formula) for formula in formulas),
        walker=Walker(compiled, Drawer(definition, model.texts, now), now, _MOST_PAGES),
    )


def _draws(formula: Formula) -> bool:
    tree = parse(formula.text, formula.dialect).tree
    return any(isinstance(node, Call) and node.name in _CHANCE for node in walk(tree))
