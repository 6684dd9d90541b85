"""The codebook of a whole definition, and its rows: every column, loops unrolled."""

from collections.abc import Iterator

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.passages import suffix_of, without_suffix
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Encoded
from surveys.questionnaire.variables import Variable


def variables_of(definition: Definition) -> tuple[Variable, ...]:
    """Every column in questionnaire order; those of a loop once per passage, `name#1` to its limit."""
    lists = definition.choice_lists
    return tuple(
        variable.model_copy(update={"name": variable.name + suffix}) if suffix else variable
        for question, suffix in _instances(definition)
        for variable in question.variables(lists)
    )


def encode_answers(definition: Definition, answers: Answers) -> Encoded:
    """The values of `variables_of` for one interview; a variable never asked has no key.

    `answers` are those that count: `surveys.runtime.relevant_answers`.
    """
    lists = definition.choice_lists
    encoded: dict[str, int | float | str | None] = {}
    for question, suffix in _instances(definition):
        own = without_suffix(answers, question.fields(lists), suffix)
        if own:
            encoded.update({name + suffix: value for name, value in question.encode(own, lists).items()})
    return encoded


def _instances(definition: Definition) -> Iterator[tuple[AnyQuestion, str]]:
    for item in definition.pages:
        passages = range(1, item.limit + 1) if isinstance(item, Loop) else (None,)
        pages = item.pages if isinstance(item, Loop) else (item,)
        for passage in passages:
            for page in pages:
                for question in page.questions:
                    yield question, suffix_of(passage)
