"""Miroir's own format: the definition as a JSON file."""

import json

from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.codec import from_json, to_json
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.flaws import DefinitionError

#: A definition's JSON text is no longer, in bytes.
LARGEST = 20_000_000


def write_json(definition: Definition) -> bytes:
    """The definition as an indented JSON file, in UTF-8."""
    return (json.dumps(to_json(definition), indent=2, ensure_ascii=False) + "\n").encode()


def read_json(content: bytes) -> Definition:
    """The definition in a JSON file. Raises UnreadableFile."""
    if len(content) > LARGEST:
        raise UnreadableFile("file_too_large", {"limit": LARGEST // 1_000_000})
    if rb"\u0000" in content:  # the only way to write a NUL, which no database keeps in a text
        raise UnreadableFile("not_a_definition", {"place": r"\u0000", "reason": "NUL"})
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("not_json") from error
    if not isinstance(document, dict):
        raise UnreadableFile("not_json")
    try:
        return from_json(document)
    except DefinitionError as error:
        flaw = error.problems[0]
        raise UnreadableFile("not_a_definition", {"place": flaw.place, "reason": flaw.detail}) from error
