"""Codes by which a respondent finds their interview again on another device."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from respondents.models.wave import Wave


class ResumeCode(models.Model):
    """The keyed hash of eight characters that were shown once; the code itself is not stored."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+", db_index=False)
    code_hash = models.BinaryField(_("hash of the code"), max_length=32)
    interview = models.UUIDField(_("interview"), db_index=True)
    made_at = models.DateTimeField(_("made"), db_default=Now())

    class Meta:
        verbose_name = _("code to resume")
        verbose_name_plural = _("codes to resume")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "code_hash"], name="resume_code_is_unique"),
        ]

    def __str__(self) -> str:
        return str(self.interview)
