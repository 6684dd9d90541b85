"""Filters of choices that are calculations for each, which LimeSurvey writes beside the sub-question."""

import re
from collections.abc import Mapping

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated, Multiple
from surveys.questionnaire.types.listed import Listed

_FILTERED = re.compile(r"\(name != '([^']+)' or \$\{(\w+)\} = 1\)")
_SHOWN = re.compile(r"if\(\((.*)\), 1, 0\)", re.DOTALL)


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
