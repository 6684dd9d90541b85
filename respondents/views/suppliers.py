"""The suppliers of a wave: who they are, what they sent, their secrets, a link to try."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from respondents.access import wave_for
from respondents.forms.supplier import LinkForm, SupplierForm
from respondents.models import Supplier
from respondents.quota_changes import LimitBelowPlaces
from respondents.suppliers.checking import check_link, entry_of, example_of, parameters_of
from respondents.suppliers.counts import calls_of, line_of, lines_of, outcomes_csv, total_of
from respondents.suppliers.managing import (
    SlugTakenError,
    SupplierNotFound,
    add_supplier,
    call_again,
    change_supplier,
    renew_secret,
    set_supplier_paused,
    supplier_named,
    terms_of,
)
from respondents.suppliers.signing import secret_of
from surveys.api import User

#: The id of nobody, in the example of a link.
_NOBODY = "EXAMPLE"


@require_safe
@login_required
@never_cache
def suppliers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every supplier of the wave, with its counts."""
    wave = wave_for(request, slug, "run_fieldwork")
    lines = lines_of(wave)
    total = total_of(lines) if len(lines) > 1 else None
    context = {"here": "suppliers", "wave": wave, "study": wave.study, "lines": lines, "total": total}
    return render(request, "respondents/desk/suppliers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def supplier_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the terms, then show the secret, this once."""
    wave = wave_for(request, slug, "run_fieldwork")
    form = SupplierForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            supplier = add_supplier(wave=wave, slug=form.cleaned_data["slug"], terms=form.terms)
        except SlugTakenError:
            form.refuse_slug()
        else:
            return _secret_page(request, supplier)
    context = {"here": "suppliers", "wave": wave, "study": wave.study, "form": form}
    return render(request, "respondents/desk/supplier_write.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def supplier_page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One supplier: its counts, its calls, how it signs; a link that is posted is tried."""
    supplier = _of(request, slug, name)
    form = LinkForm(request.POST if request.method == "POST" else None)
    context = {
        **_known(supplier),
        "line": line_of(supplier),
        "calls": calls_of(supplier) if supplier.callback_url else None,
        "form": form,
        "checked": check_link(supplier, form.cleaned_data["link"]) if form.is_valid() else None,
        "terms": terms_of(supplier),
    }
    return render(request, "respondents/desk/supplier.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def supplier_edit(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Change the terms."""
    supplier = _of(request, slug, name)
    form = SupplierForm(request.POST if request.method == "POST" else None, changes=terms_of(supplier))
    if form.is_valid():
        try:
            change_supplier(supplier=supplier, terms=form.terms, author=cast(User, request.user))
        except LimitBelowPlaces as refused:
            form.refuse_cap(refused)
        else:
            messages.success(request, _("The supplier is changed."))
            return redirect("respondents:supplier", slug, name)
    return render(
        request, "respondents/desk/supplier_write.html", {**_known(supplier), "form": form}, status=_status(form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def supplier_secret(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Ask whether to make another secret, then show it, this once."""
    supplier = _of(request, slug, name)
    if request.method == "POST":
        renew_secret(supplier=supplier)
        return _secret_page(request, supplier)
    return render(request, "respondents/desk/supplier_renew.html", _known(supplier))


@require_POST
@login_required
def supplier_turn(request: HttpRequest, slug: str, name: str, act: str) -> HttpResponse:
    """Pause, resume, or make the calls again that were given up."""
    supplier = _of(request, slug, name)
    if act in {"pause", "resume"}:
        set_supplier_paused(supplier=supplier, paused=act == "pause")
    elif act == "call":
        count = call_again(supplier=supplier)
        told = ngettext("%(count)d call is tried again.", "%(count)d calls are tried again.", count)
        messages.success(request, told % {"count": count})
    else:
        raise Http404(act)
    return redirect("respondents:supplier", slug, name)


@require_safe
@login_required
@never_cache
def supplier_outcomes(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """Every id with its outcome, as CSV."""
    supplier = _of(request, slug, name)
    response = StreamingHttpResponse(outcomes_csv(supplier), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{supplier.wave.slug}-{supplier.slug}.csv"'
    return response


@sensitive_variables()
def _secret_page(request: HttpRequest, supplier: Supplier) -> HttpResponse:
    shown = {"secret": secret_of(supplier), "example": example_of(supplier, _NOBODY)}
    return render(request, "respondents/desk/supplier_secret.html", {**_known(supplier), **shown})


def _known(supplier: Supplier) -> dict[str, object]:
    return {
        "here": "suppliers",
        "wave": supplier.wave,
        "study": supplier.wave.study,
        "supplier": supplier,
        "entry": entry_of(supplier),
        "parameters": parameters_of(supplier),
    }


def _of(request: HttpRequest, slug: str, name: str) -> Supplier:
    wave = wave_for(request, slug, "run_fieldwork")
    try:
        return supplier_named(wave, name)
    except SupplierNotFound as error:
        raise Http404(name) from error


def _status(form: SupplierForm | LinkForm) -> int:
    return 422 if form.errors else 200
