"""One quota cell, changed in the field: its target and limit, and whether it takes people."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from respondents.access import wave_for
from respondents.forms.quota import LimitsForm
from respondents.models import QuotaCell
from respondents.quota_changes import LimitBelowPlaces, change_limits, set_cell_paused
from surveys.api import User
from surveys.questionnaire.text import in_language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def quota_cell(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Ask for a target and a limit, show what changes, then change it."""
    cell = _of(request, slug, key)
    known = {"target": cell.target, "limit": cell.limit}
    form = LimitsForm(request.POST if request.method == "POST" else None, initial=known)
    if not form.is_valid():
        return _render(request, cell, "quota_cell", form)
    if not form.cleaned_data["confirmed"]:
        return _render(request, cell, "quota_confirm", form)
    target, limit = form.cleaned_data["target"], form.cleaned_data["limit"]
    try:
        change_limits(cell=cell.pk, target=target, limit=limit, author=cast(User, request.user))
    except LimitBelowPlaces as refused:
        form.refuse(refused)
        return _render(request, cell, "quota_cell", form)
    messages.success(
        request, _("The cell now has a target of %(target)d and a limit of %(limit)d.") % form.cleaned_data
    )
    return redirect("analytics:quotas", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def quota_pause(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Ask whether a cell is to take nobody new, or people again, then do it."""
    cell = _of(request, slug, key)
    if request.method == "POST":
        paused = request.POST.get("paused") == "yes"
        set_cell_paused(cell=cell.pk, paused=paused, author=cast(User, request.user))
        messages.success(request, _("The cell is paused.") if paused else _("The cell takes people again."))
        return redirect("analytics:quotas", slug)
    return _render(request, cell, "quota_pause", None)


def _of(request: HttpRequest, slug: str, key: int) -> QuotaCell:
    wave = wave_for(request, slug, "run_fieldwork")
    return get_object_or_404(QuotaCell.objects.select_related("wave__study"), wave=wave, pk=key)


def _render(request: HttpRequest, cell: QuotaCell, template: str, form: LimitsForm | None) -> HttpResponse:
    wave = cell.wave
    label = in_language(cell.label, get_language() or "") or cell.name
    known = {"here": "quota_cell", "study": wave.study, "wave": wave, "cell": cell, "label": label, "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, f"respondents/desk/{template}.html", known, status=status)
