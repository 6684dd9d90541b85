"""The weights of a population, and how well they meet its targets."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from analytics.models.aggregation import Aggregation


class Combined(models.TextChoices):
    """How a population counts within its side."""

    UNIVERSE = "universe", _("in proportion to the number of people in each population")
    AS_SAMPLED = "as_sampled", _("as many as were interviewed")


class WeightingResult(models.Model):
    """One population's scheme, applied.

    `targets` is `[{variable, value, share, reached, empty, missed}]`, shares from 0 to 1;
    `cells`, `counts` and `weights` are lists of the same length: the margin cells that have
    interviews, how many, and the weight of each of them (mean 1 over the population).
    `factor` scales them within the side.
    """

    aggregation = models.ForeignKey(Aggregation, on_delete=models.CASCADE, related_name="weightings")
    population = models.CharField(_("population"), max_length=64)
    side = models.CharField(_("side"), max_length=64)
    scheme = models.CharField(_("scheme"), max_length=16)
    targets = models.JSONField(_("targets"), default=list)
    converged = models.BooleanField(_("targets met"))
    sweeps = models.PositiveIntegerField(_("sweeps"))
    distance = models.FloatField(_("greatest distance to a target"))

    n = models.PositiveBigIntegerField(_("interviews"))
    excluded = models.PositiveBigIntegerField(_("interviews of weight 0"))
    least = models.FloatField(_("least weight"))
    greatest = models.FloatField(_("greatest weight"))
    deff = models.FloatField(_("design effect (Kish)"), null=True)
    efficiency = models.FloatField(_("efficiency, in percent"), null=True)
    effective_n = models.FloatField(_("effective number of interviews"))

    universe = models.PositiveBigIntegerField(_("people in the population"), null=True)
    combined = models.CharField(_("combined"), max_length=10, choices=Combined.choices)
    factor = models.FloatField(_("factor within the side"))
    cells = models.JSONField(_("margin cells"))
    counts = models.JSONField(_("interviews of each cell"))
    weights = models.JSONField(_("weight of each cell"))

    class Meta:
        verbose_name = _("weighting")
        verbose_name_plural = _("weightings")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["aggregation", "population"], name="weighting_population_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.aggregation_id} {self.population}"
