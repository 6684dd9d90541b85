"""The panel of a study: how many people, the imports, and the search for one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from respondents.access import study_for
from respondents.forms.panel import EmailForm
from respondents.models import Panelist
from respondents.panel.addresses import BadEmailError
from respondents.panel.leaving import leave_address
from respondents.panel.people import find_by_reference, find_panelist
from respondents.panel.selectors import count_opt_outs, counts_by_state, imports_of
from surveys.api import Study

#: The look of each state.
_DOTS = {Panelist.State.ACTIVE: "open", Panelist.State.LEFT: "paused", Panelist.State.UNREACHABLE: "failed"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def panel_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; a search is posted, so that the address stands in no log, and leads to who has it."""
    study = study_for(request, slug, "run_fieldwork")
    form = EmailForm(request.POST if request.method == "POST" else None)
    unknown = ""
    if form.is_valid():
        sought = form.cleaned_data["email"]
        try:
            found = _sought(study, sought)
        except BadEmailError:
            form.add_error("email", _("This is not an e-mail address."))
        else:
            if found is not None:
                return redirect("respondents:panelist", study.slug, found.pk)
            if "@" in sought:
                unknown = sought
            else:
                form.add_error("email", _("Nobody without an e-mail address has this reference."))
    return render(request, "respondents/desk/panel.html", _context(study) | {"form": form, "unknown": unknown})


@require_POST
@login_required
def refuse_address(request: HttpRequest, slug: str) -> HttpResponse:
    """Never write to an address that nobody of the panel has."""
    study = study_for(request, slug, "run_fieldwork")
    form = EmailForm(request.POST)
    try:
        if form.is_valid():
            leave_address(study=study.pk, email=form.cleaned_data["email"])
            messages.success(request, _("This address will never be written to, nor imported."))
    except BadEmailError:
        messages.error(request, _("This is not an e-mail address."))
    return redirect("respondents:panel", study.slug)


def _sought(study: Study, text: str) -> Panelist | None:
    if "@" in text:
        return find_panelist(study=study.pk, email=text)
    return find_by_reference(study=study.pk, reference=" ".join(text.split()))


def _context(study: Study) -> dict[str, object]:
    counts = counts_by_state(study.pk)
    imports = imports_of(study.pk)
    return {
        "here": "panel",
        "study": study,
        "counts": [(state.label, counts[state], _DOTS.get(state, "")) for state in Panelist.State],
        "people": sum(counts.values()),
        "opt_outs": count_opt_outs(study.pk),
        "imports": imports,
    }
