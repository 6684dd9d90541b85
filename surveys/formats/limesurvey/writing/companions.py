"""Questions of comments, which LimeSurvey asks within the question that they comment."""

import re
from collections.abc import Mapping
from typing import Literal

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Multiple, MultipleText, OpenText, Single
from surveys.questionnaire.types.listed import Listed

_FILTERED = re.compile(r"\(name != '([^']+)' or \$\{(\w+)\} = 1\)")
_SHOWN = re.compile(r"if\(\((.*)\), 1, 0\)", re.DOTALL)


def companions_of(definition: Definition) -> Mapping[str, str]:
    """By name of a question of comments, the question before it that they are about."""
    found: dict[str, str] = {}
    for page in definition.flat_pages():
        for main, after in zip(page.questions, page.questions[1:], strict=False):
            if after.name == f"{main.name}_comment" and _comments(main, after):
                found[after.name] = main.name
    return found


def _comments(main: AnyQuestion, after: AnyQuestion) -> bool:
    match main, after:
        case Single(), OpenText(type="long_text"):
            return main.relevant == after.relevant
        case Multiple(), MultipleText():
            ends = {f"{row.name}" for row in after.rows}
            return all(name.startswith(f"{main.name}_") and name.endswith("comment") for name in ends)
        case _:
            return False


def commented(after: AnyQuestion) -> Literal["checked", "unchecked", "allways"]:
    """Which choices may be commented."""
    texts = [row.relevant.text for row in after.rows if row.relevant] if isinstance(after, MultipleText) else []
    if not texts:
        return "allways"
    return "checked" if texts[0].startswith("!") else "unchecked"


def filters_of(definition: Definition) -> tuple[Mapping[str, Mapping[str, Formula]], frozenset[str]]:
    """For each question whose filter is a calculation for each choice, these conditions; and the calculations."""
    calculated = {one.name: one for one in definition.questions() if isinstance(one, Calculated)}
    filters: dict[str, Mapping[str, Formula]] = {}
    used: set[str] = set()
    for question in definition.questions():
        text = question.choice_filter.text if isinstance(question, Listed) and question.choice_filter else ""
        pairs = _FILTERED.findall(text)
        if not pairs or " and ".join(f"(name != '{code}' or ${{{name}}} = 1)" for code, name in pairs) != text:
            continue
        conditions = {code: _condition(calculated.get(name)) for code, name in pairs}
        if isinstance(question, Multiple) and all(conditions.values()):
            filters[question.name] = {code: formula for code, formula in conditions.items() if formula}
            used.update(name for _, name in pairs)
    return filters, frozenset(used)


def _condition(calculation: Calculated | None) -> Formula | None:
    shown = _SHOWN.fullmatch(calculation.formula.text) if calculation else None
    return Formula(text=shown[1], dialect="limesurvey") if shown else None
