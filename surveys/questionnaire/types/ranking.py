"""Choices put in order, one rank for each: a drop-down beside each item, so no script is needed."""

import re
from collections.abc import Mapping
from random import Random
from typing import ClassVar, Literal

from pydantic import Field

from surveys.questionnaire.answers import Answers, Raw, Value
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.guide import Guide
from surveys.questionnaire.types.items import Cell, Item
from surveys.questionnaire.types.listed import Listed
from surveys.questionnaire.types.part import Part, Parts
from surveys.questionnaire.types.posted import many_texts, one_text
from surveys.questionnaire.variables import BLANK, Code, Variable

#: The code of an item that was left out when only the first few were asked for.
UNRANKED = "unranked"
_UNRANKED_LABEL: Text = {"en": "Not among the first", "fr": "Pas parmi les premiers"}

_EACH_RANK: Text = {
    "en": "Give each rank from 1 to {places} once: 1 is the first.",
    "fr": "Donnez une fois chaque rang de 1 à {places} : 1 est le premier.",
}

_RANK = re.compile(r"[1-9][0-9]{0,2}")
_NOT_IN_RANKS = re.compile(r"[\s=]")


def rank_control(name: str, code: str) -> str:
    """The name of the control that holds the rank of one item; no question can have that name."""
    return f"{name}:{code}"


def typed_ranks(value: Value) -> Mapping[str, str]:
    """The rank to show beside each code, for an answer or for what could not be read as one."""
    if isinstance(value, list):
        return {code: str(rank) for rank, code in enumerate(value, start=1)}
    pairs = (pair.rpartition("=") for pair in value.split()) if isinstance(value, str) else ()
    return {code: rank for code, _, rank in pairs if code}


class Ranking(Listed, Question):
    """The answer is codes of `list`, the best first: all of them, or the `top` first ones.

    Choices that go alone ("I do not know", "none of these") have no rank: one of them is an answer
    by itself. Ranks that make no order (a rank given twice, a gap) are kept as typed:
    `code=rank code=rank`, after what was ticked beside them.
    """

    readable: ClassVar[bool] = False
    held: ClassVar[Held] = "order"
    messages: ClassVar[Mapping[str, Text]] = {
        "rank_twice": {
            "en": "The same rank was given twice. Please give each rank once.",
            "fr": "Le même rang a été donné deux fois. Donnez chaque rang une seule fois.",
        },
        "rank_all": {
            "en": "Please give every rank from 1 to {places}, once each.",
            "fr": "Donnez tous les rangs de 1 à {places}, une fois chacun.",
        },
    }

    type: Literal["ranking"] = "ranking"
    top: int | None = Field(default=None, ge=1)

    @property
    def grouped(self) -> bool:
        return True

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def ranked(self, lists: Lists) -> tuple[Choice, ...]:
        """The choices that are put in order."""
        return tuple(choice for choice in lists[self.list].choices if not choice.alone)

    def _alone(self, lists: Lists) -> Mapping[str, Choice]:
        """The choices that are an answer by themselves, by code."""
        return {choice.code: choice for choice in lists[self.list].choices if choice.alone}

    def places(self, lists: Lists) -> int:
        """How many items are to be ranked."""
        offered = len(self.ranked(lists))
        return min(self.top or offered, offered)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        posted = {one.code: one_text(raw, rank_control(self.name, one.code)) or "" for one in self.ranked(lists)}
        ranks = {code: rank for code, typed in posted.items() if (rank := _NOT_IN_RANKS.sub("", typed)[:8])}
        alone = [code for code in self._alone(lists) if code in many_texts(raw, self.name)]
        if not ranks:
            return {self.name: alone or None}
        wanted = [str(place) for place in range(1, len(ranks) + 1)]
        if alone or sorted(ranks.values()) != sorted(wanted):
            return {self.name: " ".join((*alone, *(f"{code}={rank}" for code, rank in ranks.items())))}
        return {self.name: sorted(ranks, key=lambda code: int(ranks[code]))}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        order = answers.get(self.name)
        places = self.places(lists)
        if order is None or order == []:
            return (Problem(self.name, "rank_all", {"places": places}),) if self.mandatory else ()
        alone = self._alone(lists)
        if any(code in alone for code in _texts(order)):
            return () if isinstance(order, list) and len(order) == 1 else (Problem(self.name, "exclusive_alone"),)
        if not isinstance(order, list):
            return (self._disorder(order, places),)
        if any(code not in lists[self.list].by_code for code in order):
            return (Problem(self.name, "not_offered"),)
        if len(set(order)) != len(order):
            return (Problem(self.name, "rank_twice"),)
        return () if len(order) == places else (Problem(self.name, "rank_all", {"places": places}),)

    def _disorder(self, typed: Value, places: int) -> Problem:
        ranks = list(typed_ranks(typed).values())
        if not all(_RANK.fullmatch(rank) and int(rank) <= places for rank in ranks):
            return Problem(self.name, "rank_all", {"places": places})
        return Problem(self.name, "rank_twice" if len(set(ranks)) < len(ranks) else "rank_all", {"places": places})

    def parts(self, lists: Lists) -> Parts:
        """`name_1`: the code ranked first."""
        return {f"{self.name}_{rank}": Part(self.name, rank=rank) for rank in range(1, self.places(lists) + 1)}

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        """One column per item: the rank that it was given, or what was said instead of an order."""
        places, ranked = self.places(lists), self.ranked(lists)
        codes = [Code(code=str(rank), number=rank, label=_label(str(rank))) for rank in range(1, places + 1)]
        if places < len(ranked):
            codes.append(Code(code=UNRANKED, number=places + 1, label=Wording(text=_UNRANKED_LABEL)))
        codes += [
            Code(code=one.code, number=number, label=one.label, missing=one.missing, score=one.score)
            for number, one in enumerate(self._alone(lists).values(), start=places + 2)
        ]
        return tuple(
            Variable(
                name=f"{self.name}_{choice.code}",
                question=self.name,
                kind="single",
                label=choice.label,
                codes=tuple(codes),
            )
            for choice in ranked
        )

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        if self.name not in answers:
            return {}
        order = answers[self.name]
        ranks = {code: rank for rank, code in enumerate(order, start=1)} if isinstance(order, list) else {}
        left_out = self.places(lists) + 1 if ranks else BLANK
        for number, code in enumerate(self._alone(lists), start=self.places(lists) + 2):
            left_out = number if code in ranks else left_out
        return {f"{self.name}_{one.code}": ranks.get(one.code, left_out) for one in self.ranked(lists)}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        codes = [choice.code for choice in self.ranked(lists)]
        return {self.name: chance.sample(codes, self.places(lists)) or list(self._alone(lists))[:1]}

    def posted(self, answers: Answers, lists: Lists) -> Raw:
        """A rank under the control of each item; under its own name, what was said instead."""
        order, alone = answers.get(self.name), self._alone(lists)
        ranks = {code: rank for code, rank in typed_ranks(order).items() if code not in alone}
        ticked = [code for code in _texts(order) if code in alone]
        ranked: dict[str, list[str]] = {rank_control(self.name, code): [rank] for code, rank in ranks.items()}
        return {**ranked, self.name: ticked} if ticked else ranked

    def prefilled(self, default: Value) -> Value:
        """Codes with blanks between them, the best first."""
        return default.split() if isinstance(default, str) else default

    def items(self, lists: Lists) -> tuple[Item, ...]:
        """What is ranked, each with the ranks that it can be given."""
        places = [str(place) for place in range(1, self.places(lists) + 1)]
        ranks = ChoiceList(name="ranks", choices=tuple(Choice(code=rank, label=_label(rank)) for rank in places))
        return tuple(
            Item(choice.code, choice.label, (Cell(rank_control(self.name, choice.code), choices=ranks),))
            for choice in self.ranked(lists)
        )

    def guides(self, lists: Lists) -> tuple[Guide, ...]:
        return (Guide(_EACH_RANK, {"places": self.places(lists)}),)


def _texts(order: Value) -> list[str]:
    """The codes of an order, or the words of what could not be read as one."""
    if isinstance(order, list):
        return order
    return order.split() if isinstance(order, str) else []


def _label(text: str) -> Wording:
    return Wording(text={"en": text})
