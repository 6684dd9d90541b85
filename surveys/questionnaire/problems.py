"""What is wrong with an answer, as a code with parameters; `messages` puts it in words."""

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing to correct: the field it stands at, its code, and what the message needs."""

    field: str
    code: str
    params: Mapping[str, str | int | float] = dataclasses.field(default_factory=dict)
