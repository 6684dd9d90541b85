"""The parts of snapshots: where the frozen columns are."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SnapshotPart(models.Model):
    """The columns of the completes numbered `first` to `last` of a wave, kept in storage.

    Its hash is that of its content. `rows` counts those that are in it: over-quota interviews
    are numbered, but kept apart. `members` is the digest of which interviews counted when it was written.
    """

    wave = models.ForeignKey("respondents.Wave", on_delete=models.PROTECT, related_name="+", db_index=False)
    hash = models.CharField(_("hash"), max_length=64)
    definition_hash = models.CharField(_("questionnaire"), max_length=64)
    first = models.PositiveBigIntegerField(_("first interview"))
    last = models.PositiveBigIntegerField(_("last interview"))
    rows = models.PositiveIntegerField(_("interviews"))
    simulated = models.PositiveIntegerField(_("simulated interviews"), default=0)
    members = models.CharField(_("members"), max_length=32, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("snapshot part")
        verbose_name_plural = _("snapshot parts")
        ordering: ClassVar[list[str]] = ["wave", "first", "last"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["wave", "definition_hash", "first", "last", "members"], name="snapshot_part_range_is_unique"
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="snapshot_part_range_is_a_range"),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id}:{self.first}-{self.last}"
