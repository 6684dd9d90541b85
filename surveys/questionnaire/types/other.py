""" "Other, please specify": the text that goes with a choice."""

from collections.abc import Collection

from surveys.questionnaire.answers import LONGEST_TEXT, Answers, Raw
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.types.base import Encoded
from surveys.questionnaire.types.posted import one_text
from surveys.questionnaire.variables import Variable


def other_field(name: str) -> str:
    """The key of what was typed beside "other"."""
    return f"{name}_other"


def fields_with_other(name: str, choices: ChoiceList) -> tuple[str, ...]:
    """The question's field, then the field of what was typed when the list has an "other"."""
    return (name, other_field(name)) if choices.other else (name,)


def parse_other(raw: Raw, name: str, choices: ChoiceList, chosen: Collection[str]) -> Answers:
    """What was typed, kept only when "other" was chosen."""
    if choices.other is None:
        return {}
    typed = one_text(raw, other_field(name)) if _chosen(choices, chosen) else None
    return {other_field(name): typed}


def other_problems(
    answers: Answers, name: str, choices: ChoiceList, chosen: Collection[str], *, mandatory: bool
) -> tuple[Problem, ...]:
    """What is wrong with the text typed beside "other"."""
    if not _chosen(choices, chosen):
        return ()
    field = other_field(name)
    typed = answers.get(field)
    if not isinstance(typed, str):
        return (Problem(field, "specify_other"),) if mandatory else ()
    return (Problem(field, "too_long", {"limit": LONGEST_TEXT}),) if len(typed) > LONGEST_TEXT else ()


def other_variables(name: str, choices: ChoiceList) -> tuple[Variable, ...]:
    """The column of what was typed."""
    if choices.other is None:
        return ()
    return (Variable(name=other_field(name), question=name, kind="text", label=choices.other.label),)


def encode_other(answers: Answers, name: str, choices: ChoiceList) -> Encoded:
    """The value of that column."""
    if choices.other is None:
        return {}
    typed = answers.get(other_field(name))
    return {other_field(name): typed if isinstance(typed, str) else None}


def _chosen(choices: ChoiceList, chosen: Collection[str]) -> bool:
    return any(choice.other and choice.code in chosen for choice in choices.choices)
