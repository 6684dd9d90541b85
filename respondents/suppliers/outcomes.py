"""What becomes of those whom a supplier sent: written, with the call that tells it, where an interview ends."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from respondents.models import Arrival, Callback, Disposition, Outcome, Quota, Supplier
from respondents.suppliers.addresses import filled
from respondents.suppliers.signing import secret_of, signature

#: How the source of an interview begins when a supplier sent it; no open link can say so.
SOURCE = "supplier:"

_OUTCOMES = {
    Disposition.COMPLETE: Outcome.COMPLETE,
    Disposition.SCREENED_OUT: Outcome.SCREENED_OUT,
    Disposition.REFUSED: Outcome.SCREENED_OUT,
    Disposition.QUOTA_FULL: Outcome.QUOTA_FULL,
    Disposition.REJECTED: Outcome.QUALITY,
}


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where a respondent goes after the end: an address of the supplier, filled in; `at_once` or by a button."""

    address: str
    supplier: str
    at_once: bool


def source_of(slug: str) -> str:
    """The source of a supplier's interviews, which is also the name of its cell."""
    return f"{SOURCE}{slug}"


def outcome_of(disposition: str, quota: str) -> Outcome | None:
    """What a supplier is told of an interview. A complete kept over quota counts nowhere: the quota was full."""
    if disposition == Disposition.COMPLETE and quota == Quota.OVER:
        return Outcome.QUOTA_FULL
    return _OUTCOMES.get(Disposition(disposition))


@transaction.atomic
def tell(*, interview: UUID, disposition: str, quota: str) -> None:
    """Write what became of an interview, and put the call in the outbox, in the transaction that ends it.

    Nothing for interviews that no supplier sent, and for what is known already.
    """
    outcome = outcome_of(disposition, quota)
    arrival = (
        Arrival.objects.select_for_update(of=("self",)).select_related("supplier").filter(interview=interview).first()
    )
    if arrival is not None and outcome is not None:
        write_outcome(arrival, outcome)


def write_outcome(arrival: Arrival, outcome: Outcome) -> None:
    """Write the outcome of a locked arrival, and put the call in the outbox."""
    if arrival.outcome == outcome:
        return
    arrival.outcome = outcome
    arrival.save(update_fields=["outcome"])
    if arrival.supplier.callback_url:
        turn = Callback.objects.filter(arrival=arrival).count() + 1
        Callback.objects.create(arrival=arrival, turn=turn, outcome=outcome)


def way_back(*, interview: UUID) -> WayBack | None:
    """The way back of an interview; None when no supplier sent it, or none wants its people back."""
    arrival = Arrival.objects.select_related("supplier__wave").filter(interview=interview).first()
    return way_of(arrival.supplier, arrival.respondent, arrival.outcome) if arrival else None


def way_of(supplier: Supplier, rid: str, outcome: str) -> WayBack | None:
    """The way back of a respondent with this outcome; one that no supplier gave an address for has none."""
    address: str = getattr(supplier, f"{outcome}_url") if outcome else ""
    if not address:
        return None
    sig = signature(secret_of(supplier), outcome, wave=supplier.wave.slug, supplier=supplier.slug, rid=rid)
    return WayBack(filled(address, rid=rid, sig=sig), supplier.name, supplier.at_once)
