"""One interview: how it went, what is doubted of it, who decided what."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from respondents.access import wave_for
from respondents.dossier import answers_of, steps_of, telling_of
from respondents.models import ReviewStep
from respondents.views.quality import interview_of, populations_of, row_of, spent
from surveys.api import may


@require_safe
@login_required
@never_cache
def interview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page; answers only to those who may analyse them."""
    wave = wave_for(request, slug, "run_fieldwork")
    found = interview_of(wave, number)
    telling = telling_of(wave, found, get_language() or "")
    may_read = may(request.user, wave.study, "run_analysis")
    context = {
        "here": "interview",
        "study": wave.study,
        "wave": wave,
        "row": row_of(found, populations_of(wave)),
        "steps": [(step, spent(step.seconds)) for step in steps_of(found, telling)],
        "may_read": may_read,
        "answers": list(answers_of(telling)) if may_read else [],
        "history": ReviewStep.objects.filter(interview=found).select_related("by"),
        "back": request.get_full_path(),
    }
    return render(request, "respondents/desk/interview.html", context)
