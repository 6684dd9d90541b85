"""What a rule finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["speed", "straight", "contradiction", "duplicate", "device", "nonsense", "honeypot"]

#: The strongest first: pages list them in this order.
KINDS: tuple[Kind, ...] = ("honeypot", "duplicate", "device", "speed", "contradiction", "straight", "nonsense")

#: The numbers and the names of questions that a sign rests on; never what somebody answered.
Reason = Mapping[str, int | float | str | list[str]]


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason to doubt an interview. An interview has at most one of each kind."""

    kind: Kind
    reason: Reason = field(default_factory=dict)
