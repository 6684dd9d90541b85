"""One answer among choices that the type brings with it: yes or no, 0 to 10."""

from abc import abstractmethod
from random import Random
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, model_validator

from surveys.questionnaire.answers import Answers, Raw
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded, Held, Lists, Question
from surveys.questionnaire.types.drawing import any_code
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.types.single import encode_code
from surveys.questionnaire.variables import Variable, codes_of


def _missing_only(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if not all(choice.missing for choice in choices):
        raise ValueError("an opt-out says why there is no opinion: refused or unknown")
    return choices


def check_distinct(choices: ChoiceList) -> None:
    """Raises ValueError where an opt-out has the code of one of the type's own choices."""
    if len(choices.by_code) < len(choices.choices):
        raise ValueError("two choices have the same code")


#: "Prefer not to say", "do not know": missing codes offered after a type's own choices.
OptOuts = Annotated[tuple[Choice, ...], AfterValidator(_missing_only)]


class OwnChoices(Question):
    """One code of `choices()`; nothing in the definition's lists is needed."""

    held: ClassVar[Held] = "code"

    opt_outs: OptOuts = ()

    @model_validator(mode="after")
    def _tells_choices_apart(self) -> Self:
        check_distinct(self.choices())
        return self

    @property
    def grouped(self) -> bool:
        return True

    @abstractmethod
    def choices(self) -> ChoiceList:
        """What is offered, the opt-outs last."""

    def offered(self, lists: Lists) -> ChoiceList:
        return self.choices()

    def fields(self, lists: Lists) -> tuple[str, ...]:
        return (self.name,)

    def parse(self, raw: Raw, lists: Lists) -> Answers:
        return {self.name: one_text(raw, self.name)}

    def validate_answers(self, answers: Answers, lists: Lists) -> tuple[Problem, ...]:
        code = answers.get(self.name)
        if code is None:
            return (Problem(self.name, "choose_one"),) if self.mandatory else ()
        offered = isinstance(code, str) and code in self.choices().by_code
        return () if offered else (Problem(self.name, "not_offered"),)

    def variables(self, lists: Lists) -> tuple[Variable, ...]:
        codes = codes_of(self.choices())
        return (Variable(name=self.name, question=self.name, kind="single", label=self.label, codes=codes),)

    def encode(self, answers: Answers, lists: Lists) -> Encoded:
        return {self.name: encode_code(answers[self.name], self.choices())} if self.name in answers else {}

    def draw(self, chance: Random, lists: Lists, refused: int = 0) -> Answers:
        return {self.name: any_code(self.choices(), chance)}
