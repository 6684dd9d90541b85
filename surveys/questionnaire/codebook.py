"""The codebook of a whole definition, and its rows: every column, loops unrolled."""

from collections.abc import Iterator

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition, Loop, Page
from surveys.questionnaire.passages import passages_over, suffix_of, without_suffix
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.base import Encoded
from surveys.questionnaire.variables import Variable


def variables_of(definition: Definition) -> tuple[Variable, ...]:
    """Every column in questionnaire order; those of a loop once per passage, `name#1` to its limit.

    A loop over chosen options has a passage for each choice, numbered by its place in the list.
    """
    lists = definition.choice_lists
    return tuple(
        _in_passage(variable, suffix, about) if suffix else variable
        for question, suffix, about in _instances(definition)
        for variable in question.variables(lists)
    )


def encode_answers(definition: Definition, answers: Answers) -> Encoded:
    """The values of `variables_of` for one interview; a variable never asked has no key.

    `answers` are those that count: `surveys.runtime.relevant_answers`.
    """
    lists = definition.choice_lists
    encoded: dict[str, int | float | str | None] = {}
    for question, suffix, _ in _instances(definition):
        own = without_suffix(answers, question.fields(lists), suffix)
        if own:
            encoded.update({name + suffix: value for name, value in question.encode(own, lists).items()})
    return encoded


def item_of(definition: Definition, variable: Variable) -> Wording:
    """What of its question a column is about: a row, a passage of a loop; nothing where it is the whole."""
    asked = definition.question_named[variable.question].label
    if variable.label == asked:
        return Wording()
    return variable.about if variable.label == asked.then(variable.about) else variable.label


def _in_passage(variable: Variable, suffix: str, about: Wording) -> Variable:
    label = variable.label.then(about)
    return variable.model_copy(update={"name": variable.name + suffix, "label": label, "about": about})


def _instances(definition: Definition) -> Iterator[tuple[AnyQuestion, str, Wording]]:
    """Every question with the suffix of its passage, and what the passage is about."""
    for item in definition.pages:
        pages = item.pages if isinstance(item, Loop) else (item,)
        for suffix, about in _passages(definition, item):
            for page in pages:
                for question in page.questions:
                    yield question, suffix, about


def _passages(definition: Definition, item: Page | Loop) -> Iterator[tuple[str, Wording]]:
    chosen = definition.chosen_in(item) if isinstance(item, Loop) else None
    if chosen is not None:
        yield from ((suffix_of(number), choice.label) for number, choice in passages_over(chosen))
    elif isinstance(item, Loop):
        for number in range(1, item.limit + 1):
            yield suffix_of(number), Wording(text=dict.fromkeys(definition.languages, str(number)))
    else:
        yield "", Wording()
