"""Companies that send respondents, those whom they sent, and what they are told of them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.wave import Wave


class Supplier(models.Model):
    """A sample source with links of its own to a wave, signed with a secret that we share."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="suppliers", db_index=False)
    slug = models.SlugField(_("short name"), max_length=40)
    name = models.CharField(_("supplier"), max_length=120)
    secret = models.BinaryField(_("secret, wrapped"))
    complete_url = models.URLField(_("address after a complete"), max_length=500, blank=True)
    screened_out_url = models.URLField(_("address when screened out"), max_length=500, blank=True)
    quota_full_url = models.URLField(_("address when the quota is full"), max_length=500, blank=True)
    quality_url = models.URLField(_("address when refused for quality"), max_length=500, blank=True)
    callback_url = models.URLField(_("address to call, server to server"), max_length=500, blank=True)
    cap = models.PositiveIntegerField(_("most completes"), null=True, blank=True)
    cost = models.DecimalField(_("cost of a complete"), max_digits=8, decimal_places=2, null=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering: ClassVar[list[str]] = ["wave", "slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "slug"], name="supplier_is_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """A respondent whom a supplier sent, by the supplier's own id: one interview, however often they come."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="arrivals", db_index=False)
    respondent = models.CharField(_("the supplier's id"), max_length=120)
    interview = models.UUIDField(_("interview"), unique=True)
    arrived_at = models.DateTimeField(_("arrived"), db_default=Now())

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["supplier", "respondent"], name="arrival_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier_id} {self.interview}"


class Callback(models.Model):
    """What a supplier's server is to be told of an interview: the outbox. Once an outcome."""

    class State(models.TextChoices):
        QUEUED = "queued", _("to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("given up")

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="callbacks", db_index=False)
    outcome = models.CharField(_("outcome"), max_length=12)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("next try"), db_default=Now())

    class Meta:
        verbose_name = _("call to a supplier")
        verbose_name_plural = _("calls to suppliers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["arrival", "outcome"], name="callback_is_unique"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at"], name="callback_by_time", condition=models.Q(state="queued"))
        ]

    def __str__(self) -> str:
        return f"{self.arrival_id} {self.outcome}"
