"""Quota cells, the places held in them, and the ledger of every decision."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.interview import Interview
from respondents.models.wave import Wave

#: The population of cells that count by where people come from, whoever they are: the caps of suppliers.
SOURCES = ""


class WhenFull(models.TextChoices):
    """What happens to those who arrive at a full cell."""

    CLOSE = "close", _("close")
    REDIRECT = "redirect", _("redirect")
    CONTINUE = "continue", _("continue, kept apart")


class QuotaCell(models.Model):
    """A count to reach and not to pass. Its row is the lock of its places, taken in key order.

    `complete` changes under that lock only; places held meanwhile are the rows of `Reservation`.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="cells")
    population = models.CharField(_("population"), max_length=64)
    name = models.CharField(_("cell"), max_length=64)
    label = models.JSONField(_("label"), default=dict)
    target = models.PositiveIntegerField(_("target"))
    limit = models.PositiveIntegerField(_("limit"))
    full = models.CharField(_("when full"), max_length=8, choices=WhenFull.choices, default=WhenFull.CLOSE)
    priority = models.IntegerField(_("priority"), default=0)
    paused = models.BooleanField(_("paused"), default=False, db_default=False)
    complete = models.PositiveIntegerField(_("complete"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)

    class Meta:
        verbose_name = _("quota cell")
        verbose_name_plural = _("quota cells")
        ordering: ClassVar[list[str]] = ["wave", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "population", "name"], name="cell_is_unique"),
            models.CheckConstraint(condition=models.Q(complete__lte=models.F("limit")), name="cell_never_passes_limit"),
            models.CheckConstraint(condition=models.Q(full__in=WhenFull.values), name="cell_full_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.population}/{self.name}"


class Reservation(models.Model):
    """A place of a cell held for an interview until it ends, or until `expires_at`."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="reservations", db_index=False)
    cell = models.ForeignKey(QuotaCell, on_delete=models.PROTECT, related_name="reservations", db_index=False)
    expires_at = models.DateTimeField(_("expires"), db_index=True)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "cell"], name="reservation_is_unique"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cell", "expires_at"], name="reservation_by_cell")
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.cell_id}"


class Event(models.TextChoices):
    """What the ledger tells."""

    ADMIT = "admit", _("admitted: a place is held in every cell")
    OVER = "over", _("admitted over quota: kept apart")
    REFUSE = "refuse", _("refused: a cell is full")
    COMPLETE = "complete", _("completed: the places are taken")
    LATE = "late", _("completed after its places had gone: kept apart")
    EXPIRE = "expire", _("expired: the places are free again")
    RELEASE = "release", _("released: the places are free again")
    CHANGE = "change", _("changed by the committee: target or limit")
    PAUSE = "pause", _("paused: the cell takes nobody new")
    REOPEN = "reopen", _("reopened: the cell takes people again")


class LedgerEntry(models.Model):
    """One decision with the counts of that instant. Append-only: a trigger refuses changes.

    `counts` is `{cell name: [complete, reserved, limit]}` as it stood when the decision was
    taken, before its own effect; `marks` what else was looked at (`held`, `paused`), where it was
    true. `cell` names the cell that was full, or that the committee changed: `change` then tells
    what was and what is, `{"limit": [64, 80]}`, `author` who did it, and there is no interview.
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="ledger")
    interview_id = models.UUIDField(_("interview"), null=True, db_index=True)
    event = models.CharField(_("event"), max_length=8, choices=Event.choices)
    population = models.CharField(_("population"), max_length=64)
    cell = models.CharField(_("full cell"), max_length=64, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    marks = models.JSONField(_("marks"), default=dict, db_default={})
    change = models.JSONField(_("change"), default=dict, db_default={})
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(event__in=Event.values), name="ledger_event_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.interview_id or self.cell}"
