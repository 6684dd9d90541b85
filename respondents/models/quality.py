"""How interviews went, the doubts about them, and what a fieldwork manager decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.interview import Interview
from respondents.models.wave import Wave


class QualityRules(models.Model):
    """What the committee set for a wave; without a row, the defaults of `respondents.quality.Rules`."""

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, primary_key=True, related_name="+")
    rules = models.JSONField(_("rules"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    compared = models.PositiveIntegerField(
        _("compared"), default=0, help_text=_("The revision by which interviews were last compared with each other.")
    )

    class Meta:
        verbose_name = _("quality rules")
        verbose_name_plural = _("quality rules")

    def __str__(self) -> str:
        return str(self.wave_id)


class Paradata(models.Model):
    """How a complete went: `respondents.quality.Marks`. Its row says that it was examined, and by which rules."""

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, primary_key=True, related_name="paradata")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.BinaryField(_("path"), max_length=16)
    seconds = models.FloatField(_("seconds"))
    first_half = models.BinaryField(_("fingerprint of the first half"), max_length=16, null=True)
    last_half = models.BinaryField(_("fingerprint of the last half"), max_length=16, null=True)
    changed = models.PositiveIntegerField(_("answers changed"), default=0)
    rules = models.PositiveIntegerField(_("revision of the rules"), default=0)

    class Meta:
        verbose_name = _("paradata")
        verbose_name_plural = _("paradata")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["wave", "path"], name="paradata_by_path")]

    def __str__(self) -> str:
        return str(self.interview_id)


class Signal(models.Model):
    """The connection that an interview was begun from, as 16 bytes that mean nothing the day after.

    Only for telling interviews of one wave and one day that came from one place: no address is
    kept, and these rows are deleted once the wave has closed.
    """

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, primary_key=True, related_name="signal")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+", db_index=False)
    mark = models.BinaryField(_("mark"), max_length=16)

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["wave", "mark"], name="signal_by_mark")]

    def __str__(self) -> str:
        return str(self.interview_id)


class Flag(models.Model):
    """One reason to doubt an interview, with what it rests on, as the rules of `respondents.quality` found it."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="flags", db_index=False)
    kind = models.CharField(_("kind"), max_length=20)
    reason = models.JSONField(_("reason"), default=dict)
    raised_at = models.DateTimeField(_("raised"), db_default=Now())

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "kind"], name="flag_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.kind}"


class Review(models.Model):
    """Whether an interview was accepted or rejected; the last word counts.

    `rejected` goes with the interview's disposition: a rejected complete gave its places back.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="review", primary_key=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=["accepted", "rejected"]), name="review_verdict_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.verdict}"


class ReviewStep(models.Model):
    """One act of somebody who reviewed an interview. Append-only: a trigger refuses changes."""

    class Act(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        UNDONE = "undone", _("undone")

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="review_steps")
    act = models.CharField(_("act"), max_length=8, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("at"), db_default=Now())

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of reviews")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(act__in=["accepted", "rejected", "undone"]), name="review_act_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.act}"
