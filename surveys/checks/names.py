"""Names and codes: each is given once, and what it names exists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from surveys.checks.finding import Finding, Subject, SubjectKind, error, warning
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.variables import BLANK

#: Names that expressions give a meaning of their own.
RESERVED = frozenset({"population", "side"})

#: Closed answers are stored on one byte: 0 is never asked, BLANK is left blank.
MOST_CHOICES = BLANK - 1


def check_lists(definition: Definition) -> Iterator[Finding]:
    """Lists that are missing, empty or too long, and codes given twice."""
    for question in definition.questions():
        for name in _unknown_lists(question, definition):
            yield error(Subject("question", question.name), "unknown_list", list=name)
    for choices in definition.lists:
        subject = Subject("list", choices.name)
        if not choices.choices:
            yield error(subject, "empty_list")
        if len(choices.choices) > MOST_CHOICES:
            yield error(subject, "list_too_long", count=len(choices.choices), limit=MOST_CHOICES)
        if sum(choice.other for choice in choices.choices) > 1:
            yield error(subject, "two_others")
        for code in _twice(choices.codes):
            yield error(subject, "duplicate_code", code_twice=code)


def _unknown_lists(question: AnyQuestion, definition: Definition) -> Iterator[str]:
    """Every list that it names and that is not there: a battery may have several."""
    missing: set[str] = set()
    for field in (question.name, *question.keys()):
        try:
            question.offered_at(field, definition.choice_lists)
        except KeyError as unknown:
            missing.add(str(unknown.args[0]))
    return iter(sorted(missing))


def check_names(definition: Definition) -> Iterator[Finding]:
    """Names given twice or reserved, in every namespace. Lists must exist."""
    fields = [name for question in definition.questions() for name in _own_names(question, definition)]
    yield from _duplicates("question", fields)
    yield from _duplicates("page", [page.name for page in definition.flat_pages()])
    yield from _duplicates("page", [item.name for item in definition.pages if isinstance(item, Loop)])
    yield from _duplicates("list", [choices.name for choices in definition.lists])
    yield from _duplicates("population", [population.name for population in definition.populations])
    yield from _duplicates("quota", [f"{cell.population}/{cell.name}" for cell in definition.quotas])
    yield from _duplicates("figure", [figure.name for figure in definition.figures])
    for name in sorted(RESERVED.intersection(fields)):
        yield error(Subject("question", name), "reserved_name")
    yield from _same_but_for_case(fields)


def _own_names(question: AnyQuestion, definition: Definition) -> Iterable[str]:
    """What it is called in expressions, and in data files."""
    lists = definition.choice_lists
    columns = (variable.name for variable in question.variables(lists))
    return dict.fromkeys((question.name, *question.fields(lists), *columns))


def _duplicates(kind: SubjectKind, names: Sequence[str]) -> Iterator[Finding]:
    for name in _twice(names):
        yield error(Subject(kind, name), "duplicate_name")


def _twice(names: Iterable[str]) -> Iterator[str]:
    return (name for name, times in Counter(names).items() if times > 1)


def _same_but_for_case(fields: Iterable[str]) -> Iterator[Finding]:
    """Statistical packages do not tell `Age` from `age`."""
    spellings: dict[str, set[str]] = {}
    for name in fields:
        spellings.setdefault(name.lower(), set()).add(name)
    for names in spellings.values():
        if len(names) > 1:
            first, other, *_ = sorted(names)
            yield warning(Subject("question", first), "same_but_for_case", other=other)
