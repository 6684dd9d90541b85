"""What mail services post about messages: bounces, complaints. Their signature is checked before anything is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import structlog
from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.brevo import BrevoTrackingWebhookView
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.mailjet import MailjetTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.sparkpost import SparkPostTrackingWebhookView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from respondents.invitations.bounces import MailEvent, Outcome, heed

log = structlog.get_logger("miroir.fieldwork")


@dataclass(frozen=True, slots=True)
class Service:
    """A mail service: anymail's reader of what it posts, and the setting of the key that it signs with, if it does."""

    reader: type[AnymailBaseWebhookView]
    key: str = ""

    @property
    def checked(self) -> bool:
        """Whether what it posts can be told from what anybody posts."""
        return bool(settings.ANYMAIL["WEBHOOK_SECRET"] or (self.key and settings.ANYMAIL.get(self.key)))


SERVICES: Mapping[str, Service] = {
    "brevo": Service(BrevoTrackingWebhookView),
    "mailgun": Service(MailgunTrackingWebhookView, "MAILGUN_WEBHOOK_SIGNING_KEY"),
    "mailjet": Service(MailjetTrackingWebhookView),
    "postmark": Service(PostmarkTrackingWebhookView),
    "sparkpost": Service(SparkPostTrackingWebhookView),
}

_OUTCOMES = {
    EventType.COMPLAINED: Outcome.UNWANTED,
    EventType.UNSUBSCRIBED: Outcome.UNWANTED,
}
_REASONS = {
    RejectReason.BOUNCED: Outcome.BOUNCED,
    RejectReason.INVALID: Outcome.BOUNCED,
    RejectReason.SPAM: Outcome.UNWANTED,
    RejectReason.UNSUBSCRIBED: Outcome.UNWANTED,
}


# The services have no cookie; what they post is signed.
@csrf_exempt
@require_http_methods(["HEAD", "POST"])
@sensitive_variables()
def mail_events(request: HttpRequest, service: str) -> HttpResponse:
    """Take what a service posts: 403 without its signature, 400 when it cannot be read."""
    if service not in SERVICES:
        raise Http404(service)
    if request.method == "HEAD":  # some ask whether we are there
        return HttpResponse()
    if not SERVICES[service].checked:
        return HttpResponse(status=403)
    reader = SERVICES[service].reader()
    try:
        reader.run_validators(request)
        events = reader.parse_events(request)
        known = list(_told(events))
    except AnymailWebhookValidationFailure:
        log.warning("what a mail service posted is not signed by it", service=service)
        return HttpResponse(status=403)
    except (AnymailError, LookupError, ValueError, TypeError, AttributeError) as error:
        log.warning("what a mail service posted cannot be read", service=service, error=type(error).__name__)
        return HttpResponse(status=400)
    changed = sum(map(heed, known))
    log.info("events of mail", service=service, told=len(events), people=changed)
    return HttpResponse()


def _told(events: list[AnymailTrackingEvent]) -> Iterator[MailEvent]:
    for event in events:
        outcome = _outcome(event)
        if outcome is not None:
            yield MailEvent(outcome, str(event.recipient or ""), _message(str(event.message_id or "")))


def _outcome(event: AnymailTrackingEvent) -> Outcome | None:
    """What an event means; a mailbox that is full, or a server that is down, means nothing."""
    if event.event_type in _OUTCOMES:
        return _OUTCOMES[event.event_type]
    if event.event_type in {EventType.BOUNCED, EventType.REJECTED} and not _soft(event):
        return _REASONS.get(event.reject_reason)
    return None


def _soft(event: AnymailTrackingEvent) -> bool:
    """Whether a bounce is for now. Anymail reads Postmark's, Brevo's and Mailjet's as it does those for good."""
    posted = event.esp_event
    said = (posted.get("Type"), posted.get("event"))
    return "SoftBounce" in said or "soft_bounce" in said or posted.get("hard_bounce") is False


def _message(message_id: str) -> UUID | None:
    """The message that a Message-ID of ours names."""
    try:
        return UUID(message_id.strip("<> ").partition("@")[0])
    except ValueError:
        return None
