"""Where everything stands in a questionnaire: pages in order, loops, and who owns a field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.part import Part


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A page: its loop, and its rank. Pages that change places with one another have one rank."""

    page: Page
    loop: Loop | None
    rank: int

    @property
    def loop_name(self) -> str:
        return self.loop.name if self.loop else ""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of one definition. Names must be given once."""

    definition: Definition
    spots: tuple[Spot, ...]
    of_question: Mapping[str, Spot]
    of_field: Mapping[str, AnyQuestion]
    parts: Mapping[str, Part]
    loops: Mapping[str, Loop]

    def field_of(self, name: str) -> str:
        """The field that a name stands for, or for a part of; "" for what is none."""
        name = self.parts[name].field if name in self.parts else name
        return name if name in self.of_field else ""

    def owner_of(self, name: str) -> AnyQuestion | None:
        """The question of a field, or of a part of it."""
        return self.of_field.get(self.field_of(name))

    def loop_of(self, name: str) -> str:
        """The loop that a name stands in, "" outside."""
        question = self.owner_of(name)
        return self.of_question[question.name].loop_name if question else ""

    def repeated(self) -> frozenset[str]:
        """Names that stand for several values: fields inside loops, their parts, and the loops."""
        names = (*self.of_field, *self.parts)
        return frozenset(name for name in names if self.loop_of(name)) | frozenset(self.loops)


def places_of(definition: Definition) -> Places:
    """Number the pages."""
    spots = tuple(_spots(definition))
    return Places(
        definition=definition,
        spots=spots,
        of_question={question.name: spot for spot in spots for question in spot.page.questions},
        of_field=definition.question_of_field,
        parts={name: part for name, (_, part) in definition.part_named.items()},
        loops={item.name: item for item in definition.pages if isinstance(item, Loop)},
    )


def _spots(definition: Definition) -> Iterator[Spot]:
    rank, group = 0, ""
    for item in definition.pages:
        if not item.shuffle or item.shuffle != group:
            rank += 1
        group = item.shuffle
        inner_group = ""
        for place, page in enumerate(item.pages if isinstance(item, Loop) else (item,)):
            moves = bool(group) or (bool(page.shuffle) and page.shuffle == inner_group)
            if place and not moves:
                rank += 1
            inner_group = page.shuffle
            yield Spot(page, item if isinstance(item, Loop) else None, rank)
