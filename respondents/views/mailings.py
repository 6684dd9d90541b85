"""The mailings of a wave: written, looked at with the very people they go to, started, and followed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from respondents.access import signed_in, wave_for
from respondents.forms.mailing import MailingForm
from respondents.invitations.composing import Envelope
from respondents.invitations.links import LinksDestroyedError, link_of, stop_link_of
from respondents.invitations.mailings import (
    MailingNotFound,
    NotNowError,
    RecipientsChangedError,
    cancel_mailing,
    failures_of,
    mailing_with_id,
    mailings_of,
    progress_of,
    start_mailing,
    turn_mailing,
    write_mailing,
)
from respondents.invitations.printing import letters_done
from respondents.invitations.recipients import Recipients, attributes_of, people_named, recipients_of, recipients_shown
from respondents.models import Letters, Mailing, Wave
from respondents.tasks import hand_over_letters, hand_over_mailing
from respondents.versions import compiled_version

#: People on one page of the list.
LISTED = 25
#: What stands for a token in a preview: the links of people are theirs alone.
_HIDDEN = "x" * 32
_TITLES = {
    Mailing.Kind.INVITATION: gettext_lazy("Write an invitation"),
    Mailing.Kind.REMINDER: gettext_lazy("Write a reminder"),
    Mailing.Kind.LETTER: gettext_lazy("Write a letter"),
}


@require_safe
@login_required
def mailings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every mailing of the wave, and how far it is."""
    wave = wave_for(request, slug, "run_fieldwork")
    context = {"here": "mailings", "wave": wave, "study": wave.study, "mailings": mailings_of(wave.pk)}
    return render(request, "respondents/desk/mailings.html", context)


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
    wave, mailing = _of(request, slug, key)
    if mailing.state != Mailing.State.DRAFT:
        return redirect("respondents:mailing", wave.slug, mailing.pk)
    return _write(request, wave, mailing.kind, mailing)


@require_safe
@login_required
@never_cache
def mailing_page(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A draft with a preview and its people; afterwards, how far it is."""
    wave, mailing = _of(request, slug, key)
    context = _progress(wave, mailing)
    if mailing.state == Mailing.State.DRAFT:
        try:
            turned = "page" in request.GET
            recipients = recipients_shown(mailing, wave) if turned else recipients_of(mailing, wave)
        except LinksDestroyedError:
            recipients = Recipients(())
        context |= _shown(request, wave, mailing, recipients)
    return render(request, "respondents/desk/mailing.html", context)


@require_safe
@signed_in
@never_cache
def mailing_progress(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """How far it is, for htmx; the page is loaded again when it has ended."""
    wave, mailing = _of(request, slug, key)
    part = "letters" if mailing.kind == Mailing.Kind.LETTER else "progress"
    response = render(request, f"respondents/desk/_mailing_{part}.html", _progress(wave, mailing))
    if mailing.state != Mailing.State.SENDING:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@login_required
def mailing_start(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Send to the people that the page showed; if they have changed, show them again."""
    wave, mailing = _of(request, slug, key)
    try:
        count = start_mailing(mailing=mailing, wave=wave, digest=request.POST.get("people", ""))
    except RecipientsChangedError:
        messages.error(request, _("The list has changed since it was shown. Nothing is sent: look at it again."))
    except (NotNowError, LinksDestroyedError):
        messages.error(
            request, _("Nothing is sent: it was started already, nobody is on the list, or the wave is closed.")
        )
    else:
        _hand_over(mailing)
        told = {"count": count}
        messages.success(
            request,
            ngettext("%(count)d letter is being made.", "%(count)d letters are being made.", count) % told
            if mailing.kind == Mailing.Kind.LETTER
            else ngettext("%(count)d message is on its way.", "%(count)d messages are on their way.", count) % told,
        )
    return redirect("respondents:mailing", wave.slug, mailing.pk)


@require_POST
@login_required
def mailing_turn(request: HttpRequest, slug: str, key: int, act: str) -> HttpResponse:
    """Pause, resume or cancel."""
    wave, mailing = _of(request, slug, key)
    if act == "cancel":
        cancel_mailing(mailing=mailing)
        if mailing.state == Mailing.State.DRAFT:
            return redirect("respondents:mailings", wave.slug)
    elif act in {"pause", "resume"}:
        if turn_mailing(mailing=mailing, act=act) and act == "resume":
            _hand_over(mailing)
    else:
        raise Http404(act)
    return redirect("respondents:mailing", wave.slug, mailing.pk)


def _hand_over(mailing: Mailing) -> None:
    if mailing.kind == Mailing.Kind.LETTER:
        hand_over_letters(mailing.pk)
    else:
        hand_over_mailing(mailing.pk)


def _write(request: HttpRequest, wave: Wave, kind: str, mailing: Mailing | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    attributes = attributes_of(wave.study_id)
    form = MailingForm(posted, languages=_languages(wave), attributes=attributes, kind=kind, mailing=mailing)
    if form.is_valid():
        try:
            written = write_mailing(wave=wave, kind=kind, order=form.order, mailing=mailing)
        except NotNowError:
            messages.error(request, _("This mailing was started already."))
            return redirect("respondents:mailings", wave.slug)
        return redirect("respondents:mailing", wave.slug, written.pk)
    context = {
        "here": "mailings",
        "wave": wave,
        "study": wave.study,
        "form": form,
        "kind": kind,
        "mailing": mailing,
        "title": _TITLES[Mailing.Kind(kind)],
    }
    return render(request, "respondents/desk/mailing_write.html", context)


def _languages(wave: Wave) -> tuple[str, ...]:
    """The languages to write in: those of the questionnaire that the product speaks, or else its first."""
    asked = compiled_version(wave.version_id).definition.languages
    spoken = {language.partition("-")[0] for language in asked}
    return tuple(code for code, _name in settings.LANGUAGES if code in spoken) or (asked[0],)


def _progress(wave: Wave, mailing: Mailing) -> dict[str, object]:
    progress = progress_of(mailing)
    letters = mailing.kind == Mailing.Kind.LETTER
    return {
        "here": "mailings",
        "wave": wave,
        "study": wave.study,
        "mailing": mailing,
        "progress": progress,
        "minutes_left": -(-progress.queued // mailing.per_minute),
        "failures": failures_of(mailing) if progress.failed else (),
        "letters": letters,
        "letters_done": letters_done(mailing.pk) if letters and mailing.state == Mailing.State.SENDING else None,
        "printable": letters and Letters.objects.filter(mailing=mailing).exists(),
    }


def _shown(request: HttpRequest, wave: Wave, mailing: Mailing, recipients: Recipients) -> dict[str, object]:
    """The people of a draft, a page of them, and the message of the first of that page."""
    page = Paginator(recipients.panelists, LISTED).get_page(request.GET.get("page"))
    keys: list[UUID] = list(page.object_list)
    people = people_named(keys)
    shown = {"recipients": recipients, "count": len(recipients.panelists), "page": page, "people": people}
    if mailing.kind == Mailing.Kind.LETTER:
        return shown
    envelope = Envelope.of(mailing, wave)
    link, stop = link_of(_HIDDEN), stop_link_of(_HIDDEN)
    seen: dict[str, object] = {}
    for person in people:
        composed = envelope.compose(person, link=link, entrance=link, stop=stop)
        seen.setdefault(composed.language, (person, composed))
    return shown | {"seen": seen}


def _of(request: HttpRequest, slug: str, key: int) -> tuple[Wave, Mailing]:
    wave = wave_for(request, slug, "run_fieldwork")
    try:
        return wave, mailing_with_id(wave.pk, key)
    except MailingNotFound as error:
        raise Http404(key) from error
