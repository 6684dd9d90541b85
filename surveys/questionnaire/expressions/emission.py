"""What the dialects share of the browser's half: nested arrays, as docs/language.md gives them."""

import json
from collections.abc import Callable

from surveys.questionnaire.expressions.tree import Node

Array = list["Array"] | str | float | bool


class NotInBrowserError(Exception):
    """The browser's half does not have this: the server alone decides."""


def compact(emit: Callable[[Node], Array], tree: Node) -> str | None:
    """Give what `emit` makes of a condition as compact JSON; None when the browser cannot evaluate it."""
    try:
        array = emit(tree)
    except NotInBrowserError:
        return None
    return json.dumps(array, ensure_ascii=False, separators=(",", ":"))
