"""Yes or no, in the product's words or the questionnaire's."""

from typing import Literal

from surveys.questionnaire.choices import Choice, ChoiceList, Code
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types.own_choices import OwnChoices

_YES = Wording(text={"en": "Yes", "fr": "Oui"})
_NO = Wording(text={"en": "No", "fr": "Non"})


class YesNo(OwnChoices):
    """The answer is `yes_code` or `no_code`, whose labels may be replaced."""

    type: Literal["yes_no"] = "yes_no"
    yes_code: Code = "yes"
    no_code: Code = "no"
    yes_label: Wording = _YES
    no_label: Wording = _NO

    def choices(self) -> ChoiceList:
        yes = Choice(code=self.yes_code, label=self.yes_label)
        no = Choice(code=self.no_code, label=self.no_label)
        return ChoiceList(name="yes_no", choices=(yes, no, *self.opt_outs))
