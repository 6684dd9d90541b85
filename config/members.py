"""Middleware of those who have an account: respondents' pages pass it by.

They know no session, no account and no message; each of these layers would cost them time twice a
page. What protects them stays: limits, headers, languages, CSRF.
"""

from collections.abc import Awaitable
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language_from_request
from django_htmx.middleware import HtmxMiddleware

#: What the addresses of respondents begin with.
RESPONDENTS = ("/s/", "/i/", "/f/")


class PassedBy:
    """Before a middleware: its work is left out where a respondent comes."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(RESPONDENTS):
            return self.get_response(request)  # type: ignore[attr-defined, no-any-return]
        return super().__call__(request)  # type: ignore[misc, no-any-return]


class Sessions(PassedBy, SessionMiddleware):
    """Sessions."""


class Accounts(PassedBy, AuthenticationMiddleware):
    """Who is signed in."""


class Messages(PassedBy, MessageMiddleware):
    """What the next page says of what was done."""


class Htmx(PassedBy, HtmxMiddleware):
    """Whether htmx asks."""


class Languages(LocaleMiddleware):
    """The language of the product's own words. A respondent's page, stored by nobody, needs no header that says so."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        if not request.path_info.startswith(RESPONDENTS):
            return super().__call__(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        activate(_spoken(chosen[:20], request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200]))
        return self.get_response(request)


@lru_cache(maxsize=1024)
def _spoken(chosen: str, accepted: str) -> str:
    """The language that a browser speaks which asks for these."""
    asked = HttpRequest()
    asked.COOKIES[settings.LANGUAGE_COOKIE_NAME] = chosen
    asked.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return get_language_from_request(asked)
