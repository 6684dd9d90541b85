"""What people agreed to: the words, their language and the day, kept as they were."""

from dataclasses import dataclass
from datetime import date

from respondents.models import Consent, Panelist

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text that somebody was shown, in which language, and the day when they agreed."""

    text: str
    language: str
    given_on: date


def record_consent(*, panelist: Panelist, agreement: Agreement) -> Consent:
    """Keep an agreement; the same one told twice is kept once."""
    consent, _new = Consent.objects.get_or_create(
        panelist=panelist, text=agreement.text, language=agreement.language, given_on=agreement.given_on
    )
    return consent
