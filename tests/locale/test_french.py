"""Every text of the pages is in the French catalog, whole and well spaced; gettext's tools are not needed."""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
CODE = ("analytics", "config", "respondents", "surveys")
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], ((1, "c"), 2)),
}
#: An ordinary or no-break space before high punctuation; placeholders are not percent signs.
BAD_SPACE = re.compile(r"[ \u00a0](?:[;:!?»]|%(?!\())|«[ \u00a0]")

PLACEHOLDER = re.compile(r"%\(\w+\)s")

Texts = tuple[str, ...]


@cache
def catalog() -> Catalog:
    with (settings.LOCALE_PATHS[0] / "fr/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="fr", abort_invalid=True)


def entries() -> list[Message]:
    return [message for message in catalog() if message.id]


def _as_texts(message: object) -> Texts:
    return tuple(message) if isinstance(message, tuple | list) else (str(message),)


def _sources() -> Iterator[str]:
    """The Python files, and the templates as Python that says what they say."""
    for app in CODE:
        for file in (ROOT / app).rglob("*.py"):
            yield file.read_text(encoding="utf-8")
    for file in (ROOT / "templates").rglob("*.html"):
        lines = templatize(file.read_text(encoding="utf-8")).splitlines()
        yield "\n".join(line.strip() for line in lines)


def used() -> set[Texts]:
    """The texts of the code and the templates: one, or a singular with its plural."""
    found = (extract("python", BytesIO(source.encode()), KEYWORDS) for source in _sources())
    return {_as_texts(message) for messages in found for _, message, _, _ in messages}


def test_every_text_is_in_the_catalog() -> None:
    texts = used()
    assert len(texts) > 200
    assert sorted(texts - {_as_texts(message.id) for message in entries()}) == []


def test_every_text_of_the_catalog_is_used() -> None:
    assert sorted({_as_texts(message.id) for message in entries()} - used()) == []


def faults(message: Message) -> Iterator[str]:
    """What is wrong with a translation."""
    french = _as_texts(message.string)
    if not all(french):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    for source, text in zip(_as_texts(message.id), french, strict=True):
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(source)):
            yield "other placeholders"
        if BAD_SPACE.search(text):
            yield "needs a narrow no-break space"
        if "'" in text:
            yield "needs a curly apostrophe"


def test_translations_are_whole_and_well_spaced() -> None:
    wrong = {message.id: found for message in entries() if (found := list(faults(message)))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("source", "french", "expected"),
    [
        ("Read", "Lu\u202f!", []),
        ("Read", "", ["not translated"]),
        ("%(n)s left", "reste", ["other placeholders"]),
        ("Read", "Lu !", ["needs a narrow no-break space"]),
        ("%(n)s%% of %(m)s", "%(n)s\u202f%% de %(m)s", []),
        ("It is", "C'est", ["needs a curly apostrophe"]),
    ],
)
def test_faults_are_found(source: str, french: str, expected: list[str]) -> None:
    assert list(faults(Message(source, french))) == expected
