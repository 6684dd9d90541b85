"""Interviews, and the pages that respondents sent."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.wave import Wave


class Disposition(models.TextChoices):
    """How an interview ended, or that it has not."""

    IN_PROGRESS = "in_progress", _("in progress")
    COMPLETE = "complete", _("complete")
    PARTIAL = "partial", _("partial")
    SCREENED_OUT = "screened_out", _("screened out")
    QUOTA_FULL = "quota_full", _("quota full")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REJECTED = "rejected", _("rejected for quality")


class Quota(models.TextChoices):
    """What the quota ledger decided for an interview; empty while it was not asked."""

    ADMIT = "admit", _("admitted")
    OVER = "over", _("over quota")
    FULL = "full", _("full")
    REDIRECT = "redirect", _("redirected")


class Device(models.TextChoices):
    """The kind of device that an interview was begun on; empty where it was not told."""

    PHONE = "phone", _("phone")
    TABLET = "tablet", _("tablet")
    DESK = "desk", _("computer")


class Interview(models.Model):
    """One respondent's passage through a wave. Nothing here says who they are.

    The row is written when the first page is sent, again when a quota decides, and at the end.
    `cells` are the keys of the quota cells it counts in. `number` is its rank among the
    completes of its wave, without gap, in the order of their commits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="interviews", db_index=False)
    version = models.ForeignKey("surveys.Version", on_delete=models.PROTECT, related_name="+", db_index=False)
    seed = models.BigIntegerField(_("seed"))
    language = models.CharField(_("language"), max_length=20)
    source = models.CharField(_("source"), max_length=40, blank=True)
    device = models.CharField(_("device"), max_length=6, choices=Device.choices, blank=True, default="", db_default="")
    disposition = models.CharField(
        _("disposition"), max_length=12, choices=Disposition.choices, default=Disposition.IN_PROGRESS
    )
    population = models.CharField(_("population"), max_length=64, blank=True)
    quota = models.CharField(_("quota"), max_length=8, choices=Quota.choices, blank=True)
    cells = models.JSONField(_("quota cells"), default=list)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    simulated = models.BooleanField(_("simulated"), default=False)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(disposition__in=Disposition.values), name="interview_disposition_is_known"
            ),
            models.CheckConstraint(condition=Q(quota__in=["", *Quota.values]), name="interview_quota_is_known"),
            models.CheckConstraint(
                condition=Q(disposition=Disposition.IN_PROGRESS, ended_at__isnull=True)
                | (~Q(disposition=Disposition.IN_PROGRESS) & Q(ended_at__isnull=False)),
                name="interview_has_an_end_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(disposition=Disposition.COMPLETE) | Q(number__isnull=False),
                name="interview_complete_is_numbered",
            ),
            models.UniqueConstraint(
                fields=["wave", "number"], name="interview_number_is_unique", condition=Q(number__isnull=False)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["wave", "disposition", "population"], name="interview_by_disposition"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Submission(models.Model):
    """One page sent by a respondent. Append-only: a trigger refuses changes, except to erase.

    `answers` holds the fields of that page; later revisions win over earlier ones.
    `digest` is the SHA-256 of what was posted: the same revision sent twice is told by it.
    """

    pk = models.CompositePrimaryKey("interview_id", "revision")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="submissions", db_index=False)
    revision = models.PositiveSmallIntegerField(_("revision"))
    page = models.CharField(_("page"), max_length=80)
    answers = models.JSONField(_("answers"))
    digest = models.BinaryField(_("digest"), max_length=32)
    received_at = models.DateTimeField(_("received"), db_default=Now())

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(revision__gte=1), name="submission_revision_starts_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id}/{self.revision}"
