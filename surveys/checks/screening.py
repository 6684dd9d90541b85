"""The screener comes first: whoever is not wanted should learn it early."""

from collections.abc import Iterable, Iterator

from surveys.checks.finding import Finding, Subject, warning
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import AnyQuestion, Calculated, Consent


def check_screening(definition: Definition) -> Iterator[Finding]:
    """Pages that stand before the end of the screener, and decide nothing about it."""
    screens = [population.screen for population in definition.populations if population.screen]
    whens = [cell.when for cell in definition.quotas if cell.when]
    deciding = _names_behind(screens, definition)
    useful = deciding | _names_behind(whens, definition)
    pages = list(definition.flat_pages())
    last = max(
        (place for place, page in enumerate(pages) if _any_named(page.questions, deciding, definition)), default=0
    )
    for page in pages[:last]:
        asked = [question for question in page.questions if question.asks and not isinstance(question, Consent)]
        if asked and not _any_named(asked, useful, definition):
            yield warning(Subject("page", page.name), "asked_before_screening", screener=pages[last].name)
    for item in definition.pages:
        for page in item.pages if isinstance(item, Loop) else ():
            if _any_named(page.questions, deciding, definition):
                yield warning(Subject("page", page.name), "screened_in_loop")


def _any_named(questions: Iterable[AnyQuestion], names: set[str], definition: Definition) -> bool:
    lists = definition.choice_lists
    return any(question.asks and not names.isdisjoint(question.fields(lists)) for question in questions)


def _names_behind(formulas: Iterable[Formula], definition: Definition) -> set[str]:
    """The names that formulas read, through calculations too."""
    found: set[str] = set()
    waiting = list(formulas)
    while waiting:
        formula = waiting.pop()
        for name in _names_in(formula) - found:
            found.add(name)
            question = definition.question_named.get(name)
            if isinstance(question, Calculated):
                waiting.append(question.formula)
    return found


def _names_in(formula: Formula) -> frozenset[str]:
    try:
        return references(parse(formula.text, formula.dialect))
    except ExpressionError:  # another check says so
        return frozenset()
