"""The definition as JSON: one canonical form, its hash, and its schema."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError, Flaw


def to_json(definition: Definition) -> dict[str, Any]:
    """The definition as plain JSON values.

    Defaults are left out, so that an attribute added to the format later changes no hash.
    """
    return {"format": definition.format, **definition.model_dump(mode="json", exclude_defaults=True)}


def from_json(document: Mapping[str, Any]) -> Definition:
    """The definition that a document holds.

    Raises `DefinitionError` with one flaw for each value that has no place there.
    """
    try:
        return Definition.model_validate(document)
    except ValidationError as error:
        flaws = (
            Flaw(place=".".join(str(step) for step in one["loc"]), code=one["type"], detail=one["msg"])
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise DefinitionError(tuple(flaws)) from None


def content_hash(definition: Definition) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal: equal for equal questionnaires only."""
    canonical = json.dumps(to_json(definition), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    return Definition.model_json_schema()
