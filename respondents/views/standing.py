"""The standing link of a panelist: it leads to the wave that needs them, or says when to come back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from respondents.invitations.entering import UnknownLinkError
from respondents.pages.compilation import speaking
from respondents.quotas.allocate import Lead, Rest
from respondents.routing import enter, look
from respondents.views.invitation import entering, untold


# The token is what says who asks; a page that tells no site its address sends no origin to check besides.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@untold
def panel_entrance(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to what was begun; else ask whether to begin, then lead there. Looking writes nothing."""
    try:
        door = enter(token) if request.method == "POST" else look(token)
    except UnknownLinkError:
        return render(request, "respondents/invited_unknown.html", status=404)
    if door.arrival is not None:
        return entering(request, door.arrival)
    until = door.allocation.until if isinstance(door.allocation, Rest) else None
    with speaking(door.language or get_language() or ""):
        context = {"ready": isinstance(door.allocation, Lead), "until": until}
        return render(request, "respondents/panel_entrance.html", context)
