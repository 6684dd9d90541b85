"""What a dialect is made of: a grammar, a coercion table, an operator table, a function table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value

Kind = Literal["text", "number", "boolean", "moment", "node", "any", "nodes", "many", "unit"]
"""What is known of a value before it is evaluated.

"node" is the answer of a field, "any" is settled at evaluation, "unit" is a group or repeat.
As a parameter, "nodes" takes every answer of a field, and "many" takes answers and values alike:
both arrive as a list.
"""

Run = Callable[[Scope], Any]  # the Kind beside it says what it gives


@dataclass(frozen=True, slots=True)
class Compiled:
    """A node made ready to run."""

    node: Node
    kind: Kind
    run: Run


@dataclass(frozen=True, slots=True)
class Function:
    """A function or operator whose arguments are all evaluated, coerced and then passed.

    `takes` are the kinds of the positional arguments, of which the last `optional` may be left
    out; `rest` are the kinds of a group of arguments that may follow, any number of times.
    With `scoped` the scope comes first. With `about_self` a call without arguments is about `.`;
    with `reads_self` every call also reads it.
    """

    call: Callable[..., Value]
    gives: Kind
    takes: tuple[Kind, ...] = ()
    optional: int = 0
    rest: tuple[Kind, ...] = ()
    scoped: bool = False
    about_self: bool = False
    reads_self: bool = False

    def accepts(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        least, most = len(self.takes) - self.optional, len(self.takes)
        if count <= most:
            return least <= count
        return bool(self.rest) and (count - most) % len(self.rest) == 0

    def kinds(self, count: int) -> tuple[Kind, ...]:
        """Give the kind wanted for each of so many arguments."""
        if count <= len(self.takes):
            return self.takes[:count]
        return self.takes + self.rest * ((count - len(self.takes)) // len(self.rest))

    @property
    def expected(self) -> str:
        """Say how many arguments it takes: "2", "1-2", "1+"."""
        least, most = len(self.takes) - self.optional, len(self.takes)
        if self.rest:
            return f"{least}+"
        return str(most) if least == most else f"{least}-{most}"


Coerce = Callable[[Compiled, Kind], Run]


@dataclass(frozen=True, slots=True)
class Form:
    """A function or operator that decides itself what is evaluated, and how.

    `build` gets the call, its compiled arguments and the coercion of the dialect.
    """

    build: Callable[[Node, tuple[Compiled, ...], Coerce], Compiled]
    least: int
    most: int | None

    def accepts(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    @property
    def expected(self) -> str:
        """Say how many arguments it takes."""
        if self.most is None:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


@dataclass(frozen=True, slots=True)
class Rules:
    """A dialect. Adding one adds such tables and touches nothing else.

    `leaf` compiles what has no parts: literals and references. `coercions` say how a value of one
    kind becomes another; "any" stands for every other kind. `unsupported` are functions of the
    original language that a web questionnaire does not have. `emit` writes a condition for the
    browser, or gives None. `write` gives a result as the original engine prints it. `condition`
    gives the truth of a condition, `truth` that of a value where it differs. `unknown` is what a
    function is that does not exist, where that is no error.
    """

    read: Callable[[str], Node]
    leaf: Callable[[Node], Compiled]
    coercions: Mapping[tuple[Kind, Kind], Callable[[Any], Value]]
    operators: Mapping[str, Function | Form]
    functions: Mapping[str, Function | Form]
    unsupported: frozenset[str]
    emit: Callable[[Node], str | None]
    write: Callable[[Value], str]
    condition: Callable[[Node, Run], Run] | None = None
    truth: Callable[[Value], bool] | None = None
    unknown: Form | None = None
