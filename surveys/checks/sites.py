"""Every expression and every text of a definition, with what it belongs to in words of the workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.checks.finding import FORM, Subject, SubjectKind
from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.places import Site, sites_of
from surveys.questionnaire.text import Wording

_KINDS: Mapping[str, SubjectKind] = {
    "question": "question",
    "page": "page",
    "loop": "page",
    "list": "list",
    "population": "population",
    "side": "population",
    "figure": "figure",
}

#: What the workbook calls an attribute, where it has a name of its own.
_COLUMNS = {
    "formula": "calculation",
    "count": "repeat_count",
    "default_formula": "default",
    "required_if": "required",
    "endings/complete": "thanks",
    "endings/screened_out": "screened_out",
    "endings/quota_full": "quota_full",
    "endings/refused": "refused",
}


@dataclass(frozen=True)
class FormulaSite:
    """An expression. `page`: the number of the page that it decides about, None when it is read at the end.

    `owner`: the question that `.` stands for, "" where there is none.
    """

    subject: Subject
    attribute: str
    formula: Formula
    page: int | None = None
    owner: str = ""


@dataclass(frozen=True)
class TextSite:
    """A text or a wording, and its place. `needed`: someone would miss it if it were empty."""

    subject: Subject
    attribute: str
    wording: Wording
    needed: bool = False
    place: str = ""


def formulas_of(definition: Definition) -> Iterator[FormulaSite]:
    """Every expression."""
    pages = pages_of(definition)
    for site in sites_of(definition):
        if isinstance(site.found, Formula):
            subject, attribute = _told(site)
            kind, name = site.steps[0], site.steps[1]
            owner = name if kind == "question" else ""
            yield FormulaSite(subject, attribute, site.found, pages.get((kind, name)), owner)


def texts_of(definition: Definition) -> Iterator[TextSite]:
    """Every text that someone reads; the product's own words are not among them."""
    for site in sites_of(definition):
        if isinstance(site.found, Wording) and (site.own or not site.found):
            subject, attribute = _told(site)
            yield TextSite(subject, attribute, site.found, _needed(site, definition), site.place)


def pages_of(definition: Definition) -> Mapping[tuple[str, str], int]:
    """The number of the page of each question and page, of the first page of each loop; pages count from 0."""
    numbers: dict[tuple[str, str], int] = {}
    number = 0
    for item in definition.pages:
        if isinstance(item, Loop):
            numbers["loop", item.name] = number
        for page in item.pages if isinstance(item, Loop) else (item,):
            numbers["page", page.name] = number
            numbers.update({("question", question.name): number for question in page.questions})
            number += 1
    return numbers


def _told(site: Site) -> tuple[Subject, str]:
    """The subject and the column."""
    kind, *steps = site.steps
    return _told_apart(kind, steps) or (_whole_form(site.place) if kind not in _KINDS else _attribute(kind, steps))


def _told_apart(kind: str, steps: list[str]) -> tuple[Subject, str] | None:
    """What is not known by its kind, name and attribute: a row of a battery is known by its own name."""
    match kind, steps:
        case "quota", [population, cell, attribute]:
            return Subject("quota", f"{population}/{cell}"), attribute
        case "question", [_, "rows", row, attribute]:
            return Subject("question", row), attribute
        case "list", [name, code, *_]:
            return Subject("list", name), code
        case "side", [name, _]:
            return Subject("population", name), "side_label"
        case "page" | "loop", [name, "title"]:
            return Subject("page", name), "label"
    return None


def _attribute(kind: str, steps: list[str]) -> tuple[Subject, str]:
    attribute = "/".join(steps[1:])
    return Subject(_KINDS[kind], steps[0]), _COLUMNS.get(attribute, attribute)


def _whole_form(place: str) -> tuple[Subject, str]:
    return FORM, "form_title" if place == "title" else _COLUMNS.get(place, place)


def _needed(site: Site, definition: Definition) -> bool:
    """A question whose name holds its answer needs a label; a battery has those of its rows."""
    match site.steps:
        case ("question", name, "label"):
            keys = definition.question_named[name].keys()
            return name in keys
        case _:
            return site.needed
