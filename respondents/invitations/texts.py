"""What a message says: a subject and a body in each language, with places for what differs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_SUBJECT, LONGEST_BODY = 150, 10_000

_PLACE = re.compile(r"\{([^{}]*)\}")


class Place(StrEnum):
    """What a text may leave open."""

    NAME = "name"
    LINK = "link"
    ENTRANCE = "entrance"
    MINUTES = "minutes"
    CLOSES = "closes"
    STOP = "stop"
    CODE = "code"


#: What an e-mail has no place for, and a letter: nobody types a link of sixty signs.
NOT_MAILED, NOT_PRINTED = frozenset({Place.CODE}), frozenset({Place.STOP, Place.ENTRANCE})


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and a body, with open places or filled."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong with a text: `unknown` place, `misplaced` in a subject, `missing` link, or several `lines`."""

    part: str  # subject or body
    code: str
    place: str = ""


def places_of(*, printed: bool) -> Sequence[Place]:
    """What a text may leave open."""
    never = NOT_PRINTED if printed else NOT_MAILED
    return [place for place in Place if place not in never]


def faults_of(letter: Letter, *, printed: bool = False) -> Iterator[TextFault]:
    """Why a text cannot be sent. The link and the code stand under every letter: it need not say them."""
    places = set(places_of(printed=printed))
    for part, text in (("subject", letter.subject), ("body", letter.body)):
        for name in dict.fromkeys(_PLACE.findall(text)):
            if name not in places:
                yield TextFault(part, "unknown", name)
            elif part == "subject" and name in {Place.LINK, Place.ENTRANCE, Place.STOP, Place.CODE}:
                yield TextFault(part, "misplaced", name)
    if "".join(letter.subject.splitlines()) != letter.subject:
        yield TextFault("subject", "lines")
    if not printed and not {Place.LINK, Place.ENTRANCE} & set(_PLACE.findall(letter.body)):
        yield TextFault("body", "missing", Place.LINK)


def filled(letter: Letter, values: Mapping[Place, str]) -> Letter:
    """The text for one person. Where nobody's name is known, the space before it goes too."""
    return Letter(_fill(letter.subject, values), _fill(letter.body, values))


def _fill(text: str, values: Mapping[Place, str]) -> str:
    if not values[Place.NAME]:
        text = re.sub(r"[ \u00a0\u202f]?\{name\}", "", text)
    # One pass: a name that looks like a place is a name.
    return _PLACE.sub(lambda found: values.get(Place(found[1]), "") if found[1] in set(Place) else found[0], text)


def encoded(letters: Mapping[str, Letter]) -> dict[str, dict[str, str]]:
    """Texts by language as a mailing keeps them."""
    return {language: {"subject": each.subject, "body": each.body} for language, each in letters.items()}


def decoded(texts: Mapping[str, Mapping[str, str]]) -> dict[str, Letter]:
    """The texts of `encoded`."""
    return {language: Letter(**each) for language, each in texts.items()}
