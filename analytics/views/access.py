"""What a page is about, for those who may see it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from respondents.api import Wave, WaveNotFound, get_wave
from surveys.api import Study, StudyNotFound, get_study, may


def study_for(request: HttpRequest, slug: str) -> Study:
    """A study of this person; to others it does not exist."""
    try:
        return get_study(request.user, slug)
    except StudyNotFound as error:
        raise Http404(slug) from error


def wave_for(request: HttpRequest, slug: str, act: str = "view_study") -> Wave:
    """A wave of a study of this person, who may do `act`. Others get 404; members without the role, 403."""
    try:
        wave = get_wave(slug)
    except WaveNotFound as error:
        raise Http404(slug) from error
    if not may(request.user, wave.study, "view_study"):
        raise Http404(slug)
    if act != "view_study" and not may(request.user, wave.study, act):
        raise PermissionDenied(act)
    return wave
