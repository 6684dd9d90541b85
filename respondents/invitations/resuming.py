"""Going on later, on any device: a code is shown once, and leads back to the interview."""

from uuid import UUID

from django.db import IntegrityError, transaction

from respondents.clock import ClockTimestamp
from respondents.invitations.codes import hash_of_code, new_code
from respondents.invitations.entering import Arrival, arrival_of
from respondents.invitations.links import LinksDestroyedError, interview_of, token_of, wave_secret
from respondents.models import Interview, Invitation, ResumeCode, Wave
from respondents.passages import Entry


def give_code(*, wave: int, interview: UUID) -> str:
    """A new code for an interview; the one that it had leads nowhere any more."""
    while True:
        code = new_code()
        try:
            with transaction.atomic():
                ResumeCode.objects.filter(interview=interview).delete()
                ResumeCode.objects.create(wave_id=wave, interview=interview, code_hash=hash_of_code(wave, code))
        except IntegrityError:  # another interview of the wave has this very code
            continue
        return code


def arrival_by_code(*, wave: Wave, code: str) -> Arrival | None:
    """Who comes by a code: one that was shown on a page, or one printed on a letter."""
    hashed = hash_of_code(wave.pk, code)
    shown = ResumeCode.objects.filter(wave=wave, code_hash=hashed).first()
    if shown is not None:
        interview = Interview.objects.filter(wave=wave, pk=shown.interview).first()
        if interview is None:
            return None
        return Arrival(wave.slug, Entry(interview.pk, interview.language, interview.source), ())
    invitation = Invitation.objects.select_related("panelist").filter(wave=wave.pk, code_hash=hashed).first()
    if invitation is None:
        return None
    try:
        token = token_of(wave_secret(wave.pk), invitation.pk)
    except LinksDestroyedError:
        return None
    return arrival_of(invitation, wave, interview_of(token))


def drop_codes_of_closed_waves() -> int:
    """Delete the codes that nobody can use any more; how many."""
    return ResumeCode.objects.filter(wave__closes_at__lte=ClockTimestamp()).delete()[0]
