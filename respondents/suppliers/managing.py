"""Suppliers as those who run the fieldwork set them up: terms, secret, pause."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from respondents.models import SOURCES, Callback, QuotaCell, Supplier, Wave
from respondents.quota_changes import MOST, change_limits
from respondents.suppliers.outcomes import source_of
from respondents.suppliers.signing import new_secret
from surveys.api import User


class SupplierNotFound(LookupError):  # noqa: N818 - like Http404
    """The wave has no supplier of this name."""


class SlugTakenError(ValueError):
    """Another supplier of the wave has this short name."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with a supplier. Without `cap`, it may send as many completes as it can."""

    name: str
    complete_url: str = ""
    screened_out_url: str = ""
    quota_full_url: str = ""
    quality_url: str = ""
    callback_url: str = ""
    at_once: bool = False
    cost: Decimal | None = None
    cap: int | None = None


@transaction.atomic
def add_supplier(*, wave: Wave, slug: str, terms: Terms) -> Supplier:
    """A supplier, with a secret of its own and the cell that counts its completes. Raises SlugTakenError."""
    Wave.objects.select_for_update(no_key=True).get(pk=wave.pk)  # two of one name wait for each other
    if Supplier.objects.filter(wave=wave, slug=slug).exists():
        raise SlugTakenError(slug)
    limit = MOST if terms.cap is None else terms.cap
    cell = QuotaCell.objects.create(
        wave=wave,
        population=SOURCES,
        name=source_of(slug),
        label=_label(terms),
        target=limit,
        limit=limit,
        priority=MOST,  # where it is full, it is the one that says so
    )
    return Supplier.objects.create(wave=wave, slug=slug, cell=cell, secret=new_secret(wave.pk, slug), **_columns(terms))


@transaction.atomic
def change_supplier(*, supplier: Supplier, terms: Terms, author: User) -> None:
    """Other terms for a supplier. Raises LimitBelowPlaces for a cap below the places that are taken."""
    limit = MOST if terms.cap is None else terms.cap
    change_limits(cell=supplier.cell_id, target=limit, limit=limit, author=author)
    QuotaCell.objects.filter(pk=supplier.cell_id).update(label=_label(terms))
    Supplier.objects.filter(pk=supplier.pk).update(**_columns(terms))


def renew_secret(*, supplier: Supplier) -> None:
    """Another secret: what was signed with the one before leads nowhere from now on."""
    supplier.secret = new_secret(supplier.wave_id, supplier.slug)
    supplier.save(update_fields=["secret"])


def set_supplier_paused(*, supplier: Supplier, paused: bool) -> None:
    """Let nobody new in, or let people in again; those who have begun go on."""
    supplier.paused = paused
    supplier.save(update_fields=["paused"])


def call_again(*, supplier: Supplier) -> int:
    """Try the calls that were given up once more; how many."""
    given_up = Callback.objects.filter(arrival__supplier=supplier, state=Callback.State.FAILED)
    return given_up.update(state=Callback.State.QUEUED, tries=0)


def supplier_named(wave: Wave, slug: str) -> Supplier:
    """A supplier of a wave, with its cell. Raises SupplierNotFound."""
    found = Supplier.objects.select_related("cell", "wave").filter(wave=wave, slug=slug).first()
    if found is None:
        raise SupplierNotFound(slug)
    return found


def terms_of(supplier: Supplier) -> Terms:
    """The terms as they are."""
    limit = supplier.cell.limit
    known = {name: getattr(supplier, name) for name in Terms.__dataclass_fields__ if name != "cap"}
    return Terms(**known, cap=None if limit == MOST else limit)


def _columns(terms: Terms) -> dict[str, object]:
    return {name: value for name, value in asdict(terms).items() if name != "cap"}


def _label(terms: Terms) -> dict[str, str]:
    return {code: terms.name for code, _name in settings.LANGUAGES}
