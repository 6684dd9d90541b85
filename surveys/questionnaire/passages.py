"""The names of fields and pages inside a loop: `weight#2` is the weight in the second passage."""

from collections.abc import Iterator

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.choices import Choice, ChoiceList


def suffix_of(passage: int | None) -> str:
    """What is added to a name in this passage; nothing outside loops."""
    return "" if passage is None else f"#{passage}"


def passages_over(choices: ChoiceList | None) -> Iterator[tuple[int, Choice]]:
    """The passages of a loop over chosen options, by number: "none of these" and the like open none."""
    every = enumerate(choices.choices if choices else (), start=1)
    return ((number, choice) for number, choice in every if not choice.alone)


def without_suffix(answers: Answers, fields: tuple[str, ...], suffix: str) -> Answers:
    """The answers to `fields` in one passage, keyed as the question knows them."""
    return {field: answers[field + suffix] for field in fields if field + suffix in answers}


def with_suffix(answers: Answers, suffix: str) -> Answers:
    """The reverse of `without_suffix`."""
    return {field + suffix: value for field, value in answers.items()} if suffix else answers
