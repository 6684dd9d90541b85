"""The words of a mailing, written and changed, and by what its people are chosen."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from respondents.access import signed_in, wave_for
from respondents.forms.mailing import MailingForm
from respondents.invitations.mailings import NotNowError, write_mailing
from respondents.models import Mailing, Wave
from respondents.panel.attributes import expect_attributes, known_attributes, reading_attributes
from respondents.progress import Stride
from respondents.tasks import hand_over_attributes
from respondents.versions import compiled_version
from respondents.views.mailings import mailing_of

_TITLES = {
    Mailing.Kind.INVITATION: gettext_lazy("Write an invitation"),
    Mailing.Kind.REMINDER: gettext_lazy("Write a reminder"),
    Mailing.Kind.LETTER: gettext_lazy("Write a letter"),
    Mailing.Kind.POSTAL: gettext_lazy("Write a reminder by letter"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mailing_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Write an invitation, a reminder or a letter."""
    wave = wave_for(request, slug, "run_fieldwork")
    if kind not in Mailing.Kind.values:
        raise Http404(kind)
    return _write(request, wave, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mailing_edit(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Change a draft."""
    wave, mailing = mailing_of(request, slug, key)
    if mailing.state != Mailing.State.DRAFT:
        return redirect("respondents:mailing", wave.slug, mailing.pk)
    return _write(request, wave, mailing.kind, mailing)


@require_safe
@signed_in
@never_cache
def mailing_choices(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """By what people may be chosen, for htmx: read by a worker while somebody writes."""
    wave = wave_for(request, slug, "run_fieldwork")
    key = request.GET.get("mailing", "")
    mailing = mailing_of(request, slug, int(key))[1] if key.isdecimal() else None
    context = _choices(wave, kind, mailing)
    return render(request, "respondents/desk/_mailing_choices.html", context)


def _write(request: HttpRequest, wave: Wave, kind: str, mailing: Mailing | None) -> HttpResponse:
    context = _choices(wave, kind, mailing, request.POST if request.method == "POST" else None)
    form = context["form"]
    if form.is_valid():
        try:
            written = write_mailing(wave=wave, kind=kind, order=form.order, mailing=mailing)
        except NotNowError:
            messages.error(request, _("This mailing was started already."))
            return redirect("respondents:mailings", wave.slug)
        return redirect("respondents:mailing", wave.slug, written.pk)
    return render(request, "respondents/desk/mailing_write.html", context | {"title": _TITLES[Mailing.Kind(kind)]})


def _choices(wave: Wave, kind: str, mailing: Mailing | None, posted: QueryDict | None = None) -> dict[str, Any]:
    """What the page needs: the form, and how far the panel is read where what it may offer is not known yet."""
    attributes = known_attributes(wave.study_id)
    offered = attributes or {}
    return {
        "here": "mailings",
        "wave": wave,
        "study": wave.study,
        "kind": kind,
        "mailing": mailing,
        "form": MailingForm(posted, languages=_languages(wave), attributes=offered, kind=kind, mailing=mailing),
        "unknown": attributes is None,
        "stride": _read_by_a_worker(wave.study_id) if attributes is None else None,
    }


def _read_by_a_worker(study: int) -> Stride | None:
    """How far the worker is that reads the panel, once one is asked to; None while none can be."""
    stride = reading_attributes(study)
    if stride is None and hand_over_attributes(study):
        stride = expect_attributes(study)
    return stride


def _languages(wave: Wave) -> tuple[str, ...]:
    """The languages to write in: those of the questionnaire that the product speaks, or else its first."""
    asked = compiled_version(wave.version_id).definition.languages
    spoken = {language.partition("-")[0] for language in asked}
    return tuple(code for code, _name in settings.LANGUAGES if code in spoken) or (asked[0],)
