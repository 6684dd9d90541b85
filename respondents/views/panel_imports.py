"""A file of people: sent, mapped, read while one watches, and reported on."""

import csv
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from respondents.access import signed_in, study_for
from respondents.forms.panel import UPDATE, FileForm, MappingForm
from respondents.models import PanelImport
from respondents.panel.columns import Mapped, Meaning
from respondents.panel.importing import seconds_left
from respondents.panel.imports import (
    ImportNotFound,
    Look,
    cancel_import,
    file_of,
    import_with_id,
    look_into,
    preview,
    receive_file,
    start_import,
)
from respondents.panel.refusals import file_refusal, refused_rows, row_refusal
from respondents.panel.unreadable import UnreadableTable
from respondents.tasks import hand_over_import
from surveys.api import Study

#: Refused rows that the page tells; the file of them tells all.
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file, or say in one sentence why not."""
    study = study_for(request, slug, "run_fieldwork")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        try:
            received = receive_file(study=study.pk, content=form.content)
        except UnreadableTable as refused:
            form.add_error("file", file_refusal(refused))
        else:
            return redirect("respondents:panel_import", study.slug, received.pk)
    context = {"here": "panel", "study": study, "form": form}
    return render(request, "respondents/desk/panel_file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def import_page(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """What the columns mean, until the import starts; then how far it is; then its report."""
    study, panel_import = _of(request, slug, key)
    if panel_import.state != PanelImport.State.RECEIVED:
        return render(request, "respondents/desk/panel_import.html", _report(study, panel_import))
    look = look_into(file_of(panel_import))
    form = MappingForm(request.POST if request.method == "POST" else None, look=look)
    if form.is_valid() and "start" in request.POST:
        _start(panel_import, form)
        return redirect("respondents:panel_import", study.slug, panel_import.pk)
    context = {
        "here": "panel",
        "study": study,
        "panel_import": panel_import,
        "form": form,
        "preview": _preview(look, form.mapped),
        "only_looked": "look" in request.POST,
    }
    return render(request, "respondents/desk/panel_mapping.html", context)


@require_safe
@signed_in
@never_cache
def import_progress(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """How far the import is, for htmx; the page is loaded again when it has ended."""
    study, panel_import = _of(request, slug, key)
    response = render(request, "respondents/desk/_panel_progress.html", _report(study, panel_import))
    if panel_import.state != PanelImport.State.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@login_required
def import_cancel(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Stop an import, or give a file up."""
    study, panel_import = _of(request, slug, key)
    stopped = cancel_import(panel_import)
    if panel_import.state == PanelImport.State.RECEIVED:
        if stopped:
            messages.info(request, _("The file is destroyed, and nobody of it came in."))
        return redirect("respondents:panel", study.slug)
    return redirect("respondents:panel_import", study.slug, panel_import.pk)


@require_safe
@login_required
@never_cache
def import_refused(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Every refused row as CSV: its number, the column and the reason; nothing that it held."""
    _study, panel_import = _of(request, slug, key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="refused-rows.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";" if get_language() == "fr" else ",")
    writer.writerow([_("Row"), _("Column"), _("Meaning"), _("Reason")])
    writer.writerows((each.row, each.column, each.meaning, each.reason) for each in refused_rows(panel_import))
    return response


def _start(panel_import: PanelImport, form: MappingForm) -> None:
    update = form.cleaned_data["existing"] == UPDATE
    if start_import(panel_import=panel_import, mapped=form.mapped, agreement=form.agreement, update=update):
        hand_over_import(panel_import.pk)


def _preview(look: Look, mapped: Mapped) -> list[dict[str, object]]:
    """The first rows for the page. Until a day of consent is told, today stands in for it."""
    if mapped.consent_on is None and Meaning.CONSENT_DATE not in mapped.meanings:
        mapped = replace(mapped, consent_on=timezone.localdate())
    return [
        {
            "number": row.number,
            "person": row.candidate.person if row.candidate else None,
            "reason": row_refusal(row.refused.code) if row.refused else "",
        }
        for row in preview(look, mapped)
    ]


def _report(study: Study, panel_import: PanelImport) -> dict[str, object]:
    refused = refused_rows(panel_import) if panel_import.state != PanelImport.State.RUNNING else ()
    return {
        "here": "panel",
        "study": study,
        "panel_import": panel_import,
        "running": panel_import.state == PanelImport.State.RUNNING,
        "seconds_left": seconds_left(panel_import.pk),
        "refused": refused[:SHOWN],
        "refused_count": len(panel_import.refused),
        "more": max(len(refused) - SHOWN, 0),
        "unchanged": panel_import.read - panel_import.added - panel_import.changed - len(panel_import.refused),
    }


def _of(request: HttpRequest, slug: str, key: UUID) -> tuple[Study, PanelImport]:
    study = study_for(request, slug, "run_fieldwork")
    try:
        return study, import_with_id(study.pk, key)
    except ImportNotFound as error:
        raise Http404(key) from error
