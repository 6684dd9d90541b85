"""What every question that offers a list of the definition has."""

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen, Name
from surveys.questionnaire.types.base import Lists
from surveys.questionnaire.types.part import NO_PARTS, Parts


class Listed(Frozen):
    """Choices from `list`, in the respondent's own order when they rotate.

    `choice_filter` is evaluated for each choice, whose columns are plain names in it (`name` is
    its code): `region = ${region}`, or `selected(${brands}, name)` for what was ticked earlier.
    """

    list: Name
    choice_filter: Formula | None = None
    rotate: bool = False  # the choices; of a battery, the rows

    def offered(self, lists: Lists) -> ChoiceList:
        """The whole list. Raises KeyError with the name of a list that does not exist."""
        return lists[self.list]

    def parts(self, lists: Lists) -> Parts:
        """Names for parts of the answers, which are read where no field has that name."""
        return NO_PARTS
