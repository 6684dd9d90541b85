"""What questions, rows and choices are called in LimeSurvey: letters and digits only."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from surveys.formats.limesurvey.naming import OTHER
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import AnyQuestion, Battery, Multiple, Ranking
from surveys.questionnaire.types.base import Beside, Lists
from surveys.questionnaire.types.listed import Listed

_LONGEST_QUESTION, _LONGEST_ANSWER = 20, 5
_PLAIN = re.compile(r"[^A-Za-z0-9]")


@dataclass
class Codes:
    """The LimeSurvey name of every field, and the code of every choice that had to change."""

    questions: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Mapping[str, str]] = field(default_factory=dict)
    #: By name of a field: how LimeSurvey's expressions call it.
    variables: dict[str, str] = field(default_factory=dict)
    #: By name of a field: the codes of its choices.
    offered: dict[str, Mapping[str, str]] = field(default_factory=dict)
    #: The names of boxes to tick.
    boxes: set[str] = field(default_factory=set)

    def choice(self, list_name: str, code: str) -> str:
        return self.choices.get(list_name, {}).get(code, code)


def codes_of(definition: Definition) -> Codes:
    """Codes for everything; those that LimeSurvey takes are kept."""
    codes = Codes()
    taken: set[str] = set()
    lists = definition.choice_lists
    for choices in definition.lists:
        names = (choice.code for choice in choices.choices if not choice.other)
        codes.choices[choices.name] = {**_short(names), **{one.code: OTHER for one in choices.choices if one.other}}
    for question in definition.questions():
        codes.questions[question.name] = _free(question.name, taken, _LONGEST_QUESTION, "q")
    for question in definition.questions():
        for name, variable in _fields(question, codes, lists):
            codes.variables[name] = variable
        for name in question.fields(lists):
            offered = question.offered_at(name, lists)
            if offered is not None:
                codes.offered[name] = codes.choices.get(offered.name, {})
    return codes


def _fields(question: AnyQuestion, codes: Codes, lists: Lists) -> Iterator[tuple[str, str]]:
    """Every field of a question with its variable; rows get their codes on the way."""
    code = codes.questions[question.name]
    yield question.name, code
    if isinstance(question, Listed):
        for one in question.beside(lists):
            yield one.field, f"{code}_{_beside(one, codes.choices.get(question.list, {}))}"
    if isinstance(question, Battery):
        yield from _rows(question, code, codes)
    elif isinstance(question, Multiple | Ranking):
        yield from _parts(question, code, codes, lists)


def _parts(question: Multiple | Ranking, code: str, codes: Codes, lists: Lists) -> Iterator[tuple[str, str]]:
    """The boxes of a multiple choice, the ranks of a ranking."""
    for name in question.parts(lists):
        ending = name.removeprefix(f"{question.name}_")
        if question.held == "codes":
            codes.boxes.add(name)
            ending = codes.choice(question.list, ending)
        yield name, f"{code}_{ending}"


def _beside(one: Beside, choices: Mapping[str, str]) -> str:
    """How LimeSurvey ends the name of what is typed beside an answer."""
    code = choices.get(one.code, one.code)
    return "other" if one.specifies else f"{'other' if code == OTHER else code}comment"


def _rows(question: Battery, code: str, codes: Codes) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    columns: dict[str, str] = {}
    for column in (*getattr(question, "columns", ()), *getattr(question, "scales", ())):
        columns[column.name] = _free(column.name, taken, _LONGEST_QUESTION, "c")
        codes.parts[f"{question.name}/{column.name}"] = columns[column.name]
    taken = set()
    for row in question.rows:
        short = _free(row.name.removeprefix(f"{question.name}_"), taken, _LONGEST_QUESTION, "r")
        codes.parts[row.name] = short
        yield row.name, f"{code}_{short}"
        for number, (name, column) in enumerate(columns.items()):
            ending = str(number) if hasattr(question, "scales") else column
            yield f"{row.name}_{name}", f"{code}_{short}_{ending}"


def _short(written: Iterable[str]) -> dict[str, str]:
    taken: set[str] = set()
    return {code: _free(code, taken, _LONGEST_ANSWER, "") for code in written}


def _free(written: str, taken: set[str], longest: int, letter: str) -> str:
    """The nearest code that is free; it begins with a letter where that is wanted."""
    bare = _PLAIN.sub("", written) or "1"
    bare = f"{letter}{bare}" if letter == "q" and not bare[0].isalpha() else bare
    code, number = bare[:longest], 1
    while code in taken:
        number += 1
        code = f"{bare[: longest - len(str(number))]}{number}"
    taken.add(code)
    return code
