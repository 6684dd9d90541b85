"""One person of a panel: who they are, what they agreed to, and how they leave."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from respondents.access import study_for
from respondents.forms.panel import AgreementForm, EraseForm
from respondents.forms.person import PersonForm
from respondents.models import Panelist, Wave
from respondents.panel.erasure import erase
from respondents.panel.leaving import leave
from respondents.panel.people import (
    AlreadyInPanelError,
    OptedOutError,
    PanelistNotFound,
    add_person,
    change_person,
    panelist_with_id,
    read_person,
)
from respondents.panel.selectors import consents_of, invitations_of
from respondents.routing import interviews_of
from surveys.api import Mode, Study


@require_safe
@login_required
@never_cache
def panelist_page(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """What the panel knows of somebody; of invitations, neither token nor link."""
    study, panelist = _of(request, slug, key)
    invitations = invitations_of(panelist)
    waves = {wave.pk: wave for wave in Wave.objects.filter(pk__in=[each.wave for each in invitations])}
    context = {
        "here": "panel",
        "study": study,
        "panelist": panelist,
        "person": read_person(panelist),
        "consents": consents_of(panelist),
        "invitations": [(waves.get(each.wave), each) for each in invitations],
    }
    return render(request, "respondents/desk/panelist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panelist_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one person in, with what they agreed to."""
    study = study_for(request, slug, "run_fieldwork")
    posted = request.POST if request.method == "POST" else None
    form, agreed = PersonForm(posted), AgreementForm(posted, prefix="agreed")
    if form.is_valid() and agreed.is_valid():
        try:
            panelist = add_person(study=study.pk, person=form.person, agreement=agreed.agreement)
        except (AlreadyInPanelError, OptedOutError) as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("This person is in the panel."))
            return redirect("respondents:panelist", study.slug, panelist.pk)
    context = {"here": "panel", "study": study, "form": form, "agreed": agreed}
    return render(request, "respondents/desk/panelist_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panelist_edit(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Change what is known of somebody."""
    study, panelist = _of(request, slug, key)
    form = PersonForm(request.POST if request.method == "POST" else None, person=read_person(panelist))
    if form.is_valid():
        try:
            change_person(panelist=panelist, person=form.person)
        except (AlreadyInPanelError, OptedOutError) as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("What is known of this person is changed."))
            return redirect("respondents:panelist", study.slug, panelist.pk)
    context = {"here": "panel", "study": study, "panelist": panelist, "form": form}
    return render(request, "respondents/desk/panelist_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panelist_leave(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Ask whether never to write to somebody again, then do it."""
    study, panelist = _of(request, slug, key)
    if request.method == "POST":
        leave(panelist=panelist)
        messages.success(request, _("This person will never be written to again."))
        return redirect("respondents:panelist", study.slug, panelist.pk)
    context = {"here": "panel", "study": study, "panelist": panelist, "person": read_person(panelist)}
    return render(request, "respondents/desk/panelist_leave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def panelist_erase(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Ask for the person's address, typed, then erase them."""
    study, panelist = _of(request, slug, key)
    person = read_person(panelist)
    anonymous = study.mode == Mode.ANONYMOUS
    form = EraseForm(request.POST if request.method == "POST" else None, person=person, anonymous=anonymous)
    if form.is_valid():
        interviews = tuple(interviews_of(panelist).values()) if form.cleaned_data.get("withdraw") else None
        erase(panelist=panelist, refuse=form.cleaned_data["refuse"], interviews=interviews)
        messages.success(request, _("This person is erased. Nothing of them can be read any more."))
        return redirect("respondents:panel", study.slug)
    context = {"here": "panel", "study": study, "panelist": panelist, "person": person, "form": form}
    return render(request, "respondents/desk/panelist_erase.html", context)


def _refuse(form: PersonForm, refused: AlreadyInPanelError | OptedOutError) -> None:
    """Say beside the address, or the reference, why it cannot be somebody's."""
    field = "email" if form.person.email else "reference"
    if isinstance(refused, AlreadyInPanelError):
        form.add_error(field, _("Somebody of the panel has it already."))
    else:
        form.add_error(field, _("This person asked never to be written to."))


def _of(request: HttpRequest, slug: str, key: UUID) -> tuple[Study, Panelist]:
    """The study and its panelist. Raises Http404, for who was erased too."""
    study = study_for(request, slug, "run_fieldwork")
    try:
        return study, panelist_with_id(study.pk, key)
    except PanelistNotFound as error:
        raise Http404(key) from error
