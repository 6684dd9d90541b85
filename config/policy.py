"""The content security policy, written once: no view of ours changes it."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


def say_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that says where a page may take anything from."""
    policy = build_policy()

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault(HEADER, policy)
        return response

    return respond
