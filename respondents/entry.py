"""The cookie that a respondent carries: which interview is theirs, signed for one wave."""

import re
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from respondents.passages import Entry

COOKIE = "interview"
LASTS = 60 * 24 * 3600  # seconds

_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,40}")


def read_entry(request: HttpRequest, slug: str) -> Entry | None:
    """The interview that this browser has begun in a wave; None without a cookie that we signed."""
    try:
        interview, language, source = _signer(slug).unsign(request.COOKIES.get(COOKIE, "")).split("|")
        return Entry(UUID(interview), language, source)
    except (BadSignature, ValueError):
        return None


def new_entry(language: str, source: str = "") -> Entry:
    """An interview to begin; a source that is not a plain word is not kept."""
    return Entry(uuid4(), language, source if _SOURCE.fullmatch(source) else "")


def keep_entry(response: HttpResponse, slug: str, path: str, entry: Entry) -> None:
    """Have the browser carry the interview, under the wave's addresses only."""
    response.set_cookie(
        COOKIE,
        _signer(slug).sign(f"{entry.interview.hex}|{entry.language}|{entry.source}"),
        max_age=LASTS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _signer(slug: str) -> Signer:
    return Signer(salt=f"respondents.interview.{slug}")
