"""When the database cannot be asked: 503, soon, with when to come again. Nothing was written."""

from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

#: Seconds after which to send the page again.
AGAIN = 5

log = structlog.get_logger("miroir.outage")


class Outages:
    """Middleware for what the database refuses: no connection in time, none any more, no room on its disk.

    A page that was being stored is stored whole or not at all; sent again, it is stored once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a request that the database could not serve."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.error("outage", error=type(error.__cause__ or error).__name__)
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(AGAIN)})
