"""Companies that send respondents, those whom they sent, and what they are told of them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.quota import QuotaCell
from respondents.models.wave import Wave


class Outcome(models.TextChoices):
    """What a supplier is told of somebody whom it sent."""

    COMPLETE = "complete", _("complete")
    SCREENED_OUT = "screened_out", _("screened out")
    QUOTA_FULL = "quota_full", _("quota full")
    QUALITY = "quality", _("rejected for quality")


class Supplier(models.Model):
    """A sample source with links of its own to a wave, signed with a secret that we share.

    `cell` counts its completes, under the same locks as every quota: its limit is the cap. Addresses
    are the only ones that respondents are ever sent back to.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="suppliers", db_index=False)
    slug = models.SlugField(_("short name"), max_length=30, db_index=False)
    name = models.CharField(_("supplier"), max_length=120)
    secret = models.BinaryField(_("secret, wrapped"))
    cell = models.OneToOneField(QuotaCell, on_delete=models.PROTECT, related_name="supplier")
    complete_url = models.CharField(_("address after a complete"), max_length=500, blank=True)
    screened_out_url = models.CharField(_("address when screened out"), max_length=500, blank=True)
    quota_full_url = models.CharField(_("address when the quota is full"), max_length=500, blank=True)
    quality_url = models.CharField(_("address when rejected for quality"), max_length=500, blank=True)
    callback_url = models.CharField(_("address to call, server to server"), max_length=500, blank=True)
    at_once = models.BooleanField(_("back at once, without our last page"), default=False)
    cost = models.DecimalField(_("cost of a complete"), max_digits=8, decimal_places=2, null=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering: ClassVar[list[str]] = ["wave", "slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "slug"], name="supplier_is_unique"),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9][a-z0-9-]*$"), name="supplier_slug_is_plain"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """A respondent whom a supplier sent, by the supplier's own id: one interview, however often they come.

    `outcome` is what the supplier was told last; empty until there is something to tell. `interview`
    is forgotten once an anonymous wave has closed; no time of day is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="arrivals", db_index=False)
    respondent = models.CharField(_("the supplier's id"), max_length=120)
    interview = models.UUIDField(_("interview"), null=True, unique=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    arrived_on = models.DateField(_("arrived"))

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["supplier", "respondent"], name="arrival_is_unique"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *Outcome.values]), name="arrival_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Callback(models.Model):
    """What a supplier's server is to be told of somebody: the outbox. Whoever sends one holds its row meanwhile.

    `turn` numbers what is told of one respondent: an outcome may change, when an interview is rejected.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="callbacks", db_index=False)
    turn = models.PositiveSmallIntegerField(_("turn"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"), db_default=Now())

    class Meta:
        verbose_name = _("call to a supplier")
        verbose_name_plural = _("calls to suppliers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["arrival", "turn"], name="callback_is_unique"),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="callback_outcome_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at"], name="callback_by_time", condition=models.Q(state="queued"))
        ]

    def __str__(self) -> str:
        return str(self.pk)
