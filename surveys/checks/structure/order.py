"""Rotations that may put a question before the answer that it needs."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from surveys.checks.finding import Finding, Subject, warning
from surveys.checks.logic.parsed import parsed_of
from surveys.checks.sites import texts_of
from surveys.checks.wording.piping import piped_names
from surveys.questionnaire.definition import Definition, Loop, PageOrLoop
from surveys.questionnaire.expressions import references


def check_order(definition: Definition) -> Iterator[Finding]:
    """Pages that change places, and questions that change places on a page."""
    reads = _reads(definition)
    for block in _blocks(definition.pages):
        yield from _check_block([_fields_of(item, definition) for item in block], block, reads)
    for page in definition.flat_pages():
        for question in page.questions if page.rotate else ():
            others = {
                field
                for other in page.questions
                if other is not question and other.asks
                for field in other.fields(definition.choice_lists)
            }
            for name in sorted(reads.get(question.name, set()) & others):
                yield warning(Subject("question", question.name), "rotated_dependency", name=name)


def _check_block(fields: list[set[str]], block: list[PageOrLoop], reads: Mapping[str, set[str]]) -> Iterator[Finding]:
    for place, item in enumerate(block):
        elsewhere = set().union(*(names for other, names in enumerate(fields) if other != place))
        for name in sorted(elsewhere.intersection(*[set().union(*(reads.get(one, set()) for one in _names(item)))])):
            yield warning(Subject("page", item.name), "shuffled_dependency", name=name)


def _blocks(pages: Iterable[PageOrLoop]) -> Iterator[list[PageOrLoop]]:
    """Runs of pages side by side that change places."""
    for shuffle, run in groupby(pages, key=lambda item: item.shuffle):
        if shuffle:
            yield list(run)
    for item in pages:
        if isinstance(item, Loop):
            yield from _blocks(item.pages)


def _names(item: PageOrLoop) -> Iterator[str]:
    """What expressions and texts of a page or loop belong to."""
    yield item.name
    for page in item.pages if isinstance(item, Loop) else (item,):
        yield page.name
        yield from (question.name for question in page.questions)


def _fields_of(item: PageOrLoop, definition: Definition) -> set[str]:
    pages = item.pages if isinstance(item, Loop) else (item,)
    lists = definition.choice_lists
    return {field for page in pages for question in page.questions if question.asks for field in question.fields(lists)}


def _reads(definition: Definition) -> Mapping[str, set[str]]:
    """The names that the expressions and texts of each question and page read."""
    reads: dict[str, set[str]] = {}
    for parsed in parsed_of(definition):
        name = parsed.site.owner or parsed.site.subject.name
        reads.setdefault(name, set()).update(references(parsed.expression) - {parsed.site.owner})
    for site in texts_of(definition):
        kind, _, rest = site.place.partition("/")
        if kind in ("question", "page", "loop"):
            reads.setdefault(rest.split("/")[0], set()).update(piped_names(site.wording))
    return reads
