"""What can be read under a name: each possibility with the condition under which it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.checks.proof.logic import Term, Truth
from surveys.questionnaire.answers import Value
from surveys.questionnaire.expressions import Value as Read


@dataclass(frozen=True, slots=True)
class Exact:
    """One value, as formulas see it (`read`) and as it is kept (`kept`)."""

    read: Read
    kept: Value


@dataclass(frozen=True, slots=True)
class Amount:
    """Any number that `term` may be; with `day`, the date so many days after 1970-01-01.

    `values` are all there are, when they are few.
    """

    term: Term
    day: bool = False
    values: range = range(0)


@dataclass(frozen=True, slots=True)
class Ticks:
    """The codes ticked, at least one, in the order of the list."""

    ticked: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else: neither blank nor one of the other possibilities."""


Content = Exact | Amount | Ticks | Unknown

BLANK = Exact("", None)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One possibility. `asked`: whether the question counts then."""

    guard: Truth
    content: Content
    asked: bool = True


#: Everything that a name may be: one of them holds, and one only.
States = tuple[State, ...]

NOTHING: States = (State(guard=True, content=BLANK),)
UNKNOWN: States = (State(guard=True, content=Unknown()),)
