"""Every answer that a field may hold, or enough of them to tell what a comparison can give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import MappingScope, Value
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Held

#: Dates far apart, between which every comparison that means something changes.
_DATES = ("1800-01-01", "1970-01-01", "2000-02-29", "2030-12-31", "2200-01-01")
_NUMBERS = (-1e9, -1.0, 0.0, 0.5, 1.0, 2.0, 10.0, 100.0, 1e9)


@dataclass(frozen=True)
class Field:
    """A field, its question, and what it holds."""

    name: str
    question: AnyQuestion

    @property
    def held(self) -> Held | None:
        """None for what nobody is asked: it may hold anything."""
        return self.question.holds(self.name) if self.question.asks else None

    @property
    def moment(self) -> str:
        """`date`, `time` or `datetime`; "" for anything else."""
        return self.question.type if self.question.type in ("date", "time", "datetime") else ""


def fields_of(definition: Definition) -> Mapping[str, Field]:
    """Every field by its name."""
    return {name: Field(name, question) for name, question in definition.question_of_field.items()}


def codes_of(field: Field, definition: Definition) -> tuple[str, ...]:
    """The codes that its answer is taken from; none for what is open."""
    offered = field.question.offered_at(field.name, definition.choice_lists)
    return offered.codes if offered else ()


def samples_of(
    field: Field, definition: Definition, near: Sequence[float] = (), *, bounded: bool = True
) -> tuple[Value, ...]:
    """Answers that stand for all that it may hold, blank apart; () when they cannot stand for all.

    `near`: the numbers that it is compared with, around which a comparison turns. `bounded`: numbers
    outside the bounds of the question are left out.
    """
    codes = codes_of(field, definition)
    match field.held:
        case "code":
            return codes
        case "codes" if codes:
            return (*([code] for code in codes), list(codes))
        case "number":
            return _numbers(field.question if bounded else None, near)
        case "text" if field.moment == "date":
            return _DATES
        case _:
            return ()


def _numbers(question: AnyQuestion | None, near: Sequence[float]) -> tuple[Value, ...]:
    """Within the bounds of a question, and the bounds themselves."""
    least, most = _bound(question, "least"), _bound(question, "most")
    around = [number + step for number in near for step in (-1, -0.5, 0, 0.5, 1)]
    ends = [end for end in (least, most) if end is not None]
    return tuple(
        number
        for number in sorted({*_NUMBERS, *around, *ends})
        if (least is None or number >= least) and (most is None or number <= most)
    )


def _bound(question: AnyQuestion | None, name: str) -> float | None:
    value: Any = getattr(question, name, None)
    return float(value) if isinstance(value, int | float) else None


class Sampled(MappingScope):
    """Answers as the runtime gives them: several codes are one text joined by blanks, and kept as a list.

    `.` stands for the answer of `owner`, plain names for `columns` of a choice.
    """

    def __init__(
        self, answers: Mapping[str, Value], *, owner: str = "", columns: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        joined = {name: " ".join(value) if isinstance(value, list) else value for name, value in answers.items()}
        super().__init__(joined, self_value=joined.get(owner, ""), columns=columns)
        self._kept = answers

    def data(self, name: str) -> Value:
        """The answer as it is kept."""
        return self._kept.get(name)
