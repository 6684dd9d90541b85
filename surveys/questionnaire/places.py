"""Every text and expression of a definition, each with a place that stays: `question/age/label`.

The fields of the models tell, so that a new type of question needs no line here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.definition import Definition, Figure, Loop, Page, Population, QuotaCell, Side
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.frozen import Frozen
from surveys.questionnaire.text import Text, Wording
from surveys.questionnaire.types import Question

#: What has names of its own: a place starts at it, wherever it stands.
_STARTS: tuple[tuple[type[Frozen], str], ...] = (
    (Question, "question"),
    (ChoiceList, "list"),
    (Page, "page"),
    (Loop, "loop"),
    (Side, "side"),
    (Population, "population"),
    (QuotaCell, "quota"),
    (Figure, "figure"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """A text or an expression, and the names that lead to it.

    `needed`: its model cannot do without it; `own`: the questionnaire wrote it, it is no default.
    """

    steps: tuple[str, ...]
    found: Wording | Formula
    needed: bool
    own: bool

    @property
    def place(self) -> str:
        return "/".join(self.steps)


def sites_of(definition: Definition) -> Iterator[Site]:
    """Everything, in the order of the document."""
    return sites_in(definition, ())


def sites_in(model: Frozen, steps: tuple[str, ...]) -> Iterator[Site]:
    """Everything in a part of a definition, to which `steps` lead."""
    for name, is_text in _fields(type(model)):
        value, field = getattr(model, name), type(model).model_fields[name]
        here = (*steps, name)
        if isinstance(value, Wording | Formula) or is_text:
            found = Wording(text=value) if is_text else value
            yield Site(here, found, needed=field.is_required(), own=value != field.default)
        elif isinstance(value, Frozen):
            yield from sites_in(value, here)
        elif isinstance(value, tuple):
            outer = steps if name == "choices" else here  # a list is its choices
            for index, item in enumerate(value, start=1):
                if isinstance(item, Frozen):
                    yield from sites_in(item, _steps_to(item, outer, index))


def _steps_to(item: Frozen, outer: tuple[str, ...], index: int) -> tuple[str, ...]:
    """By its name or its code, else by its number."""
    name = str(getattr(item, "name", "") or getattr(item, "code", "") or index)
    if isinstance(item, QuotaCell):
        return ("quota", item.population, name)
    kind = next((kind for model, kind in _STARTS if isinstance(item, model)), None)
    return (kind, name) if kind else (*outer, name)


@cache
def _fields(model: type[Frozen]) -> tuple[tuple[str, bool], ...]:
    """The fields of a model that may hold texts or expressions, and whether it is a text in several languages."""
    return tuple(
        (name, field.annotation == Text)
        for name, field in model.model_fields.items()
        if field.annotation == Text or _holds_models(field.annotation)
    )


def _holds_models(annotation: Any) -> bool:
    """Whether a value of this type may be, or be made of, parts of a definition."""
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        return True
    return any(_holds_models(part) for part in get_args(annotation))
