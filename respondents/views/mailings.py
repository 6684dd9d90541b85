"""The mailings of a wave: written, looked at with the very people they go to, started, and followed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from respondents.access import signed_in, wave_for
from respondents.invitations.composing import Envelope
from respondents.invitations.finding import expect, finding, recipients_shown
from respondents.invitations.links import LinksDestroyedError, link_of, stop_link_of
from respondents.invitations.mailings import (
    MailingNotFound,
    cancel_mailing,
    drop_waiting,
    failures_of,
    mailing_with_id,
    mailings_of,
    progress_of,
    turn_mailing,
)
from respondents.invitations.printing import letters_done
from respondents.invitations.recipients import Recipients, people_named
from respondents.invitations.starting import ask_to_start, run_start
from respondents.models import Letters, Mailing, Wave
from respondents.panel.selectors import is_small
from respondents.progress import Stride
from respondents.tasks import (
    hand_over_dropping,
    hand_over_finding,
    hand_over_letters,
    hand_over_mailing,
    hand_over_start,
)

#: People on one page of the list.
LISTED = 25
#: What stands for a token in a preview: the links of people are theirs alone.
_HIDDEN = "x" * 32


@require_safe
@login_required
def mailings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every mailing of the wave, and how far it is."""
    wave = wave_for(request, slug, "run_fieldwork")
    listed = mailings_of(wave.pk)
    context = {
        "here": "mailings",
        "wave": wave,
        "study": wave.study,
        "mailings": listed,
        "letters_went": any(mailing.kind == Mailing.Kind.LETTER and progress.sent for mailing, progress in listed),
    }
    return render(request, "respondents/desk/mailings.html", context)


@require_safe
@login_required
@never_cache
def mailing_page(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """A draft with a preview and its people; afterwards, how far it is."""
    wave, mailing = mailing_of(request, slug, key)
    context = _progress(wave, mailing)
    if mailing.state == Mailing.State.DRAFT:
        recipients = _recipients(mailing, wave, again="page" not in request.GET)
        if recipients is None:
            context |= {"stride": _found_by_a_worker(mailing, wave), "waits": True}
        else:
            context |= _shown(request, wave, mailing, recipients)
    return render(request, "respondents/desk/mailing.html", context)


@require_safe
@signed_in
@never_cache
def mailing_progress(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """How far it is, for htmx; the page is loaded again when there is more to see."""
    wave, mailing = mailing_of(request, slug, key)
    context = _progress(wave, mailing)
    if mailing.state == Mailing.State.DRAFT and _recipients(mailing, wave, again=False) is None:
        context |= {"stride": _found_by_a_worker(mailing, wave), "waits": True}
    response = render(request, "respondents/desk/_mailing_how_far.html", context)
    if not context["waits"] or request.GET.get("state", mailing.state) != mailing.state:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@login_required
def mailing_start(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Send to the people that the page showed, at once or by a worker; if there are others, the page says so."""
    wave, mailing = mailing_of(request, slug, key)
    if not ask_to_start(mailing=mailing, digest=request.POST.get("people", "")):
        messages.error(request, _("Nothing is sent: this mailing was started already."))
    elif not is_small(wave.study_id):
        hand_over_start(mailing.pk)
        expect(mailing, wave)
    elif count := run_start(mailing.pk):
        _hand_over(mailing)
        told = {"count": count}
        messages.success(
            request,
            ngettext("%(count)d letter is being made.", "%(count)d letters are being made.", count) % told
            if mailing.printed
            else ngettext("%(count)d message is on its way.", "%(count)d messages are on their way.", count) % told,
        )
    return redirect("respondents:mailing", wave.slug, mailing.pk)


@require_POST
@login_required
def mailing_turn(request: HttpRequest, slug: str, key: int, act: str) -> HttpResponse:
    """Pause, resume or cancel."""
    wave, mailing = mailing_of(request, slug, key)
    if act == "cancel":
        was_draft = mailing.state == Mailing.State.DRAFT
        cancel_mailing(mailing=mailing)
        if is_small(wave.study_id):
            drop_waiting(mailing.pk)
        else:
            hand_over_dropping(mailing.pk)
        if was_draft:
            return redirect("respondents:mailings", wave.slug)
    elif act in {"pause", "resume"}:
        if turn_mailing(mailing=mailing, act=act) and act == "resume":
            _hand_over(mailing)
    else:
        raise Http404(act)
    return redirect("respondents:mailing", wave.slug, mailing.pk)


def _hand_over(mailing: Mailing) -> None:
    if mailing.printed:
        hand_over_letters(mailing.pk)
    else:
        hand_over_mailing(mailing.pk)


def _recipients(mailing: Mailing, wave: Wave, *, again: bool) -> Recipients | None:
    """Who gets a draft: nobody once its links are destroyed, None while a worker must find them."""
    try:
        return recipients_shown(mailing, wave, again=again)
    except LinksDestroyedError:
        return Recipients(b"")


def _found_by_a_worker(mailing: Mailing, wave: Wave) -> Stride | None:
    """How far the worker is that finds who gets a draft, once one is asked to; None while none can be."""
    stride = finding(mailing)
    if stride is None and hand_over_finding(mailing.pk):
        stride = expect(mailing, wave)
    return stride


def _progress(wave: Wave, mailing: Mailing) -> dict[str, object]:
    progress = progress_of(mailing)
    letters = mailing.printed
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
        "waits": mailing.state in {Mailing.State.STARTING, Mailing.State.SENDING},
        "stride": finding(mailing) if mailing.state == Mailing.State.STARTING else None,
        "printable": letters and Letters.objects.filter(mailing=mailing).exists(),
    }


def _shown(request: HttpRequest, wave: Wave, mailing: Mailing, recipients: Recipients) -> dict[str, object]:
    """The people of a draft, a page of them, and the message of the first of that page."""
    page = Paginator(range(len(recipients)), LISTED).get_page(request.GET.get("page"))
    people = people_named(recipients[page.start_index() - 1 : page.end_index()] if recipients else ())
    shown = {"recipients": recipients, "count": len(recipients), "page": page, "people": people}
    if mailing.printed:
        return shown
    envelope = Envelope.of(mailing, wave)
    link, stop = link_of(_HIDDEN), stop_link_of(_HIDDEN)
    seen: dict[str, object] = {}
    for person in people:
        composed = envelope.compose(person, link=link, entrance=link, stop=stop)
        seen.setdefault(composed.language, (person, composed))
    return shown | {"seen": seen}


def mailing_of(request: HttpRequest, slug: str, key: int) -> tuple[Wave, Mailing]:
    """A wave and a mailing of it, or 404; 403 for members who do not run the fieldwork."""
    wave = wave_for(request, slug, "run_fieldwork")
    try:
        return wave, mailing_with_id(wave.pk, key)
    except MailingNotFound as error:
        raise Http404(key) from error
