"""One log line per request: its route, never its address, which may hold a token."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from config.logs import REQUESTS

log = logging.getLogger(REQUESTS)


class RequestLog:
    """Middleware that logs method, route, status and milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        fields = {
            "method": request.method,
            "route": match.route if match else None,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        log.info("request", fields)  # noqa: PLE1205  # what its line says
        return response
