"""The entrance of a wave and its pages."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from respondents.interviews import (
    Again,
    Answered,
    Conflict,
    Corrections,
    NotTaken,
    Passage,
    Reply,
    answer,
    page_of,
    stand,
)
from respondents.page import page_url, render_page
from respondents.uploads import keep_files
from respondents.views.endings import conflict_page, refusal_page, status_page, turned_away_page
from respondents.views.visit import begun, carrying, from_where, newcomer, private, switched, token_of
from surveys.questionnaire.answers import REVISION, Raw
from surveys.runtime import Outcome, Show

#: The longest page that is read, in bytes: ten long texts in full.
LONGEST_BODY = 512 * 1024
#: The longest with files, in bytes. Its parts are kept in temporary files, never in memory.
LONGEST_WITH_FILES = 25_000_000
_LONGEST = {"application/x-www-form-urlencoded": LONGEST_BODY, "multipart/form-data": LONGEST_WITH_FILES}
_OURS = {"csrfmiddlewaretoken", REVISION}


@private
@require_safe
def entrance(request: HttpRequest, slug: str) -> HttpResponse:
    """The wave's link: the first page, or the page that this browser had come to."""
    passage = begun(request, slug) or newcomer(request, slug)
    other_language = switched(request, passage)
    if other_language:
        return other_language
    if passage.ended:
        return redirect("respondents:end", slug)
    if passage.wave.status(passage.now) != "open":
        return status_page(passage)
    passage, outcome = stand(passage)
    if not isinstance(outcome, Show):
        return _nothing_to_show(passage)
    if passage.revision:
        return HttpResponseRedirect(page_url(slug, outcome.page.name))
    return carrying(HttpResponse(render_page(passage, outcome.page, csrf_token=token_of(request))), passage)


def _nothing_to_show(passage: Passage) -> HttpResponse:
    if passage.ended:
        return redirect("respondents:end", passage.wave.slug)
    return status_page(passage) if passage.revision else turned_away_page(passage)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One page of the questionnaire: shown, or received."""
    if request.method == "POST":
        refusal = _unreadable(request)
        if refusal:
            return refusal
    passage = begun(request, slug)
    if passage is None:
        return redirect("respondents:entrance", slug)
    name = name.replace("~", "#")
    return _receive(request, passage, name) if request.method == "POST" else _show(request, passage, name)


def _show(request: HttpRequest, passage: Passage, name: str) -> HttpResponse:
    slug = passage.wave.slug
    other_language = switched(request, passage)
    if other_language:
        return other_language
    if passage.ended:
        return redirect("respondents:end", slug)
    if passage.wave.status(passage.now) != "open":
        return status_page(passage)
    instance = page_of(passage, name)
    if instance is None:
        return redirect("respondents:entrance", slug)
    return HttpResponse(render_page(passage, instance, csrf_token=token_of(request)))


def _receive(request: HttpRequest, passage: Passage, name: str) -> HttpResponse:
    raw: Raw = {control: values for control, values in request.POST.lists() if control not in _OURS}
    revision = request.POST.get(REVISION, "")
    number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 6 else 0
    raw = keep_files(passage=passage, page=name, raw=raw, files=dict(request.FILES.lists()))
    response = _respond(
        request, answer(passage=from_where(request, passage), page=name, revision=number, raw=raw), name
    )
    return _told_where(response) if _asks_where(request) else response


def _asks_where(request: HttpRequest) -> bool:
    """Whether the page itself sends, and wants to know where to go rather than be led there (RFC 7240)."""
    return request.headers.get("Prefer") == "return=minimal"


def _told_where(response: HttpResponse) -> HttpResponse:
    """A redirect as the address alone: a browser does not let scripts see where a redirect leads."""
    if response.status_code not in {302, 303}:
        return response
    return HttpResponse(status=201, headers={"Location": response["Location"]})


def _respond(request: HttpRequest, reply: Reply, name: str) -> HttpResponse:
    match reply:
        case Answered(passage, outcome):
            return _go_on(passage, outcome)
        case Again(passage):
            return _go_on(*stand(passage))
        case Corrections():
            return _to_correct(request, reply, name)
        case Conflict(passage, kept):
            return conflict_page(passage, kept)
        case NotTaken(passage, "ended" | "no_such_page"):
            return redirect("respondents:entrance", passage.wave.slug)
        case NotTaken(passage):
            return status_page(passage)


def _to_correct(request: HttpRequest, reply: Corrections, name: str) -> HttpResponse:
    """The page again, with what was typed and what is wrong with it."""
    passage, instance = reply.passage, page_of(reply.passage, name)
    if instance is None:
        return redirect("respondents:entrance", passage.wave.slug)
    page = render_page(
        passage, instance, csrf_token=token_of(request), problems=reply.problems, prompted=reply.prompted
    )
    return HttpResponse(page, status=422)


def _go_on(passage: Passage, outcome: Outcome) -> HttpResponse:
    if isinstance(outcome, Show):
        return HttpResponseRedirect(page_url(passage.wave.slug, outcome.page.name))
    return redirect("respondents:end", passage.wave.slug)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """The answer to what no page of ours sends."""
    longest = _LONGEST.get(request.content_type or "")
    if longest is None:
        return refusal_page(415)
    return refusal_page(413) if int(request.META.get("CONTENT_LENGTH") or 0) > longest else None
