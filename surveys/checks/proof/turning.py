"""Where a condition on a number turns from true to false: among those values one is accepted, if any is."""

from collections.abc import Iterator
from itertools import combinations

import z3

from surveys.checks.proof.logic import Logic, Term, Truth

#: Values at which a condition may turn, at most: beside each of them, and between them, one more is tried.
_MOST_TURNS = 6


def turning_points(logic: Logic, condition: Truth, term: Term) -> tuple[Term, ...]:
    """The values where linear comparisons of `term` turn, those beside them and between them.

    Between two turns, and beyond the last, a condition on a number keeps its truth: when it holds
    somewhere, it holds at one of these. Comparisons that are not linear in the term add nothing.
    """
    turns = list(_turns(logic, condition, term))[:_MOST_TURNS]
    one = logic.constant(1)
    points = [place for turn in turns for place in (turn, turn + one, turn - one)]
    if not z3.is_int(term):
        points += [(first + second) / 2 for first, second in combinations(turns, 2)]
    return tuple(points)


def _turns(logic: Logic, condition: Truth, term: Term) -> Iterator[Term]:
    known: set[int] = set()
    for atom in _comparisons(condition):
        turn = _compared(atom, term)
        turn = _turn(logic, atom.arg(0) - atom.arg(1), term) if turn is None else turn
        if turn is not None and turn.get_id() not in known:
            known.add(turn.get_id())
            yield turn


def _compared(atom: Truth, term: Term) -> Term | None:
    """What the term is compared with as it is."""
    for side, other in (atom.children(), atom.children()[::-1]):
        if side.eq(term) and other.sort().eq(term.sort()) and z3.substitute(other, (term, term + 1)).eq(other):
            return other
    return None


def _turn(logic: Logic, difference: Term, term: Term) -> Term | None:
    """Where a difference is nothing."""
    start, slope = _line(logic, difference, term)
    if slope is None or slope == 0:
        return None
    turn = z3.simplify(_real(start) / -slope)
    return z3.simplify(z3.ToInt(turn)) if z3.is_int(term) else turn


def _line(logic: Logic, difference: Term, term: Term) -> tuple[Term, Term | None]:
    """What a difference is when the term is zero, and what each 1 of it adds; None when that varies."""
    whole = z3.is_int(term)
    at = [logic.constant(number) if whole else logic.as_real(number) for number in (0, 1, 2)]
    first, second, third = (z3.substitute(difference, (term, value)) for value in at)
    slope, again = z3.simplify(_real(second - first)), z3.simplify(_real(third - second))
    return first, slope if z3.is_rational_value(slope) and slope.eq(again) else None


def _real(number: Term) -> Term:
    return z3.ToReal(number) if z3.is_int(number) else number


def _comparisons(condition: Truth) -> Iterator[Truth]:
    """Of numbers, wherever they stand."""
    waiting, seen = [condition], set()
    while waiting:
        part = waiting.pop()
        if part.get_id() in seen:
            continue
        seen.add(part.get_id())
        compares = z3.is_le(part) or z3.is_lt(part) or z3.is_ge(part) or z3.is_gt(part) or z3.is_eq(part)
        if compares and z3.is_arith(part.arg(0)):
            yield part
        waiting += part.children()
