"""The names of fields and pages inside a loop: `weight#2` is the weight in the second passage."""

from surveys.questionnaire.answers import Answers


def suffix_of(passage: int | None) -> str:
    """What is added to a name in this passage; nothing outside loops."""
    return "" if passage is None else f"#{passage}"


def without_suffix(answers: Answers, fields: tuple[str, ...], suffix: str) -> Answers:
    """The answers to `fields` in one passage, keyed as the question knows them."""
    return {field: answers[field + suffix] for field in fields if field + suffix in answers}


def with_suffix(answers: Answers, suffix: str) -> Answers:
    """The reverse of `without_suffix`."""
    return {field + suffix: value for field, value in answers.items()} if suffix else answers
