"""A link tried without opening it: what it would do, for who sets a supplier up."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import reverse

from respondents.models import Arrival, Supplier
from respondents.suppliers.arriving import TurnedAway, check_ticket
from respondents.suppliers.signing import ENTRY, secret_of, signature
from respondents.versions import compiled_version
from surveys.questionnaire.types import Hidden

LONGEST_LINK = 4000

Verdict = Literal["right", "known", "elsewhere", "unreadable", "forged"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a link would do; `rid` is the respondent's id where it is right."""

    verdict: Verdict
    rid: str = ""


def entry_of(supplier: Supplier) -> str:
    """The address that a supplier's links begin with."""
    return f"{settings.SITE_URL}{reverse('respondents:sent', args=[supplier.wave.slug, supplier.slug])}"


def example_of(supplier: Supplier, rid: str) -> str:
    """A link for one respondent: who opens it begins an interview. `rid` is letters and digits."""
    sig = signature(secret_of(supplier), ENTRY, wave=supplier.wave.slug, supplier=supplier.slug, rid=rid)
    return f"{entry_of(supplier)}?rid={rid}&sig={sig}"


def parameters_of(supplier: Supplier) -> tuple[str, ...]:
    """The further values that links may give, in the order in which they are signed."""
    questions = compiled_version(supplier.wave.version_id).definition.questions()
    return tuple(sorted({q.parameter for q in questions if isinstance(q, Hidden) and q.parameter} - {"rid", "sig"}))


def check_link(supplier: Supplier, link: str) -> Checked:
    """What would become of a link that is opened now, the wave and the supplier taking people. Nothing is written."""
    try:
        parts = urlsplit(link.strip())
        query = parse_qs(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return Checked("unreadable")
    if parts.path != reverse("respondents:sent", args=[supplier.wave.slug, supplier.slug]):
        return Checked("elsewhere")
    try:
        rid = check_ticket(supplier, query).rid
    except TurnedAway as turned:
        return Checked("forged" if turned.reason == "forged" else "unreadable")
    known = Arrival.objects.filter(supplier=supplier, respondent=rid).exists()
    return Checked("known" if known else "right", rid)
