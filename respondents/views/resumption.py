"""Continue later: a code is shown, or taken."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from respondents.interviews import Passage
from respondents.invitations.attempts import TooManyAttemptsError, check_attempts, count_failure
from respondents.invitations.codes import BadCodeError, read_code, shown_code
from respondents.invitations.resuming import arrival_by_code, give_code
from respondents.models import Wave
from respondents.pages.compilation import speaking
from respondents.passages import WaveNotFound
from respondents.views.invitation import entering
from respondents.views.message import message_page
from respondents.views.visit import begun, newcomer, private
from respondents.waves import get_wave


@private
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is answering asks for a code; who comes back types theirs."""
    passage = begun(request, slug)
    under_way = passage is not None and passage.revision > 0 and not passage.ended
    shown = passage or newcomer(request, slug)
    if request.method != "POST":
        return _page(request, shown, under_way=under_way)
    if "code" not in request.POST:
        return _give(request, shown, under_way=under_way)
    return _take(request, shown, _wave(slug), under_way=under_way)


def _give(request: HttpRequest, passage: Passage, *, under_way: bool) -> HttpResponse:
    if not under_way:
        return _page(request, passage, under_way=False)
    code = give_code(wave=passage.wave.id, interview=passage.entry.interview)
    return _page(request, passage, under_way=True, code=shown_code(code))


def _take(request: HttpRequest, passage: Passage, wave: Wave, *, under_way: bool) -> HttpResponse:
    address = str(request.META.get("REMOTE_ADDR", ""))
    with speaking(passage.entry.language):
        wrong = _("This code leads nowhere. Check each character, and type it again.")
        later = _("Too many codes were wrong. Please try again in an hour; what you had answered is kept.")
    try:
        check_attempts(wave=wave.pk, address=address)
        try:
            arrival = arrival_by_code(wave=wave, code=read_code(request.POST["code"]))
        except BadCodeError:
            return _page(request, passage, status=422, under_way=under_way, error=wrong)
        if arrival is not None:
            return entering(request, arrival)
        count_failure(wave=wave.pk, address=address)
    except TooManyAttemptsError:
        return _page(request, passage, status=429, under_way=under_way, error=later)
    return _page(request, passage, status=422, under_way=under_way, error=wrong)


def _page(request: HttpRequest, passage: Passage, *, status: int = 200, **context: object) -> HttpResponse:
    known = {**context, "has_answers": context["under_way"]}
    return message_page(passage, "resume", known, status=status, request=request)


def _wave(slug: str) -> Wave:
    try:
        return get_wave(slug)
    except WaveNotFound as error:
        raise Http404 from error
