"""A study: its versions and its waves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from analytics.views.fieldwork import status_of
from respondents.api import study_for, waves_of
from surveys.api import may, versions_of


@require_safe
@login_required
def study_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The waves of a study, the latest first, and its published versions."""
    study = study_for(request, slug)
    now = timezone.now()
    waves = [(wave, status_of(wave, now)) for wave in waves_of(study)]
    context = {
        "here": "study",
        "study": study,
        "waves": waves,
        "versions": versions_of(study),
        "may_run": may(request.user, study, "run_fieldwork"),
    }
    return render(request, "analytics/study.html", context)
