"""The link of an invitation: it opens the wave; and by it somebody asks never to be written to."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from respondents.entry import keep_entry
from respondents.invitations.entering import Arrival, UnknownLinkError, arrive
from respondents.invitations.links import invitation_with
from respondents.models import Panelist
from respondents.panel.leaving import leave
from respondents.views.visit import preferred

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def untold(view: View[P]) -> View[P]:
    """The address of these pages is a secret: no site is told it, nothing on the way keeps them."""

    @wraps(view)
    @sensitive_variables()
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@require_safe
@untold
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Open the wave for who was invited, where their interview stands. Nothing is written."""
    try:
        return entering(request, arrive(token))
    except UnknownLinkError:
        return render(request, "respondents/invited_unknown.html", status=404)


# Mail programs post here without any page (RFC 8058); the token is what says who asks.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@untold
def invited_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether never to write again, then do it at once. Not answered by a redirect: mail programs follow none."""
    invitation = invitation_with(token)
    if invitation is None:
        return render(request, "respondents/invited_unknown.html", status=404)
    left = invitation.panelist.state == Panelist.State.LEFT
    if request.method == "POST" and not left:
        leave(panelist=invitation.panelist)
        left = True
    return render(request, "respondents/invited_stop.html", {"left": left})


def entering(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Lead somebody to their interview, in the language that they read."""
    entry, entrance = arrival.entry, reverse("respondents:entrance", args=[arrival.slug])
    if arrival.languages:
        accepted = request.headers.get("Accept-Language", "")
        entry = replace(entry, language=preferred(arrival.languages, f"{entry.language},{accepted}".lstrip(",")))
    response = HttpResponseRedirect(entrance, status=303)
    keep_entry(response, arrival.slug, entrance, entry)
    return response
