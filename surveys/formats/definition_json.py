"""Miroir's own format: the definition as JSON, and the name of its content."""

import hashlib
import json

from pydantic import JsonValue, ValidationError

from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.definition import Definition

#: A definition's JSON text is no longer.
LARGEST = 20_000_000


def to_document(definition: Definition) -> JsonValue:
    """The definition as plain JSON values."""
    document: JsonValue = definition.model_dump(mode="json")
    return document


def content_hash(definition: Definition) -> str:
    """SHA-256 (hexadecimal) of the definition's content, whatever the order of its keys."""
    canonical = json.dumps(to_document(definition), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def write_json(definition: Definition) -> bytes:
    """The definition as an indented JSON file, in UTF-8."""
    return (json.dumps(to_document(definition), indent=2, ensure_ascii=False) + "\n").encode()


def read_json(content: bytes) -> Definition:
    """The definition in a JSON file. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("too_large", {"limit": LARGEST // 1_000_000})
    try:
        return Definition.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnreadableFile("not_a_definition", {"place": place, "reason": first["msg"]}) from error
