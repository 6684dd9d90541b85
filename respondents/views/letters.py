"""The letters of a mailing: a sample, the file to print, made again when its day is over; their short address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from respondents.access import wave_for
from respondents.invitations.finding import recipients_shown
from respondents.invitations.links import LinksDestroyedError
from respondents.invitations.mailings import MailingNotFound, mailing_with_id
from respondents.invitations.printing import NoLettersError, letters_of, print_again, sample_of
from respondents.models import Mailing, Panelist, Wave
from respondents.tasks import hand_over_letters

#: Letters of a sample.
_SAMPLED = 3


@require_safe
@login_required
@never_cache
def letters_sample(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """The first letters of a draft, without links and codes."""
    wave, mailing = _of(request, slug, key)
    try:
        found = recipients_shown(mailing, wave)
    except LinksDestroyedError as error:
        raise Http404(key) from error
    people = found[:_SAMPLED] if found else ()
    if not people:
        raise Http404(key)
    content = sample_of(mailing, wave, list(Panelist.objects.filter(pk__in=people).order_by("pk")))
    return _pdf(content, f"sample-{wave.slug}.pdf")


@require_safe
@login_required
@never_cache
def letters_file(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """All the letters."""
    wave, mailing = _of(request, slug, key)
    try:
        return _pdf(letters_of(mailing), f"letters-{wave.slug}-{mailing.pk}.pdf")
    except NoLettersError:
        messages.error(request, _("The file was destroyed. The letters can be made again, with the same codes."))
        return redirect("respondents:mailing", wave.slug, mailing.pk)


@require_POST
@login_required
def letters_again(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Make them again: the same links and codes, without those who left."""
    wave, mailing = _of(request, slug, key)
    if print_again(mailing=mailing):
        hand_over_letters(mailing.pk)
    return redirect("respondents:mailing", wave.slug, mailing.pk)


@require_safe
def codes(_request: HttpRequest, key: int) -> HttpResponse:
    """The short address on letters leads to the page that takes codes."""
    return redirect("respondents:resume", get_object_or_404(Wave, pk=key).slug)


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _of(request: HttpRequest, slug: str, key: int) -> tuple[Wave, Mailing]:
    wave = wave_for(request, slug, "run_fieldwork")
    try:
        mailing = mailing_with_id(wave.pk, key)
    except MailingNotFound as error:
        raise Http404(key) from error
    if not mailing.printed:
        raise Http404(key)
    return wave, mailing
