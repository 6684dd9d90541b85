"""Behind proxies, the address that a request came from: what the outermost of ours was told, and nobody could forge."""

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def find_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that puts it where Django puts the address of whoever is connected.

    Each proxy adds whom it was called by at the end of X-Forwarded-For: of so many proxies, the
    outermost wrote the entry that is as many from the end. What stands before is anybody's word.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if 0 < settings.PROXIES <= len(told):
            with suppress(ValueError):  # not an address: it stays that of the proxy
                request.META["REMOTE_ADDR"] = str(ip_address(told[-settings.PROXIES].strip()))
        return get_response(request)

    return respond
