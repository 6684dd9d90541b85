"""The entrance of a panel: how long people rest between two waves, and which waves each was led to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from respondents.models.wave import Wave


class Entrance(models.Model):
    """The rule of a study's entrance."""

    study = models.OneToOneField("surveys.Study", on_delete=models.PROTECT, primary_key=True, related_name="+")
    rest_days = models.PositiveSmallIntegerField(_("days between two waves"), default=0)

    class Meta:
        verbose_name = _("entrance of a panel")
        verbose_name_plural = _("entrances of panels")

    def __str__(self) -> str:
        return str(self.study_id)


class Allotment(models.Model):
    """A wave that somebody was led to. `visitor` is a hash of their link: nothing stored says whose it is.

    No time is kept. Once the wave of an anonymous study has closed, its rows are written again in
    another order: theirs says nothing of when people came.
    """

    pk = models.CompositePrimaryKey("visitor", "wave")
    visitor = models.UUIDField(_("visitor"))
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("allotment")
        verbose_name_plural = _("allotments")

    def __str__(self) -> str:
        return f"{self.visitor} {self.wave_id}"
