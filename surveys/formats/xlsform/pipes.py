"""Texts that insert what is not there: the reference gives way to a dash, with a line."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from surveys.formats.renewed import Model, own_fields, renewed
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.text import Text, Wording

Tell = Callable[[str, str, str], None]

_REFERENCE = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")
_INSTEAD = "…"


def without_unknown_pipes(definition: Definition, names: frozenset[str], tell: Tell) -> Definition:
    """The definition whose texts refer to these names alone; `tell` hears of a name, a column and a reference."""

    def clean(text: Text, name: str, column: str) -> Text:
        def replaced(found: re.Match[str]) -> str:
            if found[1] in names:
                return found[0]
            tell(name, column, found[0])
            return _INSTEAD

        return {language: _REFERENCE.sub(replaced, one) if "${" in one else one for language, one in text.items()}

    def visit(model: Model, name: str) -> Model:
        name = getattr(model, "name", name)
        changed: dict[str, Any] = {}
        for field, value in own_fields(model):
            if isinstance(value, Wording) and _pipes(value):
                variants = {audience: clean(text, name, field) for audience, text in value.variants.items()}
                changed[field] = Wording(text=clean(value.text, name, field), variants=variants)
            elif isinstance(value, Mapping) and _holds_pipe(value):
                changed[field] = clean(value, name, field)
            elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
                changed[field] = tuple(visit(one, name) for one in value)
        return renewed(model, **changed) if changed else model

    return visit(definition, "")


def _pipes(wording: Wording) -> bool:
    return any(map(_holds_pipe, (wording.text, *wording.variants.values())))


def _holds_pipe(text: Mapping[str, Any]) -> bool:
    return any(isinstance(one, str) and "${" in one for one in text.values())
