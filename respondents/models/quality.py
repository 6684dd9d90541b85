"""Doubts about interviews, and what a fieldwork manager decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.interview import Interview


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
    """Whether an interview was accepted or rejected; the last word counts. A rejected complete gave its places back."""

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
