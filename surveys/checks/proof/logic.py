"""Building z3 formulas, simplified as they are built: what is always true or false is a plain bool."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import z3

#: A truth value: True, False, or a z3 expression (z3 has no types).
Truth = Any

#: A z3 number.
Term = Any


class Logic:
    """Formulas of one z3 context: z3 shares nothing between threads."""

    def __init__(self) -> None:
        self.context = z3.Context()
        self._booleans: dict[str, Truth] = {}
        self._free = 0

    def boolean(self, name: str) -> Truth:
        """The variable of that name."""
        if name not in self._booleans:
            self._booleans[name] = z3.Bool(name, self.context)
        return self._booleans[name]

    def free(self) -> Truth:
        """A truth value of which nothing is known."""
        self._free += 1
        return z3.Bool(f"free:{self._free}", self.context)

    def integer(self, name: str) -> Term:
        """The whole number of that name."""
        return z3.Int(name, self.context)

    def real(self, name: str) -> Term:
        """The number of that name."""
        return z3.Real(name, self.context)

    def constant(self, value: float) -> Term:
        """A finite number, exactly as floating point holds it."""
        exact = Fraction(value)
        if exact.denominator == 1:
            return z3.IntVal(exact.numerator, self.context)
        return z3.RealVal(str(exact), self.context)

    def as_real(self, value: float) -> Term:
        """The same where only a number that need not be whole will do."""
        return z3.RealVal(str(Fraction(value)), self.context)

    def all_of(self, parts: Iterable[Truth]) -> Truth:
        """Conjunction."""
        kept = []
        for part in parts:
            if part is False:
                return False
            if part is not True:
                kept.append(part)
        if not kept:
            return True
        return kept[0] if len(kept) == 1 else self._and(kept)

    def _and(self, parts: Sequence[Term]) -> Term:
        """What `z3.And` gives, which looks at the sort of every part: most of the time of a proof."""
        listed = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
        return z3.BoolRef(z3.Z3_mk_and(self.context.ref(), len(parts), listed), self.context)

    def any_of(self, parts: Iterable[Truth]) -> Truth:
        """Disjunction."""
        return self.negation(self.all_of(self.negation(part) for part in parts))

    def negation(self, part: Truth) -> Truth:
        """The contrary."""
        if isinstance(part, bool):
            return not part
        if z3.is_not(part):
            return part.arg(0)
        return z3.BoolRef(z3.Z3_mk_not(self.context.ref(), part.as_ast()), self.context)

    def implies(self, reason: Truth, consequence: Truth) -> Truth:
        """Implication."""
        return self.any_of((self.negation(reason), consequence))

    def same(self, left: Truth, right: Truth) -> Truth:
        """Equivalence."""
        if isinstance(left, bool):
            return right if left else self.negation(right)
        if isinstance(right, bool):
            return left if right else self.negation(left)
        return left == right

    @staticmethod
    def with_values(formula: Truth, values: Sequence[tuple[Any, Any]]) -> Truth:
        """The formula where variables have these values."""
        return formula if isinstance(formula, bool) else z3.substitute(formula, *values)

    def choose(self, test: Truth, yes: Term, no: Term) -> Term:
        """One number or the other."""
        if isinstance(test, bool):
            return yes if test else no
        return z3.If(test, yes, no)

    def count(self, parts: Sequence[Truth]) -> Term:
        """How many are true."""
        one, none = self.constant(1), self.constant(0)
        return z3.Sum([none, *(self.choose(part, one, none) for part in parts)])

    def at_most(self, parts: Sequence[Truth], most: int) -> Truth:
        """Whether no more than so many, which are variables, are true."""
        return True if len(parts) <= most else z3.AtMost(*parts, most)

    def at_least(self, parts: Sequence[Truth], least: int) -> Truth:
        """Whether so many are true."""
        if least <= 0:
            return True
        return z3.AtLeast(*parts, least) if len(parts) >= least else False
