"""One published number, with everything needed to compute it again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from analytics.models.aggregation import Aggregation


class IntervalMode(models.TextChoices):
    """How an interval was computed. Weights are taken as given."""

    WILSON_KISH = "wilson_kish", _("Wilson, on Kish's effective base, 95%")
    TAYLOR_FIXED = "taylor_fixed", _("normal, by linearisation, 95%")


class FigureResult(models.Model):
    """A figure for a side, or for one population of it when `population` is not empty.

    `value`, `low` and `high` are shares from 0 to 1, or a mean. `blank` and `missing` count those
    of the base who gave no answer, or one that is no opinion. `wording` and `base_text` are
    texts by language; `schemes` names the weighting scheme of each population.
    """

    aggregation = models.ForeignKey(Aggregation, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField(_("figure"), max_length=64)
    label = models.JSONField(_("label"))
    side = models.CharField(_("side"), max_length=64)
    population = models.CharField(_("population"), max_length=64, blank=True)
    format = models.CharField(_("format"), max_length=7)
    value = models.FloatField(_("value"))
    low = models.FloatField(_("from"), null=True)
    high = models.FloatField(_("to"), null=True)
    interval = models.CharField(_("interval"), max_length=12, choices=IntervalMode.choices)
    n = models.PositiveBigIntegerField(_("base"))
    blank = models.PositiveBigIntegerField(_("left blank"))
    missing = models.PositiveBigIntegerField(_("no opinion"))
    weighted_n = models.FloatField(_("weighted base"))
    effective_n = models.FloatField(_("effective base"))
    question = models.CharField(_("question"), max_length=64)
    wording = models.JSONField(_("wording"))
    codes = models.JSONField(_("codes"))
    base = models.CharField(_("base expression"), max_length=8192, blank=True)
    base_text = models.JSONField(_("base in words"))
    schemes = models.JSONField(_("weighting schemes"))
    snapshot_hash = models.CharField(_("snapshot"), max_length=64)
    definition_hash = models.CharField(_("questionnaire"), max_length=64)
    code_version = models.CharField(_("program version"), max_length=40)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["aggregation", "name", "side", "population"], name="figure_of_a_side_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.side} {self.population}".strip()
