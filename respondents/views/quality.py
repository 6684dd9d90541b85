"""Interviews to look at, one below the other, and what somebody decides of each."""

from collections.abc import Callable, Mapping
from typing import cast, get_args

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from respondents.access import signed_in, wave_for
from respondents.flagged import REVIEWABLE, Choice, State, counts_by_kind, flagged, shown
from respondents.models import Interview, Wave
from respondents.quality import KINDS, Kind, kind_text, reason_text
from respondents.reviews import NotReviewableError, accept, reject, undo
from respondents.versions import compiled_version
from surveys.api import User
from surveys.questionnaire.text import in_language

#: Interviews on one page of the list.
LISTED = 50

_VERDICTS: Mapping[str, Callable[..., None]] = {"accept": accept, "reject": reject, "undo": undo}


@require_safe
@login_required
@never_cache
def quality(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; `kind`, `population`, `state` and `page` choose what is on it."""
    wave = wave_for(request, slug, "run_fieldwork")
    populations = populations_of(wave)
    choice = _choice(request, populations)
    page = Paginator(flagged(wave, choice), LISTED).get_page(request.GET.get("page"))
    language, counts = get_language() or "", counts_by_kind(wave)
    context = {
        "here": "quality",
        "study": wave.study,
        "wave": wave,
        "choice": choice,
        "kinds": [(kind, kind_text(kind, language), counts[kind]) for kind in KINDS],
        "populations": populations.items(),
        "states": [("waiting", _("to review")), ("accepted", _("accepted")), ("rejected", _("rejected"))],
        "page": page,
        "rows": [row_of(interview, populations) for interview in page],
        "back": request.get_full_path(),
    }
    return render(request, "respondents/desk/quality.html", context)


@require_POST
@signed_in
def verdict(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Accept or reject an interview, or undo it: the row again for htmx, the page that it was on for others."""
    wave = wave_for(request, slug, "run_fieldwork")
    interview = interview_of(wave, number)
    act = _VERDICTS.get(request.POST.get("verdict", ""))
    if act is None:
        return HttpResponse(status=400)
    try:
        act(interview=interview.pk, by=cast(User, request.user))
    except NotReviewableError:
        messages.error(
            request, _("Interview %(number)d was withdrawn: there is nothing to review.") % {"number": number}
        )
        return _back(request, wave)
    if request.htmx:  # type: ignore[attr-defined]
        row = row_of(interview_of(wave, number), populations_of(wave))
        context = {"wave": wave, "row": row, "back": request.POST.get("back", ""), "answered": True}
        return render(request, "respondents/desk/_quality_row.html", context)
    return _back(request, wave, anchor=f"#interview-{number}")


def interview_of(wave: Wave, number: int) -> Interview:
    """A complete by its number, with its flags and its review. Raises Http404."""
    found = shown(Interview.objects.filter(wave=wave, number=number)).first()
    if found is None:
        raise Http404(number)
    return found


def populations_of(wave: Wave) -> dict[str, str]:
    """The labels of a wave's populations, by name."""
    definition, language = compiled_version(wave.version_id).definition, get_language() or ""
    return {
        each.name: in_language(each.label, language, definition.default_language) or each.name
        for each in definition.populations
    }


def row_of(interview: Interview, populations: Mapping[str, str]) -> dict[str, object]:
    """What a row shows."""
    language = get_language() or ""
    flags = [(cast(Kind, flag.kind), flag.reason) for flag in interview.flags.all()]
    return {
        "interview": interview,
        "population": populations.get(interview.population, ""),
        "review": getattr(interview, "review", None),
        "spent": spent(interview.paradata.seconds) if hasattr(interview, "paradata") else "",
        "reviewable": interview.disposition in REVIEWABLE,
        "reasons": [(kind_text(kind, language), reason_text(kind, reason, language)) for kind, reason in flags],
    }


def spent(seconds: float) -> str:
    """A time in words: minutes from one minute on."""
    minutes, left = divmod(round(seconds), 60)
    if not minutes:
        return _("%(seconds)d s") % {"seconds": left}
    return _("%(minutes)d min %(seconds)02d s") % {"minutes": minutes, "seconds": left}


def _choice(request: HttpRequest, populations: Mapping[str, str]) -> Choice:
    kind, population, state = (request.GET.get(name, "") for name in ("kind", "population", "state"))
    return Choice(
        kind=kind if kind in KINDS else "",
        population=population if population in populations else "",
        state=cast(State, state) if state in get_args(State) else "",
    )


def _back(request: HttpRequest, wave: Wave, anchor: str = "") -> HttpResponse:
    """Where the button was pressed."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("respondents:quality", args=[wave.slug])
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": back})
    return redirect(back + anchor)
