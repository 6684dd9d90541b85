"""The mirrored results of a wave: the page, one figure of it, and the job that computes them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from analytics.api import Results, cancel, current_results, latest_aggregation, request_aggregation
from analytics.views.figures import ShownFigure, show_figures, topics, widest_gaps
from analytics.views.reader import Reader
from analytics.views.weightings import show_sides, show_weighting
from respondents.api import Wave, signed_in, wave_for
from surveys.api import load_definition, may


@gzip_page
@require_safe
@login_required
def results_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure of the current results, or what to do to have some."""
    wave = wave_for(request, slug)
    context = _frame(request, wave)
    results = current_results(wave)
    if results is None:
        return render(request, "analytics/no_results.html", context)
    reader = Reader.of(load_definition(wave.version))
    figures = show_figures(results, reader)
    context |= {
        "results": results,
        "intervals": tuple(dict.fromkeys(figure.interval for figure in figures)),
        "gaps": widest_gaps(figures),
        "topics": topics(figures),
        "weighting": show_weighting(results.weighting, reader),
        "together": show_sides(results.weighting, reader),
    }
    return render(request, "analytics/results.html", context)


@gzip_page
@require_safe
@login_required
def figure_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One figure, with the tables behind it open."""
    wave = wave_for(request, slug)
    results, figure = _results_and_figure(wave, name)
    context = _frame(request, wave) | {"results": results, "figure": figure, "alone": True}
    return render(request, "analytics/figure.html", context)


@gzip_page
@require_safe
@signed_in
def answers(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Every answer behind a figure, for htmx to put under it when its table is opened."""
    _, figure = _results_and_figure(wave_for(request, slug), name)
    return render(request, "analytics/_answers.html", {"figure": figure, "level": 4})


@require_POST
@login_required
def compute_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a worker for the results."""
    wave = wave_for(request, slug, "run_analysis")
    request_aggregation(wave.pk)
    return redirect("analytics:results", wave.slug)


@require_POST
@login_required
def cancel_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop the computation that is under way."""
    wave = wave_for(request, slug, "run_analysis")
    job = latest_aggregation(wave.pk)
    if job is not None and cancel(job.pk):
        messages.info(request, _("The computation stops. The results before it are kept."))
    return redirect("analytics:results", wave.slug)


@require_safe
@signed_in
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the computation is, for htmx; the page is loaded again when it has ended."""
    wave = wave_for(request, slug)
    job = latest_aggregation(wave.pk)
    response = render(request, "analytics/_job.html", _frame(request, wave) | {"job": job})
    if job is None or not job.under_way:
        response["HX-Refresh"] = "true"
    return response


def _results_and_figure(wave: Wave, name: str) -> tuple[Results, ShownFigure]:
    """The current results, and a figure of them with its tables. Raises `Http404`."""
    results = current_results(wave)
    if results is None:
        raise Http404(name)
    shown = show_figures(results, Reader.of(load_definition(wave.version)), only=name)
    if not shown:
        raise Http404(name)
    return results, shown[0]


def _frame(request: HttpRequest, wave: Wave) -> dict[str, object]:
    """What every page of results has around it."""
    return {
        "here": "results",
        "study": wave.study,
        "wave": wave,
        "job": latest_aggregation(wave.pk),
        "may_compute": may(request.user, wave.study, "run_analysis"),
    }
