"""A definition as z3 variables: what each name may be where it is read, and what always holds."""

from collections.abc import Mapping

from surveys.checks.proof.amounts import Clock
from surveys.checks.proof.domains import Domain, domain_of
from surveys.checks.proof.logic import Logic, Truth
from surveys.checks.proof.places import Places, Spot, places_of
from surveys.checks.proof.reading import Site
from surveys.checks.proof.states import BLANK, NOTHING, UNKNOWN, Amount, Exact, State, States, Ticks, Unknown
from surveys.checks.proof.translation import Translator
from surveys.checks.sites import formulas_of
from surveys.questionnaire.answers import Value
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.expressions import Expression, Literal, Reference, parse, walk
from surveys.questionnaire.expressions.xlsform.coercions import days, read_moment, to_text
from surveys.questionnaire.types import AnyQuestion, Battery, Calculated, Hidden, Row
from surveys.questionnaire.types.part import Part
from surveys.runtime.parsing import POPULATION, SIDE

#: Texts that an open answer is told apart from, at most.
_MOST_TEXTS = 12

#: Calculations that read one another are followed so far.
_DEEPEST = 50

#: How far from today interviews may take place, in days.
_DECADES = 365 * 20


class Model:
    """The variables of one definition that compiles. `facts` grows as names are looked at."""

    def __init__(self, definition: Definition, today: int) -> None:
        self.definition = definition
        self.places: Places = places_of(definition)
        self.logic = Logic()
        clock = Clock(self.logic.integer("today"), self.logic.real("now"))
        self.facts: list[Truth] = [
            clock.today >= today - _DECADES,
            clock.today <= today + _DECADES,
            clock.now >= clock.today,
            clock.now < clock.today + 1,
        ]
        self.today = clock.today == today
        self.translator = Translator(self.logic, definition, clock, self.places.repeated(), self.states_of)
        self._depth = 0
        self._domains: dict[str, Domain] = {}
        self._states: dict[tuple[str, bool], States] = {}
        self.texts = _texts_compared(definition)
        self._rows: Mapping[str, Row] = {
            field: row
            for question in definition.questions()
            if isinstance(question, Battery)
            for row in question.rows
            for field in question.fields_of(row.name)
        }

    # Who is asked what.

    def loop_asked(self, loop: Loop) -> Truth:
        """Whether the loop has the passage that is looked at: any one."""
        return self.logic.boolean(f"loop:{loop.name}")

    def page_asked(self, spot: Spot) -> Truth:
        """Whether the page is relevant."""
        if spot.page.relevant is not None:
            return self.logic.boolean(f"page:{spot.page.name}")
        return self.loop_asked(spot.loop) if spot.loop else True

    def question_asked(self, question: AnyQuestion) -> Truth:
        """Whether the question is relevant, and its page."""
        if question.relevant is not None or narrows(question):
            return self.logic.boolean(f"question:{question.name}")
        return self.page_asked(self.places.of_question[question.name])

    def field_asked(self, field: str) -> Truth:
        """The same for a field: rows have conditions of their own."""
        row = self._rows.get(field)
        if row is not None and row.relevant is not None:
            return self.logic.boolean(f"row:{row.name}")
        return self.question_asked(self.places.of_field[field])

    def row_of(self, field: str) -> Row | None:
        """The row that a field belongs to."""
        return self._rows.get(field)

    def admitted(self, population: str) -> Truth:
        """Whether the screener leads to this population."""
        return self.logic.boolean(f"population:{population}")

    def passage_of(self, loop: Loop, code: str) -> Truth:
        """Whether the passage that is looked at is that of this choice."""
        return self.logic.boolean(f"passage:{loop.name}:{code}")

    # What names may be.

    def states_of(self, name: str, loop: str) -> States:
        """What is read under a name by a formula that stands in this loop."""
        here = self.places.loop_of(name) in ("", loop)
        if (name, here) not in self._states:
            self._states[name, here] = self._read(name) if here else self._elsewhere(name)
        return self._states[name, here]

    def domain(self, field: str) -> Domain:
        """What may be answered in a field when it is asked."""
        if field not in self._domains:
            lists = self.definition.choice_lists
            texts = self.texts.get(field, ())
            found = domain_of(self.logic, self.places.of_field[field], field, lists, texts)
            self._domains[field] = found
            self.facts += found.facts
        return self._domains[field]

    def fixed(self, field: str, value: Value) -> Truth:
        """Whether the answer to a field is this one; True for answers that formulas cannot hold to it."""
        for state in self.domain(field).states[1:] if field in self.places.of_field else ():
            match state.content, value:
                case Exact(kept=kept), str() if kept == value:
                    return state.guard
                case Ticks(ticked=ticked), list():
                    return self.logic.all_of(self.logic.same(code in value, one) for code, one in ticked.items())
                case Amount(term=term, day=False), int() | float():
                    return self.logic.all_of((state.guard, term == self.logic.constant(value)))
                case Amount(term=term, day=True), str():
                    moment = read_moment(value)
                    same = term == self.logic.constant(days(moment)) if moment else True
                    return self.logic.all_of((state.guard, same))
        return True

    def looked_at(self) -> tuple[str, ...]:
        """The fields whose answers some formula reads."""
        return tuple(self._domains)

    def _read(self, name: str) -> States:
        question = self.places.of_field.get(name)
        if name in (POPULATION, SIDE):
            return self._population(name)
        if name in self.places.loops:
            return self._passages(self.places.loops[name])
        if name in self.places.parts:
            return self._part(self.places.parts[name])
        if question is None:
            return NOTHING
        asked = self.field_asked(name)
        states = [State(self.logic.negation(asked), BLANK, asked=False)]
        states += [State(self.logic.all_of((asked, one.guard)), one.content) for one in self._answers(question, name)]
        return tuple(state for state in states if state.guard is not False)

    def _answers(self, question: AnyQuestion, field: str) -> States:
        match question:
            case Calculated(name=name, formula=formula):
                return self._calculated(name, parse(formula.text, formula.dialect))
            case Hidden(default=default, parameter=""):
                return (State(guard=True, content=Exact(default, default or None)),)
            case Hidden(name=name, default=default):
                given = self.logic.boolean(f"given:{name}")
                return (State(self.logic.negation(given), Exact(default, default or None)), State(given, Unknown()))
            case _:
                return self.domain(field).states

    def _calculated(self, name: str, formula: Expression) -> States:
        """No recursion as long as the questionnaire: past some depth, any value will do."""
        if self._depth >= _DEEPEST:
            return UNKNOWN
        self._depth += 1
        values = self.translator.values(formula, Site(name, self.places.of_question[name].loop_name))
        self._depth -= 1
        return values

    def _part(self, part: Part) -> States:
        """One box of a field; which code has a rank is not known."""
        asked, ticked = self.field_asked(part.field), self.ticks_of(part.field)
        if ticked is None or part.rank:
            return self._elsewhere(f"{part.field}_{part.code}{part.rank}")
        box = ticked.get(part.code, False)
        read = part.read([part.code])
        states = (
            State(self.logic.negation(asked), BLANK, asked=False),
            State(self.logic.all_of((asked, self.logic.negation(box))), BLANK),
            State(box, Exact(read, read)),
        )
        return tuple(state for state in states if state.guard is not False)

    def _elsewhere(self, name: str) -> States:
        """A field of another loop: some answer of its first passage."""
        blank = self.logic.boolean(f"first:{name}")
        return (State(blank, BLANK, asked=False), State(self.logic.negation(blank), Unknown()))

    def _population(self, name: str) -> States:
        populations = self.definition.populations
        admitted = [self.admitted(one.name) for one in populations]
        self.facts.append(self.logic.at_most(admitted, 1))
        read = [one.name if name == POPULATION else one.side for one in populations]
        none = State(self.logic.negation(self.logic.any_of(admitted)), BLANK)
        return (none, *(State(one, Exact(text, text)) for one, text in zip(admitted, read, strict=True)))

    def _passages(self, loop: Loop) -> States:
        """Of a loop over choices, the code of the passage."""
        if not loop.over:
            return NOTHING
        codes = self.ticks_of(loop.over)
        if codes is None:
            return UNKNOWN
        chosen = [self.passage_of(loop, code) for code in codes]
        none = State(self.logic.negation(self.logic.any_of(chosen)), BLANK)
        return (none, *(State(one, Exact(code, code)) for one, code in zip(chosen, codes, strict=True)))

    def ticks_of(self, field: str) -> Mapping[str, Truth] | None:
        """When each choice of a question is ticked; None when it cannot be said."""
        ticked: dict[str, Truth] = {}
        for state in self._read(field):
            match state.content:
                case Ticks(ticked=codes):
                    ticked |= {code: self.logic.all_of((state.guard, one)) for code, one in codes.items()}
                case Exact(kept=str(code)):
                    ticked[code] = state.guard
                case Unknown():
                    return None
        return ticked


def narrows(question: AnyQuestion) -> bool:
    """Whether it is asked only of those for whom a choice is left, and a row."""
    rows = question.rows if isinstance(question, Battery) else ()
    filtered = getattr(question, "choice_filter", None) is not None
    return filtered or (bool(rows) and all(row.relevant is not None for row in rows))


def _texts_compared(definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """The texts that stand in the formulas which read each field."""
    found: dict[str, dict[str, None]] = {}
    for site in formulas_of(definition):
        tree = parse(site.formula.text, site.formula.dialect).tree
        literals = [node.value for node in walk(tree) if isinstance(node, Literal)]
        texts = [to_text(value) for value in literals if value not in ("", None)]
        names = [node.name for node in walk(tree) if isinstance(node, Reference)]
        for name in (*names, site.subject.name):
            found.setdefault(name, {}).update(dict.fromkeys(texts))
    return {name: tuple(texts)[:_MOST_TEXTS] for name, texts in found.items()}
