"""The old conditions of a question as the relevance that LimeSurvey makes of them.

Conditions about one answer are alternatives, those about different answers must all hold, and one
scenario is enough: as ConvertConditionsToRelevance of LimeSurvey's expression manager does.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from surveys.formats.limesurvey.expressions import Expressions
from surveys.formats.limesurvey.naming import MULTIPLE
from surveys.formats.limesurvey.source import Condition, LsQuestion

_ANSWER = re.compile(r"@([0-9]+X[0-9]+X[0-9]+.*)@")
_FIELD = re.compile(r"[0-9]+X[0-9]+X[0-9]+[A-Za-z0-9_]*(#[01])?")
_TOKEN = re.compile(r"\{(TOKEN:[A-Za-z0-9_]+)\}")
_PATTERN = re.compile(r"/.*/[a-z]*", re.DOTALL)
_EMPTY = ("", " ")


def relevance_of(question: LsQuestion, expressions: Expressions) -> str:
    """The condition that the conditions of a question say together, in LimeSurvey's names; "" without any."""
    ordered = sorted(question.conditions, key=lambda one: (one.scenario, one.about, one.fieldname))
    scenarios = []
    for _, scenario in groupby(ordered, key=lambda one: one.scenario):
        alternatives = [
            _any(_compared(condition, expressions) for condition in conditions)
            for _, conditions in groupby(scenario, key=lambda one: (one.about, one.fieldname))
        ]
        joined = " and ".join(filter(None, alternatives))
        scenarios += [f"({joined})"] if joined else []
    return " or ".join(scenarios)


def _any(conditions: Iterable[str]) -> str:
    found = list(dict.fromkeys(filter(None, conditions)))
    return f"({' or '.join(found)})" if found else ""


def _compared(condition: Condition, expressions: Expressions) -> str:
    """One comparison, written so that what was not answered is never a number."""
    name, value = _subject(condition, expressions)
    if not name:
        return ""
    method = condition.method.strip()
    if method == "RX":
        pattern = value if _PATTERN.fullmatch(value) else f"/{value}/"
        return f"regexMatch({_quoted(pattern)}, {name})"
    if method not in ("==", "!=", "<", "<=", ">", ">="):
        method = "=="
    other = _other(value, expressions)
    if other is None and value in _EMPTY and method in ("==", "!="):
        return f"is_empty({name})" if method == "==" else f"!is_empty({name})"
    compared = f"{name} {method} {_quoted(value) if other is None else other}"
    numeric = other is not None
    if method == "!=" and numeric:
        return f"(is_empty({name}) || ({compared}))"
    if method in ("<", "<=") or (numeric and method in ("==", ">=")):
        return f"(!is_empty({name}) && ({compared}))"
    return compared


def _subject(condition: Condition, expressions: Expressions) -> tuple[str, str]:
    """The variable that is looked at, and the value that it is compared with: a ticked box is "Y"."""
    token = _TOKEN.fullmatch(condition.fieldname)
    if token:
        return f"{token[1]}.NAOK", condition.value
    about = expressions.symbols.questions.get(condition.about)
    written = condition.fieldname
    if about and about.question.type in MULTIPLE and not written.startswith("+") and not written.endswith("other"):
        box = expressions.symbols.variables.get(f"{about.question.code}_{condition.value}")
        if box is not None:
            return f"{box.written}.NAOK", "Y"
    variable = expressions.known(written.removeprefix("+"))
    if variable is None and about and len(about.variables) == 1:
        variable = about.variables[0]
    # A name that nobody has stays: reading the condition reports it.
    name = variable.written if variable else written.removeprefix("+")
    return (f"{name}.NAOK", condition.value) if variable or _FIELD.fullmatch(name) else ("", "")


def _other(value: str, expressions: Expressions) -> str | None:
    """What stands for a value that is no text: another answer, an attribute of participants, a number."""
    answer = _ANSWER.fullmatch(value)
    if answer:
        variable = expressions.known(answer[1])
        return f"{variable.written}.NAOK" if variable else None
    if re.fullmatch(r"\{.+\}", value):
        return value[1:-1]
    return value if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]*[1-9])?", value) else None


def _quoted(text: str) -> str:
    mark = "'" if '"' in text else '"'
    return mark + text.replace(mark, "").replace("\n", " ").rstrip("\\") + mark
