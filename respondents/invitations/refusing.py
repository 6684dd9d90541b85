"""What a mail server's refusal means: for one message, or for all of them."""

from dataclasses import dataclass
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message that was refused: for good when `hard`. `reason` is a code, never the server's words."""

    hard: bool
    reason: str


def refusal_of(error: Exception) -> Refusal | None:
    """What an error of sending says about its message; None when it says nothing: the server does not serve us."""
    if isinstance(error, SMTPAuthenticationError | SMTPSenderRefused):
        return None
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return _by_code(codes[0]) if codes else None
    if isinstance(error, SMTPResponseException):
        return _by_code(error.smtp_code) if error.smtp_code >= 400 and error.smtp_code != 421 else None
    if isinstance(error, AnymailRecipientsRefused):
        return Refusal(hard=True, reason="refused")
    if isinstance(error, AnymailAPIError):
        status = error.status_code or 0
        return Refusal(hard=True, reason=f"api_{status}") if status in {400, 422} else None
    return None


def _by_code(code: int) -> Refusal:
    return Refusal(hard=code >= 500, reason=f"smtp_{code}")
