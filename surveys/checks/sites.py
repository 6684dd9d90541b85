"""Every expression and every text of a definition, with what it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.checks.finding import FORM, Subject
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import AnyQuestion, Calculated, Matrix


@dataclass(frozen=True)
class FormulaSite:
    """An expression. `page`: the number of the page that it decides about, None when it is read at the end."""

    subject: Subject
    attribute: str
    formula: Formula
    page: int | None = None


@dataclass(frozen=True)
class TextSite:
    """A text or a wording. `needed`: someone would miss it if it were empty."""

    subject: Subject
    attribute: str
    wording: Wording
    needed: bool = False


def formulas_of(definition: Definition) -> Iterator[FormulaSite]:
    """Every expression."""
    number = 0
    for item in definition.pages:
        if isinstance(item, Loop):
            yield from _present(Subject("page", item.name), number, relevant=item.relevant, repeat_count=item.count)
        for page in item.pages if isinstance(item, Loop) else (item,):
            yield from _present(Subject("page", page.name), number, relevant=page.relevant)
            for question in page.questions:
                yield from _question_formulas(question, number)
            number += 1
    for population in definition.populations:
        yield from _present(Subject("population", population.name), None, screen=population.screen)
    for cell in definition.quotas:
        yield from _present(Subject("quota", f"{cell.population}/{cell.name}"), None, when=cell.when)
    for figure in definition.figures:
        yield from _present(Subject("figure", figure.name), None, base=figure.base)


def _question_formulas(question: AnyQuestion, page: int) -> Iterator[FormulaSite]:
    subject = Subject("question", question.name)
    yield from _present(subject, page, relevant=question.relevant, constraint=question.constraint)
    if isinstance(question, Calculated):
        yield FormulaSite(subject, "calculation", question.formula)


def _present(subject: Subject, page: int | None, **formulas: Formula | None) -> Iterator[FormulaSite]:
    for attribute, formula in formulas.items():
        if formula is not None:
            yield FormulaSite(subject, attribute, formula, page)


def texts_of(definition: Definition) -> Iterator[TextSite]:
    """Every text that someone reads."""
    yield _text(FORM, "form_title", definition.title, needed=True)
    yield _text(FORM, "contact", definition.contact)
    endings = definition.endings
    yield _text(FORM, "thanks", endings.complete)
    yield _text(FORM, "screened_out", endings.screened_out)
    yield _text(FORM, "quota_full", endings.quota_full)
    yield _text(FORM, "refused", endings.refused)
    for item in definition.pages:
        yield TextSite(Subject("page", item.name), "label", item.title)
        for page in item.pages if isinstance(item, Loop) else ():
            yield TextSite(Subject("page", page.name), "label", page.title)
    for question in definition.questions():
        yield from _question_texts(question)
    for choices in definition.lists:
        for choice in choices.choices:
            yield TextSite(Subject("list", choices.name), choice.code, choice.label, needed=True)
    yield from _plan_texts(definition)


def _question_texts(question: AnyQuestion) -> Iterator[TextSite]:
    subject = Subject("question", question.name)
    yield TextSite(subject, "label", question.label, needed=question.asks and not isinstance(question, Matrix))
    for attribute in ("hint", "required_message", "constraint_message"):
        yield TextSite(subject, attribute, getattr(question, attribute))
    for row in question.rows if isinstance(question, Matrix) else ():
        yield TextSite(Subject("question", row.name), "label", row.label, needed=True)


def _plan_texts(definition: Definition) -> Iterator[TextSite]:
    for side in definition.sides:
        yield _text(Subject("population", side.name), "side_label", side.label)
    for population in definition.populations:
        yield _text(Subject("population", population.name), "label", population.label)
    for cell in definition.quotas:
        yield _text(Subject("quota", f"{cell.population}/{cell.name}"), "label", cell.label)
    for figure in definition.figures:
        yield TextSite(Subject("figure", figure.name), "label", figure.label, needed=True)
        yield TextSite(Subject("figure", figure.name), "base_label", figure.base_label)


def _text(subject: Subject, attribute: str, text: Text, *, needed: bool = False) -> TextSite:
    return TextSite(subject, attribute, Wording(text=text), needed)
