"""What may be answered in a field: z3 variables, and what always holds of them."""

import math
from dataclasses import dataclass

from surveys.checks.proof.logic import Logic, Truth
from surveys.checks.proof.states import BLANK, Amount, Exact, State, States, Ticks, Unknown
from surveys.questionnaire.answers import Value
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.expressions.xlsform.coercions import days, read_moment
from surveys.questionnaire.types import AnyQuestion, Consent
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.consent import AGREED

#: Days since 1970-01-01 of the first and the last day that dates have.
_FIRST_DAY, _LAST_DAY = -719_162, 2_932_896

#: Whole numbers that are tried one by one where nothing better can be done.
_FEW = 200

#: Texts alike but for what only a date question minds.
_A_DATE, _NO_DATE = "2000-02-29", "2000-02-xx"


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """The states of a field that is asked, the blank one first, and the facts about their variables.

    `within`: whether a number that is given is one that its bounds allow.
    """

    states: States
    facts: tuple[Truth, ...]
    within: Truth = True

    @property
    def blank(self) -> Truth:
        """When it is left blank."""
        return self.states[0].guard


def domain_of(logic: Logic, question: AnyQuestion, field: str, lists: Lists, texts: tuple[str, ...]) -> Domain:
    """The domain of one field; `texts` are those that expressions compare open answers with."""
    held = question.holds(field)
    offered = question.offered_at(field, lists)
    blank = logic.boolean(f"blank:{field}")
    if isinstance(question, Consent):  # who declines is shown nothing more
        return _one_of(logic, field, blank, [Exact(AGREED, AGREED)])
    if held == "codes" and offered is not None:
        return _ticks(logic, question, field, blank, offered)
    if held == "code" and offered is not None:
        return _one_of(logic, field, blank, [Exact(code, code) for code in offered.codes])
    if held == "number":
        return _number(logic, question, field, blank)
    if held == "text" and _is_date(question, field, lists):
        return _date(logic, question, field, blank)
    taken = [text for text in texts if held == "text" and not refuses(question, field, text, lists)]
    return _one_of(logic, field, blank, [*(Exact(text, text) for text in taken), Unknown()])


def refuses(question: AnyQuestion, field: str, answer: Value, lists: Lists) -> bool:
    """Whether a question has something against an answer to one of its fields."""
    return any(problem.field == field for problem in question.validate_answers({field: answer}, lists))


def _is_date(question: AnyQuestion, field: str, lists: Lists) -> bool:
    """Whatever its bounds say: `2000-02-29` may be too early, but it is a date."""
    unbounded = question.model_copy(update={"least": None, "most": None})
    return not refuses(unbounded, field, _A_DATE, lists) and refuses(unbounded, field, _NO_DATE, lists)


def _one_of(logic: Logic, field: str, blank: Truth, contents: list[Exact | Unknown]) -> Domain:
    """Blank or one of these."""
    chosen = [logic.boolean(f"is:{field}:{place}") for place in range(len(contents))]
    if len(contents) == 1:
        chosen = [logic.negation(blank)]
    states = (State(blank, BLANK), *(State(one, content) for one, content in zip(chosen, contents, strict=True)))
    one_at_least = logic.any_of((blank, *chosen))
    return Domain(states, (one_at_least, logic.at_most([blank, *chosen], 1)) if len(contents) > 1 else ())


def _ticks(logic: Logic, question: AnyQuestion, field: str, blank: Truth, offered: ChoiceList) -> Domain:
    ticked = {code: logic.boolean(f"tick:{field}:{place}") for place, code in enumerate(offered.codes)}
    every = list(ticked.values())
    alone = [ticked[choice.code] for choice in offered.choices if choice.alone]
    together = sum(not choice.alone for choice in offered.choices)
    filtered = getattr(question, "choice_filter", None) is not None
    least = 0 if filtered else min(_bound(question, "least") or 0, together)  # no more than are offered
    most = _bound(question, "most")
    facts = [logic.same(blank, logic.negation(logic.any_of(every)))]
    if alone:
        facts.append(logic.implies(logic.any_of(alone), logic.at_most(every, 1)))
    if least > 1:
        facts.append(logic.any_of((blank, *alone, logic.at_least(every, int(least)))))
    if most is not None:
        facts.append(logic.at_most(every, int(most)))
    return Domain((State(blank, BLANK), State(logic.negation(blank), Ticks(ticked))), tuple(facts))


def _number(logic: Logic, question: AnyQuestion, field: str, blank: Truth) -> Domain:
    """Steps of a slider are left out: more is allowed here than there is."""
    whole = getattr(question, "whole", False)
    term = logic.integer(f"number:{field}") if whole else logic.real(f"number:{field}")
    facts = []
    least, most = _bound(question, "least"), _bound(question, "most")
    if least is not None:
        facts.append(term >= logic.constant(least))
    if most is not None:
        facts.append(term <= logic.constant(most))
    few = whole and least is not None and most is not None and most - least < _FEW
    values = (
        range(math.ceil(least), math.floor(most) + 1) if few and least is not None and most is not None else range(0)
    )
    return _amount(logic, blank, Amount(term, values=values), facts)


def _date(logic: Logic, question: AnyQuestion, field: str, blank: Truth) -> Domain:
    term = logic.integer(f"day:{field}")
    first = _day(question, "least", _FIRST_DAY)
    last = _day(question, "most", _LAST_DAY)
    return _amount(logic, blank, Amount(term, day=True), [term >= first, term <= last])


def _amount(logic: Logic, blank: Truth, amount: Amount, facts: list[Truth]) -> Domain:
    """Bounds that exclude each other leave it blank."""
    within = logic.all_of(facts)
    states = (State(blank, BLANK), State(logic.negation(blank), amount))
    return Domain(states, (logic.implies(logic.negation(blank), within),), within)


def _bound(question: AnyQuestion, name: str) -> float | None:
    bound = getattr(question, name, None)
    return bound if isinstance(bound, (int, float)) else None


def _day(question: AnyQuestion, name: str, otherwise: int) -> int:
    bound = getattr(question, name, None)
    moment = read_moment(bound) if isinstance(bound, str) else None
    return otherwise if moment is None else int(days(moment))
