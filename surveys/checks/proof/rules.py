"""The filters and rules of a definition as formulas, and which of them matter for a question."""

from collections.abc import Callable, Iterable, Iterator

from surveys.checks.finding import Subject
from surveys.checks.proof.logic import Truth
from surveys.checks.proof.model import Model, narrows
from surveys.checks.proof.offering import Offering
from surveys.checks.proof.places import Spot
from surveys.checks.proof.reading import Site
from surveys.checks.proof.reasons import Kind, Reason, Rule
from surveys.checks.proof.translation import reads_of
from surveys.questionnaire.definition import Loop
from surveys.questionnaire.expressions import Expression, parse
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated
from surveys.runtime.parsing import RESERVED

#: The rank of what comes after the last page.
AFTER_ALL = 1 << 30


class Rules:
    """The rules of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._screening: int | None = None
        self._reads: dict[str, frozenset[str]] = {}
        self._gates: dict[str, tuple[Rule, ...]] = {}
        self._constraints: dict[str, Rule] = {}
        self._of_fields: dict[tuple[str, bool], tuple[Rule, ...]] = {}

    def reads_of(self, reason: Reason) -> frozenset[str]:
        """The names that the rule of a reason reads."""
        return self._reads[reason.key]

    def behind(self, questions: Iterable[AnyQuestion], names: Iterable[str] = ()) -> frozenset[str]:
        """Every name that the filters of these depend on."""
        read = frozenset(names).union(*(rule.reads for rule in self.needed(names, questions, 0)))
        screening = frozenset().union(*(rule.reads for rule in self._screens())) if read & RESERVED else frozenset()
        return read if screening <= read else self.behind(questions, read | screening)

    def needed(self, names: Iterable[str], questions: Iterable[AnyQuestion], rank: int) -> tuple[Rule, ...]:
        """Everything that these names and questions depend on, for someone who stands at a page of this rank."""
        found: dict[str, Rule] = {}
        waiting: list[Rule] = [rule for question in questions for rule in self.gates(question)]
        known: set[str] = set()
        waiting += self._rules_of(names, rank, known)
        if rank > self.screening_rank:
            waiting += self._screens()
        while waiting:
            rule = waiting.pop()
            if rule.reason.key not in found:
                found[rule.reason.key] = rule
                waiting += self._rules_of(rule.reads, rank, known)
        self._reads |= {key: rule.reads for key, rule in found.items()}
        return tuple(sorted(found.values(), key=lambda rule: rule.reason.key))

    def near(self, names: Iterable[str], question: AnyQuestion, rank: int) -> tuple[Rule, ...]:
        """Of all that is needed, what is said of these names and of the question themselves."""
        rules = (*self.gates(question), *self._rules_of(names, rank, set()))
        return tuple({rule.reason.key: rule for rule in rules}.values())

    def gates(self, question: AnyQuestion) -> tuple[Rule, ...]:
        """The filters of a question, its page and its loop."""
        if question.name not in self._gates:
            self._gates[question.name] = tuple(self._gates_of(question))
        return self._gates[question.name]

    def _gates_of(self, question: AnyQuestion) -> Iterator[Rule]:
        spot = self.model.places.of_question[question.name]
        if spot.loop is not None:
            yield self._loop(spot.loop)
        if spot.page.relevant is not None:
            yield self._page(spot, spot.page.relevant)
        if question.relevant is not None:
            yield self._question(question, question.relevant, spot)
        if narrows(question):
            yield self._offers(question, spot)

    @property
    def screening_rank(self) -> int:
        """The rank of the last page that decides who is in which population; 0 without screens."""
        if self._screening is None:
            known: set[str] = set()
            waiting = [rule for rule in self._screens() for rule in self._rules_of(rule.reads, 0, known)]
            while waiting:
                waiting += self._rules_of(waiting.pop().reads, 0, known)
            places = self.model.places
            owners = [owner for name in known if (owner := places.owner_of(name))]
            self._screening = max((places.of_question[owner.name].rank for owner in owners), default=0)
        return self._screening

    def _rules_of(self, names: Iterable[str], rank: int, known: set[str]) -> list[Rule]:
        """The filters and rules of fields; rules bind those who are past the page."""
        rules: list[Rule] = []
        for name in sorted(set(names) - known):
            known.add(name)
            field, question = self.model.places.field_of(name), self.model.places.owner_of(name)
            if question is not None:
                rules += self._known_of_field(question, field, rank)
            elif name in self.model.places.loops:
                rules.append(self._loop(self.model.places.loops[name]))
            elif name in RESERVED and rank > self.screening_rank:
                rules += self._screens()
        return rules

    def _known_of_field(self, question: AnyQuestion, field: str, rank: int) -> tuple[Rule, ...]:
        """Made once for those who are past its page, and once for those who are not."""
        key = (field, rank > self.model.places.of_question[question.name].rank)
        if key not in self._of_fields:
            self._of_fields[key] = tuple(self._of_field(question, field, past=key[1]))
        return self._of_fields[key]

    def _of_field(self, question: AnyQuestion, field: str, *, past: bool) -> Iterator[Rule]:
        yield from self.gates(question)
        row = self.model.row_of(field)
        if row is not None and row.relevant is not None:
            yield self._row(row.name, row.relevant, question)
        if isinstance(question, Calculated):
            read = reads_of(_parsed(question.formula), Site(question.name))
            yield self._rule("relevant", "question", f"={question.name}", question.formula.text, read, lambda: True)
        keys = question.keys()
        if past:
            if field in keys and not _may_empty(question):
                if question.mandatory:
                    yield self._required(field)
                elif question.required_if is not None:
                    yield self._required_if(question, field, question.required_if)
            if question.constraint is not None and question.asks:
                yield self.constraint_of(question, question.constraint)

    def _loop(self, loop: Loop) -> Rule:
        """A loop over choices has a passage when one is ticked; its other passages are never looked at."""
        model, logic = self.model, self.model.logic
        formulas = [formula for formula in (loop.relevant, loop.count) if formula is not None]
        texts = [formula.text for formula in formulas] + ([f"${{{loop.over}}}"] if loop.over else [])
        reads = frozenset().union(*(reads_of(_parsed(one), Site(loop.name)) for one in formulas), {loop.over} - {""})

        def formula() -> Truth:
            wanted: list[Truth] = []
            if loop.relevant is not None:
                wanted.append(model.translator.condition(_parsed(loop.relevant), Site(loop.name)))
            if loop.count is not None:
                wanted.append(self._counts(loop.count, loop.name))
            if loop.over:
                wanted.append(self._goes_over(loop))
            return logic.same(model.loop_asked(loop), logic.all_of(wanted))

        return self._rule("count", "page", loop.name, " / ".join(texts), reads, formula)

    def _goes_over(self, loop: Loop) -> Truth:
        """Whether a choice is ticked; the passage that is looked at is that of one of them."""
        model, logic = self.model, self.model.logic
        ticked = model.ticks_of(loop.over)
        if ticked is None:
            return logic.free()
        chosen = [model.passage_of(loop, code) for code in ticked]
        model.facts.append(logic.at_most(chosen, 1))
        model.facts += [logic.implies(one, ticked[code]) for code, one in zip(ticked, chosen, strict=True)]
        model.facts.append(logic.same(model.loop_asked(loop), logic.any_of(chosen)))
        return logic.any_of(ticked.values())

    def _counts(self, count: Formula, name: str) -> Truth:
        """Whether there is a passage at all: a count that comes to 1 or more."""
        at_least_one = Formula(text=f"({count.text}) >= 1", dialect=count.dialect)
        return self.model.translator.condition(_parsed(at_least_one), Site(name))

    def _page(self, spot: Spot, relevant: Formula) -> Rule:
        asked = self.model.page_asked(spot)
        site = Site(spot.page.name, spot.loop_name)
        outer = self.model.loop_asked(spot.loop) if spot.loop else True
        return self._filter("page", spot.page.name, relevant, site, asked, outer)

    def _question(self, question: AnyQuestion, relevant: Formula, spot: Spot) -> Rule:
        asked, outer = self.model.question_asked(question), self.model.page_asked(spot)
        site = Site(question.name, spot.loop_name)
        return self._filter("question", question.name, relevant, site, asked, outer, alone=not narrows(question))

    def _offers(self, question: AnyQuestion, spot: Spot) -> Rule:
        """A question is asked when something is left to answer; only what is offered counts."""
        model, logic, offering = self.model, self.model.logic, Offering(self.model, question)
        texts = [formula.text for formula in offering.formulas]
        relevant, site = question.relevant, Site(question.name, spot.loop_name)

        def formula() -> Truth:
            asked, outer = model.question_asked(question), model.page_asked(spot)
            met = model.translator.condition(_parsed(relevant), site) if relevant else True
            model.facts.append(logic.implies(asked, outer))
            return offering.law(asked, logic.all_of((outer, met)))

        return self._rule("offers", "question", question.name, " / ".join(texts), offering.reads, formula)

    def _row(self, row: str, relevant: Formula, question: AnyQuestion) -> Rule:
        asked = self.model.logic.boolean(f"row:{row}")
        site = Site(question.name, self.model.places.of_question[question.name].loop_name)
        return self._filter("question", row, relevant, site, asked, self.model.question_asked(question))

    def _filter(  # noqa: PLR0917 - what is asked when
        self, kind: str, name: str, relevant: Formula, site: Site, asked: Truth, outer: Truth, *, alone: bool = True
    ) -> Rule:
        """`alone`: nothing else decides."""
        logic, expression = self.model.logic, _parsed(relevant)

        def formula() -> Truth:
            self.model.facts.append(logic.implies(asked, outer))  # whatever the filter says
            met = self.model.translator.condition(expression, site)
            return logic.same(asked, logic.all_of((outer, met))) if alone else logic.implies(asked, met)

        return self._rule("relevant", kind, name, relevant.text, reads_of(expression, site), formula)

    def _required(self, field: str) -> Rule:
        model = self.model

        def formula() -> Truth:
            given = model.logic.negation(model.domain(field).blank)
            return model.logic.implies(model.field_asked(field), given)

        return self._rule("required", "question", field, f"${{{field}}} != ''", frozenset(), formula)

    def _required_if(self, question: AnyQuestion, field: str, demanded: Formula) -> Rule:
        """An answer is due where the condition holds, unless it reads what is asked later."""
        model, spot = self.model, self.model.places.of_question[question.name]
        expression, site = _parsed(demanded), Site(question.name, spot.loop_name)
        reads = reads_of(expression, site)

        def formula() -> Truth:
            if any(self._rank_of(name) > spot.rank for name in reads):
                return True
            due = model.logic.all_of((model.field_asked(field), model.translator.condition(expression, site)))
            return model.logic.implies(due, model.logic.negation(model.domain(field).blank))

        return self._rule("required", "question", field, demanded.text, reads, formula)

    def constraint_of(self, question: AnyQuestion, constraint: Formula) -> Rule:
        """Nothing is asked of an answer by what is asked later: it may be changed afterwards."""
        if question.name not in self._constraints:
            self._constraints[question.name] = self._constraint(question, constraint)
        return self._constraints[question.name]

    def _constraint(self, question: AnyQuestion, constraint: Formula) -> Rule:
        spot = self.model.places.of_question[question.name]
        expression, site = _parsed(constraint), Site(question.name, spot.loop_name, question.name)
        reads = reads_of(expression, site)

        def formula() -> Truth:
            if any(self._rank_of(name) > spot.rank for name in reads):
                return True
            return self._accepted(question, expression, site)

        return self._rule("constraint", "question", question.name, constraint.text, reads - {question.name}, formula)

    def _accepted(self, question: AnyQuestion, expression: Expression, site: Site) -> Truth:
        """Whether the answer is one that the constraint lets through."""
        model, logic = self.model, self.model.logic
        keys = question.keys()
        blank = model.domain(question.name).blank if question.name in keys else False
        met = model.translator.condition(expression, site, failing=True)
        return logic.implies(model.question_asked(question), logic.any_of((blank, met)))

    def _rank_of(self, name: str) -> int:
        question = self.model.places.owner_of(name)
        return self.model.places.of_question[question.name].rank if question else AFTER_ALL * (name in RESERVED)

    def _screens(self) -> list[Rule]:
        """Nobody goes on who is in no population; the first whose screen is met takes the respondent."""
        populations = self.model.definition.populations
        logic, model = self.model.logic, self.model
        screens = [_parsed(one.screen) if one.screen else None for one in populations]
        reads = frozenset().union(*(reads_of(screen, Site()) for screen in screens if screen))

        def formula() -> Truth:
            parts: list[Truth] = []
            taken: list[Truth] = []
            for population, screen in zip(populations, screens, strict=True):
                met = model.translator.condition(screen, Site(population.name)) if screen else True
                first = logic.all_of((met, *(logic.negation(one) for one in taken)))
                parts.append(logic.same(model.admitted(population.name), first))
                taken.append(met)
            return logic.all_of((*parts, logic.any_of(taken)))

        text = " / ".join(one.screen.text for one in populations if one.screen) or "${population} != ''"
        return [self._rule("screens", "population", "", text, reads, formula)]

    @staticmethod
    def _rule(  # noqa: PLR0917 - a reason, then what it asks
        kind: Kind, subject: str, name: str, text: str, reads: frozenset[str], formula: Callable[[], Truth]
    ) -> Rule:
        place = Subject("page" if subject == "page" else "population" if subject == "population" else "question", name)
        return Rule(Reason(kind, place, text), reads, formula)


def _parsed(formula: Formula) -> Expression:
    return parse(formula.text, formula.dialect)


def _may_empty(question: AnyQuestion) -> bool:
    """Whether an answer may be blank after all: a total stands for rows."""
    return any(getattr(question, name, None) is not None for name in ("total_least", "total_most"))
