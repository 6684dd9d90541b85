"""Who comes, and to what: the passage behind a request, or the answer that ends it here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.debug import sensitive_post_parameters

from respondents.entry import given_by_link, keep_entry, new_entry, read_entry
from respondents.interviews import Passage, WaveNotFound, read, speak
from respondents.origins import mark_of
from respondents.quality import device_of
from respondents.versions import compiled_version

View = Callable[..., HttpResponse]

_STORED_BY_NOBODY = "max-age=0, no-cache, no-store, must-revalidate, private"


def private(view: View) -> View:
    """Nothing of these pages is stored by anyone on the way, nor told to another site or to a log."""

    @wraps(view)
    def never_stored(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = _STORED_BY_NOBODY
        response["Referrer-Policy"] = "same-origin"
        return response

    decorated: View = sensitive_post_parameters()(never_stored)
    return decorated


def begun(request: HttpRequest, slug: str) -> Passage | None:
    """The passage that this browser has begun: one SELECT. None without a cookie for this wave."""
    entry = read_entry(request, slug)
    if entry is None:
        return None
    try:
        return read(slug=slug, entry=entry)
    except WaveNotFound as error:
        raise Http404 from error


def newcomer(request: HttpRequest, slug: str) -> Passage:
    """A passage to begin, in the first language of the browser that the questionnaire has."""
    try:
        passage = read(slug=slug, entry=new_entry("", request.GET.get("source", "")))
    except WaveNotFound as error:
        raise Http404 from error
    definition = compiled_version(passage.version_id).definition
    spoken = preferred(definition.languages, request.headers.get("Accept-Language", ""))
    given = given_by_link(request.GET, definition)
    return replace(passage, entry=replace(passage.entry, language=spoken, given=given), answers=given)


def from_where(request: HttpRequest, passage: Passage) -> Passage:
    """A passage that begins, with what is kept of where; one under way as it is."""
    if passage.revision:
        return passage
    device = device_of(request.headers.get("User-Agent", ""))
    mark = mark_of(wave=passage.wave.id, address=request.META.get("REMOTE_ADDR", ""))
    return replace(passage, entry=replace(passage.entry, device=device, mark=mark))


def preferred(languages: Sequence[str], accepted: str) -> str:
    """The first accepted language on offer, by its tag or its main part; else the first on offer."""
    offered = {language.lower(): language for language in reversed(languages)}
    offered |= {language.lower().split("-")[0]: language for language in reversed(languages)} | offered
    for tag, _ in parse_accept_lang_header(accepted[:200]):
        found = offered.get(tag) or offered.get(tag.split("-")[0])
        if found:
            return found
    return languages[0]


def switched(request: HttpRequest, passage: Passage) -> HttpResponse | None:
    """The answer to a request for another language of the questionnaire."""
    wanted = request.GET.get("lang")
    languages = compiled_version(passage.version_id).definition.languages
    if wanted not in languages:
        return None
    response = HttpResponseRedirect(request.path)
    return carrying(response, speak(passage=passage, language=wanted))


def carrying(response: HttpResponse, passage: Passage) -> HttpResponse:
    """The response, with the cookie of the interview."""
    slug = passage.wave.slug
    keep_entry(response, slug, reverse("respondents:entrance", args=[slug]), passage.entry)
    return response


def token_of(request: HttpRequest) -> str:
    """What a form sends back to be believed: the secret of the cookie, as scripts that read it do, or a new one.

    Django masks it otherwise, against who guesses at compressed pages that repeat what they sent:
    these repeat nothing that another site can send.
    """
    secret = request.META.get("CSRF_COOKIE")
    return str(secret) if secret else get_token(request)
