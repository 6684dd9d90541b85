"""The cookie that a respondent carries: which interview is theirs, signed for one wave."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from respondents.passages import Entry
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import Hidden
from surveys.questionnaire.types.posted import clean_text

COOKIE = "interview"
LASTS = 60 * 24 * 3600  # seconds

#: What a link may give: characters of one value, and bytes of all of them as the cookie writes them.
LONGEST_VALUE, LONGEST_GIVEN = 200, 2000

_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def read_entry(request: HttpRequest, slug: str) -> Entry | None:
    """The interview that this browser has begun in a wave; None without a cookie that we signed."""
    try:
        interview, language, source, *given = _signer(slug).unsign(request.COOKIES.get(COOKIE, "")).split("|")
        return Entry(UUID(interview), language, source, given=dict(parse_qsl("".join(given))))
    except (BadSignature, ValueError):
        return None


def new_entry(language: str, source: str = "") -> Entry:
    """An interview to begin; a source that is not a plain word is not kept."""
    return Entry(uuid4(), language, source if _SOURCE.fullmatch(source) else "")


def given_by_link(query: Mapping[str, str], definition: Definition) -> Answers:
    """The values of hidden questions that a link gives; one that is too long is not kept."""
    given: dict[str, str] = {}
    for question in definition.questions():
        if isinstance(question, Hidden) and question.parameter:
            value = clean_text(query.get(question.parameter, "")[: LONGEST_VALUE + 1])
            longer = urlencode({**given, question.name: value})
            if value and len(value) <= LONGEST_VALUE and len(longer) <= LONGEST_GIVEN:
                given[question.name] = " ".join(value.split())
    return given


def keep_entry(response: HttpResponse, slug: str, path: str, entry: Entry) -> None:
    """Have the browser carry the interview, under the wave's addresses only."""
    response.set_cookie(
        COOKIE,
        _signer(slug).sign(f"{entry.interview.hex}|{entry.language}|{entry.source}|{urlencode(entry.given)}"),
        max_age=LASTS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer(slug: str) -> Signer:
    return Signer(salt=f"respondents.interview.{slug}")
