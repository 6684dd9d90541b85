"""A wave: its fieldwork, its quota board, and the button that stops it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from analytics.api import current_aggregation, latest_aggregation
from analytics.views.fieldwork import dispositions, groups, status_of
from analytics.views.reader import Reader
from respondents.api import paces_of, quota_board, set_paused, signed_in, wave_for
from surveys.api import load_definition, may


@require_safe
@login_required
def wave_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the fieldwork of a wave stands."""
    wave = wave_for(request, slug)
    board = quota_board(wave)
    context = {
        "here": "wave",
        "study": wave.study,
        "wave": wave,
        "status": status_of(wave, timezone.now()),
        "completes": board.totals.get("complete", 0),
        "wanted": sum(row.target for row in board.rows),
        "over_quota": board.over_quota,
        "dispositions": dispositions(board),
        "link": request.build_absolute_uri(reverse("respondents:entrance", args=[wave.slug])),
        "current": current_aggregation(wave),
        "job": latest_aggregation(wave.pk),
        "may_run": may(request.user, wave.study, "run_fieldwork"),
        "may_compute": may(request.user, wave.study, "run_analysis"),
    }
    return render(request, "analytics/wave.html", context)


@require_safe
@signed_in
def quotas(request: HttpRequest, slug: str) -> HttpResponse:
    """The quota board; htmx asks for the board alone."""
    wave = wave_for(request, slug)
    board, paces = quota_board(wave), paces_of(wave)
    context = {
        "here": "quotas",
        "study": wave.study,
        "wave": wave,
        "groups": tuple(groups(board, paces, Reader.of(load_definition(wave.version)))),
        "closes_at": wave.closes_at,
        "over_quota": board.over_quota,
        "read_at": timezone.localtime(),
        "may_run": may(request.user, wave.study, "run_fieldwork"),
    }
    template = "analytics/_quota_board.html" if request.htmx else "analytics/quotas.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether to pause or resume a wave, then do it."""
    wave = wave_for(request, slug, "run_fieldwork")
    if request.method == "POST":
        paused = request.POST.get("paused") == "yes"
        set_paused(wave=wave, paused=paused)
        messages.success(request, _("The wave is paused.") if paused else _("The wave takes answers again."))
        return redirect("analytics:wave", wave.slug)
    return render(request, "analytics/pause.html", {"here": "wave", "study": wave.study, "wave": wave})
