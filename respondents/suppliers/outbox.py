"""Calls to suppliers' servers: what became of somebody, told until it is heard.

Whoever makes a call holds its row (`FOR UPDATE SKIP LOCKED`), and marks it in the same transaction.
A worker that dies takes its lock with its connection, and the call is made again: at least once,
always with the same `id`, by which the other side knows it has heard it.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog
from django.db import transaction

from respondents.clock import ClockTimestamp
from respondents.models import Callback
from respondents.suppliers.posting import FAILURES, post
from respondents.suppliers.signing import secret_of, sign
from respondents.vault import SealBroken

#: How often a call is tried, and how long it waits after the first time: twice as long after each, 34 hours in all.
MOST_TRIES, FIRST_WAIT = 12, timedelta(minutes=1)
#: How long one run lasts, in seconds: beat starts the next.
LONGEST_RUN = 50.0

Post = Callable[[str, bytes, Mapping[str, str]], int]

log = structlog.get_logger("miroir.fieldwork")


def call_suppliers(*, seconds: float = LONGEST_RUN, send: Post = post) -> int:
    """Make the calls that are due, for some time; how many were heard.

    A supplier whose server does not answer is left for the next run: the others do not wait for it.
    """
    heard, deaf, until = 0, set[int](), time.monotonic() + seconds
    while time.monotonic() < until:
        with transaction.atomic():
            callback = _take(deaf)
            if callback is None:
                break
            if _is_heard(callback, send):
                heard += 1
            else:
                deaf.add(callback.arrival.supplier_id)
    return heard


def _take(deaf: set[int]) -> Callback | None:
    """The next call that is due, locked; those that another worker holds are passed over."""
    due = Callback.objects.filter(state=Callback.State.QUEUED, next_at__lte=ClockTimestamp())
    return (
        due.exclude(arrival__supplier__in=deaf)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("arrival__supplier__wave")
        .order_by("next_at", "turn", "pk")
        .first()
    )


def _is_heard(callback: Callback, send: Post) -> bool:
    """Make one call, and mark it."""
    status, why = 0, ""
    try:
        status = _call(callback, send)
    except (*FAILURES, SealBroken) as error:
        why = type(error).__name__
    callback.tries += 1
    if 200 <= status < 300:
        callback.state = Callback.State.SENT
    else:
        supplier = callback.arrival.supplier_id
        log.warning("a supplier's server did not take a call", supplier=supplier, status=status, error=why)
        if callback.tries >= MOST_TRIES:
            callback.state = Callback.State.FAILED
        callback.next_at = ClockTimestamp() + FIRST_WAIT * 2 ** (callback.tries - 1)
    callback.save(update_fields=["state", "tries", "next_at"])
    return callback.state == Callback.State.SENT


def _call(callback: Callback, send: Post) -> int:
    """The status that the supplier's server answers; 0 where there is no address any more."""
    supplier, body = callback.arrival.supplier, body_of(callback)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Miroir",
        "Miroir-Signature": sign(secret_of(supplier), body),
    }
    return send(supplier.callback_url, body, headers) if supplier.callback_url else 0


def body_of(callback: Callback) -> bytes:
    """What is told, the same at each try."""
    arrival = callback.arrival
    told = {
        "id": str(callback.pk),
        "wave": arrival.supplier.wave.slug,
        "supplier": arrival.supplier.slug,
        "rid": arrival.respondent,
        "outcome": callback.outcome,
        "turn": callback.turn,
    }
    return json.dumps(told).encode()
