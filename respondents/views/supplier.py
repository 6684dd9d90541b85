"""The link of a supplier: it opens the wave for one respondent, once."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from respondents.passages import Passage
from respondents.suppliers.arriving import TurnedAway, arrive, speaking
from respondents.versions import compiled_version
from respondents.views.endings import status_page
from respondents.views.invitation import untold
from respondents.views.visit import carrying, preferred

_STATUS = {
    "unreadable": HTTPStatus.BAD_REQUEST,
    "unknown": HTTPStatus.NOT_FOUND,
    "answered": HTTPStatus.CONFLICT,
    "closed": HTTPStatus.GONE,
}


@require_safe
@untold
def sent(request: HttpRequest, slug: str, supplier: str) -> HttpResponse:
    """Lead somebody whom a supplier sent to their interview, or say in one page why not."""
    query = dict(request.GET.lists())
    try:
        passage = arrive(wave=slug, supplier=supplier, query=query, writes=request.method == "GET")
    except TurnedAway as turned:
        return _turned_away(request, turned)
    entrance = HttpResponseRedirect(reverse("respondents:entrance", args=[slug]), status=303)
    return carrying(entrance, _speaking(request, passage)) if request.method == "GET" else entrance


def _turned_away(request: HttpRequest, turned: TurnedAway) -> HttpResponse:
    if turned.reason == "wave" and turned.passage is not None:
        page = status_page(_speaking(request, turned.passage))
        page.status_code = _STATUS.get(turned.passage.wave.status(turned.passage.now), HTTPStatus.FORBIDDEN)
        return page
    context = {"reason": turned.reason, "way": turned.way}
    status = _STATUS.get(turned.reason, HTTPStatus.FORBIDDEN)
    return render(request, "respondents/supplier_stop.html", context, status=status)


def _speaking(request: HttpRequest, passage: Passage) -> Passage:
    languages = compiled_version(passage.version_id).definition.languages
    return speaking(passage, preferred(languages, request.headers.get("Accept-Language", "")))
