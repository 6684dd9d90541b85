"""The studies of a person."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from surveys.api import studies_of
from surveys.forms import SearchForm
from surveys.models import Membership

#: From this number of studies on, the list has a search.
MANY = 20


@require_safe
@login_required
def studies(request: HttpRequest) -> HttpResponse:
    """The list, with the person's role in each study and how many versions it has."""
    form = SearchForm(request.GET)
    sought = form.cleaned_data["q"] if form.is_valid() else ""
    found = (
        studies_of(request.user)
        .filter(Q(slug__icontains=sought) | Q(title__icontains=sought))
        .annotate(version_count=Count("versions", distinct=True))
    )
    roles = {
        membership.study_id: membership.get_role_display()
        for membership in Membership.objects.filter(study__in=found.values("pk"), user=request.user.pk)
    }
    rows = [(study, roles[study.pk]) for study in found]
    context = {"here": "studies", "rows": rows, "form": form, "sought": sought, "many": sought or len(rows) > MANY}
    return render(request, "surveys/studies.html", context)
