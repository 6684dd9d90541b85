"""What a page of the committee is about, for those who may see it: used by every app that has such pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from respondents.models import Wave
from respondents.passages import WaveNotFound
from respondents.waves import get_wave
from surveys.api import Study, StudyNotFound, get_study, may

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """`login_required` for pages of which htmx reads a part again and again.

    Once the session has ended it would put the sign-in page in the middle of this one: the
    whole page is loaded again instead, which leads there and back.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.htmx and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        return login_required(view)(request, *args, **kwargs)

    return answer


def study_for(request: HttpRequest, slug: str, act: str = "view_study") -> Study:
    """A study of this person, who may do `act`. Others get 404; members without the role, 403."""
    try:
        study = get_study(request.user, slug)
    except StudyNotFound as error:
        raise Http404(slug) from error
    _require(request, study, act)
    return study


def wave_for(request: HttpRequest, slug: str, act: str = "view_study") -> Wave:
    """A wave of a study of this person, who may do `act`. Others get 404; members without the role, 403."""
    try:
        wave = get_wave(slug)
    except WaveNotFound as error:
        raise Http404(slug) from error
    if not may(request.user, wave.study, "view_study"):
        raise Http404(slug)
    _require(request, wave.study, act)
    return wave


def _require(request: HttpRequest, study: Study, act: str) -> None:
    if act != "view_study" and not may(request.user, study, act):
        raise PermissionDenied(act)
