"""The entrance of a panel, for those who run the fieldwork: its rule, and the waves that it leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from respondents.access import study_for
from respondents.forms.entrance import RestForm
from respondents.routing import open_waves, rest_of, set_rest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panel_routing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the open waves, the one that needs people most first; keep the days of rest."""
    study = study_for(request, slug, "run_fieldwork")
    form = RestForm(request.POST if request.method == "POST" else None, initial={"days": rest_of(study.pk)})
    if form.is_valid():
        set_rest(study=study.pk, days=form.cleaned_data["days"])
        messages.success(request, _("Saved. It holds from now on, for everybody."))
        return redirect("respondents:panel_routing", study.slug)
    context = {"here": "panel", "inside": True, "study": study, "form": form, "waves": open_waves(study.pk)}
    return render(request, "respondents/desk/panel_routing.html", context)
