"""The orders in which a respondent sees things: drawn once, by the seed, and kept for ever."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from surveys.questionnaire.answers import Answers
from surveys.runtime.plans import QuestionPlan, Rotation

#: Put before what an order is of, in the answers: the order that was shown.
ORDER = "order:"


def codes_in_order(plan: QuestionPlan, seed: int) -> tuple[str, ...]:
    """The choices of a question; those that keep their place ("other", "none of these") keep it."""
    if plan.choices is None:
        return ()
    if plan.rotation is None or plan.row_names:
        return plan.choices.codes
    return in_order(plan.rotation, seed)


def rows_in_order(plan: QuestionPlan, seed: int) -> tuple[str, ...]:
    """The rows of a battery; nothing for other questions."""
    return in_order(plan.rotation, seed) if plan.row_names and plan.rotation else plan.row_names


@lru_cache(maxsize=4096)
def in_order(rotation: Rotation, seed: int) -> tuple[str, ...]:
    """The names in a respondent's own order."""
    return tuple(rotation.names[place] for place in places_in_order(rotation, seed))


@lru_cache(maxsize=4096)
def places_in_order(rotation: Rotation, seed: int) -> tuple[int, ...]:
    """The places in the order written, in a respondent's own order.

    Place by place: what does not move stays; of what moves, the first drawn of those whose needs
    are met comes next. Where needs contradict each other, the order written decides.
    """
    names, moves, needs = rotation.names, rotation.moves, rotation.needs
    drawn = shuffled([place for place, moved in enumerate(moves) if moved], seed, rotation.purpose, names)
    if not any(needs):
        following = iter(drawn)
        return tuple(next(following) if moved else place for place, moved in enumerate(moves))
    ordered: list[int] = []
    for place, moved in enumerate(moves):
        if not moved:
            ordered.append(place)
            continue
        chosen = next((one for one in drawn if needs[one].issubset(ordered)), min(drawn))
        drawn.remove(chosen)
        ordered.append(chosen)
    return tuple(ordered)


def shuffled(places: Sequence[int], seed: int, purpose: str, names: Sequence[str]) -> list[int]:
    """Places sorted by a digest of their names: the same for ever, whatever becomes of Python's generators."""

    def draw(place: int) -> bytes:
        return hashlib.blake2b(f"{seed}/{purpose}/{names[place]}".encode(), digest_size=8).digest()

    return sorted(places, key=draw)


def orders_seen(answers: Answers) -> Mapping[str, tuple[str, ...]]:
    """The orders that were shown, by what they are of.

    `question` (with its loop suffix): its choices, or its rows; `page:NAME`: the questions of a
    page; `loop:NAME`: the passages of a loop, as choices or as numbers; `shuffle:NAME`: pages and
    loops that change places.
    """
    return {
        key.removeprefix(ORDER): tuple(order)
        for key, order in answers.items()
        if key.startswith(ORDER) and isinstance(order, list)
    }
