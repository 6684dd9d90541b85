"""Bodies of requests: none is read that is longer than any page sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

#: Bytes: the files of one page, and what stands around them. They are read before any view is asked.
LONGEST = 25_000_000


def refuse_long_bodies(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers 413 to a body that announces more than `LONGEST`."""

    def respond(request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
            return HttpResponse(render_to_string("respondents/unreadable.html"), status=413)
        return get_response(request)

    return respond
