"""What mail services tell, in the shapes that they post, and what it does."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from respondents.models import Message, OptOut, Panelist, Wave
from respondents.panel.leaving import leave
from tests.respondents.invitations.people import a_known_wave, a_panelist
from tests.respondents.invitations.test_outbox import started

pytestmark = pytest.mark.django_db
KEY, SECRET = "key-of-mailgun", "service:long and secret"
BASIC = {"HTTP_AUTHORIZATION": f"Basic {b64encode(SECRET.encode()).decode()}"}
ANNE = "anne@example.org"


@pytest.fixture(autouse=True)
def _configured() -> Iterator[None]:
    with override_settings(ANYMAIL={"WEBHOOK_SECRET": [SECRET], "MAILGUN_WEBHOOK_SIGNING_KEY": ""}):
        yield


def post(service: str, posted: object, **headers: Any) -> int:
    address = f"/mail/events/{service}/"
    return Client().post(address, json.dumps(posted), content_type="application/json", **headers).status_code


def mailgun(event: str, *, key: str = KEY, message: str = "other@localhost", **data: object) -> dict[str, object]:
    """What Mailgun posts, signed."""
    signature = hmac.digest(key.encode(), b"1790000000token", hashlib.sha256).hex()
    return {
        "signature": {"timestamp": "1790000000", "token": "token", "signature": signature},
        "event-data": {
            "event": event,
            "recipient": ANNE,
            "timestamp": 1790000000.5,
            "message": {"headers": {"message-id": message, "to": ANNE}},
            "delivery-status": {"code": 550, "message": "5.1.1 no such user", "description": ""},
            **data,
        },
    }


def postmark(record: str, kind: str, **fields: object) -> dict[str, object]:
    """What Postmark posts."""
    return {"RecordType": record, "Type": kind, "Email": ANNE, "MessageID": str(uuid4()), "ID": 42} | fields


def waiting(wave: Wave) -> Message:
    """A message to Anne that waits to be sent."""
    started(wave)
    return Message.objects.get(invitation__panelist__state="active")


BOUNCES = [
    ("mailgun", mailgun("failed", severity="permanent", reason="bounce"), "unreachable"),
    ("mailgun", mailgun("failed", severity="permanent", reason="suppress-bounce"), "unreachable"),
    ("mailgun", mailgun("failed", severity="temporary", reason="generic"), "active"),
    ("mailgun", mailgun("delivered"), "active"),
    ("mailgun", mailgun("complained"), "left"),
    ("mailgun", mailgun("unsubscribed"), "left"),
    ("postmark", postmark("Bounce", "HardBounce"), "unreachable"),
    ("postmark", postmark("Bounce", "BadEmailAddress"), "unreachable"),
    ("postmark", postmark("Bounce", "SoftBounce"), "active"),
    ("postmark", postmark("Bounce", "Transient"), "active"),
    ("postmark", postmark("Bounce", "Blocked"), "active"),
    ("postmark", postmark("SpamComplaint", "SpamComplaint"), "left"),
    ("brevo", {"event": "soft_bounce", "email": ANNE, "ts_epoch": 1790000000000}, "active"),
    ("brevo", {"event": "hard_bounce", "email": ANNE, "ts_epoch": 1790000000000}, "unreachable"),
    ("mailjet", {"event": "bounce", "hard_bounce": False, "error": "quota exceeded", "email": ANNE}, "active"),
    ("mailjet", [{"event": "bounce", "hard_bounce": True, "error": "user unknown", "email": ANNE}], "unreachable"),
]


@pytest.mark.parametrize(("service", "posted", "state"), BOUNCES)
def test_each_service_is_understood(service: str, posted: object, state: str) -> None:
    wave = a_known_wave()
    panelist = a_panelist(wave)
    waits = waiting(wave)
    with override_settings(ANYMAIL={"WEBHOOK_SECRET": [SECRET], "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}):
        assert [post(service, posted, **BASIC) for _ in range(2)] == [200, 200]  # they repeat themselves
    panelist.refresh_from_db()
    waits.refresh_from_db()
    assert panelist.state == state
    assert waits.state == ("queued" if state == "active" else "dropped")
    assert OptOut.objects.exists() == (state == "left")


def test_what_is_not_signed_is_refused() -> None:
    a_panelist(a_known_wave())
    bounce = mailgun("complained")
    unsigned = {key: value for key, value in bounce.items() if key != "signature"}
    both = {"WEBHOOK_SECRET": [], "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}
    with override_settings(ANYMAIL=both):
        assert post("mailgun", mailgun("complained", key="another")) == 403
        assert post("mailgun", unsigned) == 403
        assert post("mailgun", []) == 400
        assert post("postmark", postmark("SpamComplaint", "SpamComplaint")) == 403  # nothing could check it
    for wrong in ("", "Basic", "Basic !!!", "Basic c2VydmljZTp3cm9uZw==", "Bearer x"):
        assert post("postmark", postmark("SpamComplaint", "SpamComplaint"), HTTP_AUTHORIZATION=wrong) == 403
    assert Panelist.objects.get().state == "active"
    with override_settings(ANYMAIL=both):
        assert post("mailgun", bounce) == 200
    assert Panelist.objects.get().state == "left"


@pytest.mark.parametrize("posted", [None, [], "x", 3, {}, {"RecordType": []}, {"Email": {"a": 1}}])
def test_what_cannot_be_read_changes_nothing(posted: object) -> None:
    a_panelist(a_known_wave())
    assert post("postmark", posted, **BASIC) in {200, 400}
    assert post("nobody", posted, **BASIC) == 404
    assert Panelist.objects.get().state == "active"


def test_our_own_message_id_says_whose_it_was() -> None:
    """Whoever forwards their mail complains from another address."""
    wave = a_known_wave()
    a_panelist(wave)
    sent = waiting(wave)
    Message.objects.update(state="sent", sent_on="2026-01-01")
    told = mailgun("failed", severity="permanent", reason="bounce", message=f"{sent.pk}@localhost", recipient="b@x.org")
    with override_settings(ANYMAIL={"WEBHOOK_SECRET": [], "MAILGUN_WEBHOOK_SIGNING_KEY": KEY}):
        assert post("mailgun", told) == 200
    sent.refresh_from_db()
    assert (sent.state, sent.reason, Panelist.objects.get().state) == ("failed", "bounced", "unreachable")


def test_who_left_stays_gone_when_their_address_dies() -> None:
    leave(panelist=a_panelist(a_known_wave()))
    assert post("postmark", postmark("Bounce", "HardBounce"), **BASIC) == 200
    assert Panelist.objects.get().state == "left"


def test_no_address_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    a_panelist(a_known_wave())
    post("postmark", postmark("Bounce", "HardBounce"), **BASIC)
    post("postmark", postmark("Bounce", "HardBounce"))
    post("postmark", {"Email": {"a": ANNE}}, **BASIC)
    assert "mail service" in caplog.text
    assert "anne" not in caplog.text
    assert SECRET not in caplog.text
