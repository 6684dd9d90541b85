"""One computation of a wave's results, and how far it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an aggregation is in its life."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Stage(models.TextChoices):
    """The steps of an aggregation, in order."""

    SNAPSHOT = "snapshot", _("copying the interviews")
    TALLIES = "tallies", _("counting")
    WEIGHTS = "weights", _("weighting")
    TABLES = "tables", _("tables")
    FIGURES = "figures", _("figures")


class Aggregation(models.Model):
    """The results of a wave from one snapshot, immutable once done.

    The current one of a wave is what its pages show: it is replaced in one transaction when the
    next one is whole. While it is spread, any worker makes its parts and none holds it: its life
    shows in `heartbeat_at`. `parts` are the hashes of the snapshot's parts in the order of their
    interviews; `snapshot_hash` names them together with the definition.
    """

    wave = models.ForeignKey("respondents.Wave", on_delete=models.PROTECT, related_name="aggregations")
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.QUEUED)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage.choices, blank=True)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), default=0)
    parts_done = models.PositiveIntegerField(_("parts done"), default=0)
    parts_wanted = models.PositiveIntegerField(_("parts"), default=0)
    is_spread = models.BooleanField(_("spread over workers"), default=False)
    seconds_left = models.PositiveIntegerField(_("seconds left"), null=True, blank=True)
    failure = models.CharField(_("what failed"), max_length=500, blank=True)
    problems = models.JSONField(_("problems"), default=list)
    cancel_requested = models.BooleanField(_("to be cancelled"), default=False)
    is_current = models.BooleanField(_("current"), default=False)

    completes = models.PositiveBigIntegerField(_("complete interviews"), default=0)
    rows = models.PositiveBigIntegerField(_("interviews in the results"), default=0)
    simulated = models.PositiveBigIntegerField(_("simulated interviews"), default=0)
    parts = models.JSONField(_("parts"), default=list)
    snapshot_hash = models.CharField(_("snapshot"), max_length=64, blank=True)
    definition_hash = models.CharField(_("questionnaire"), max_length=64, blank=True)
    code_version = models.CharField(_("program version"), max_length=40, blank=True)

    requested_at = models.DateTimeField(_("requested"), db_default=Now())
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("aggregation")
        verbose_name_plural = _("aggregations")
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave"], condition=Q(is_current=True), name="aggregation_one_current"),
            models.UniqueConstraint(fields=["wave"], condition=Q(status="queued"), name="aggregation_one_queued"),
            models.UniqueConstraint(fields=["wave"], condition=Q(status="running"), name="aggregation_one_running"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="aggregation_status_is_known"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(status="done"), name="aggregation_current_is_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id}#{self.pk} {self.status}"

    @property
    def under_way(self) -> bool:
        return self.status in (Status.QUEUED, Status.RUNNING)
