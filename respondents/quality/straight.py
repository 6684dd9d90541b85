"""The same answer down a battery.

Zero variance over the items answered, or a long string of one answer (the long-string index of
Johnson, 2005, Journal of Research in Personality 39). "I do not know" breaks the line: nothing is
said of those who say that they do not know.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from respondents.quality.interview import Answered
from respondents.quality.rules import Rules
from respondents.quality.signs import Sign
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.passages import suffix_of
from surveys.questionnaire.types import Battery

#: The shortest battery that says anything.
LEAST_ITEMS = 5
#: A run this long is told even where the rest of the battery differs.
LONG_STRING = 10

#: One item: its name, and the code given.
Item = tuple[str, str]


def straight(interview: Answered, definition: Definition, rules: Rules) -> Sign | None:
    """A sign that names the batteries answered in a line, with the longest run and how many items it is of."""
    found: list[str] = []
    run = items = 0
    for name, answered in _batteries(interview, definition):
        longest = _longest_run(answered, frozenset(rules.reversed_items))
        if len(answered) >= LEAST_ITEMS and (longest == len(answered) or longest >= LONG_STRING):
            found.append(name)
            run, items = max((run, items), (longest, len(answered)))
    return Sign("straight", {"batteries": found, "run": run, "items": items}) if found else None


def _batteries(interview: Answered, definition: Definition) -> Iterator[tuple[str, Sequence[Item]]]:
    """Every battery of one code an item, as often as it was asked, with the opinions given in its order."""
    for question in definition.questions():
        if not isinstance(question, Battery) or question.held != "code":
            continue
        offered = question.offered(definition.choice_lists)
        opinions = {choice.code for choice in offered.choices if not choice.missing} if offered else set()
        fields = question.keys()
        for suffix in _passages(interview, fields):
            given = ((field, interview.counted.get(field + suffix)) for field in fields)
            yield question.name, [(field, code) for field, code in given if isinstance(code, str) and code in opinions]


def _passages(interview: Answered, fields: Sequence[str]) -> Iterator[str]:
    """The suffixes under which a battery was answered: none outside loops."""
    if any(field in interview.counted for field in fields):
        yield ""
        return
    last = {int(key.rpartition("#")[2]) for key in interview.counted if key.rpartition("#")[0] in fields}
    yield from (suffix_of(number) for number in sorted(last))


def _longest_run(items: Sequence[Item], reversed_items: frozenset[str]) -> int:
    """The longest run of one code. Where a battery has items worded both ways, a run of one way is an opinion."""
    both_ways = {name in reversed_items for name, _ in items} == {True, False}
    longest = 0
    for _, same in groupby(items, key=lambda item: item[1]):
        names = [name for name, _ in same]
        if not both_ways or {name in reversed_items for name in names} == {True, False}:
            longest = max(longest, len(names))
    return longest
