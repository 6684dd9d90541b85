"""The order in which a respondent sees choices and rows: drawn once, by the seed."""

import hashlib
from collections.abc import Sequence

from surveys.questionnaire.types import AnyQuestion, Battery, Multiple, Ranking, Single
from surveys.runtime.plans import QuestionPlan


def codes_in_order(plan: QuestionPlan, seed: int) -> tuple[str, ...]:
    """The choices of a question; those that keep their place ("other", "none of these") keep it."""
    if plan.choices is None:
        return ()
    if not _rotates(plan.question):
        return plan.choices.codes
    movable = [choice.code for choice in plan.choices.choices if not choice.keeps_place]
    drawn = iter(shuffled(movable, seed, plan.question.name))
    return tuple(choice.code if choice.keeps_place else next(drawn) for choice in plan.choices.choices)


def rows_in_order(plan: QuestionPlan, seed: int) -> tuple[str, ...]:
    """The rows of a battery; nothing for other questions."""
    if not isinstance(plan.question, Battery):
        return ()
    names = tuple(row.name for row in plan.question.rows)
    return tuple(shuffled(names, seed, plan.question.name)) if plan.question.rotate else names


def shuffled(names: Sequence[str], seed: int, purpose: str) -> list[str]:
    """The names sorted by a digest: the same for ever, whatever becomes of Python's generators."""

    def draw(name: str) -> bytes:
        return hashlib.blake2b(f"{seed}/{purpose}/{name}".encode(), digest_size=8).digest()

    return sorted(names, key=draw)


def _rotates(question: AnyQuestion) -> bool:
    return isinstance(question, Single | Multiple | Ranking) and question.rotate
