"""Choices that a question brings with it, written on the choices sheet like any list."""

from collections.abc import Iterable

from surveys.formats.xlsform.names import free_name
from surveys.questionnaire.choices import Choice, ChoiceList


class OwnLists:
    """Gives such choices the name of a list that the definition does not have; equal ones share it."""

    def __init__(self, lists: Iterable[ChoiceList]) -> None:
        self._taken = {one.name for one in lists}
        self._named: list[ChoiceList] = []

    def name(self, choices: tuple[Choice, ...]) -> str:
        for one in self._named:
            if one.choices == choices:
                return one.name
        name = free_name("opt_outs", self._taken)
        self._taken.add(name)
        self._named.append(ChoiceList(name=name, choices=choices))
        return name

    def lists(self) -> tuple[ChoiceList, ...]:
        """Every list that was named, in the order of the questions."""
        return tuple(self._named)
