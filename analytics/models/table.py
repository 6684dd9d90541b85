"""A question by sides and populations."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from analytics.models.aggregation import Aggregation


class TableResult(models.Model):
    """The table of one variable.

    `columns` is `[{side, population, base_n, base_w, effective, blank, mean, low, high}]` with
    population "" for a whole side; `rows` is `[{code, n, w, share, low, high}]`, each a list by
    column except `code`. Shares are of those who were asked. A number has no row, and a mean.
    """

    aggregation = models.ForeignKey(Aggregation, on_delete=models.CASCADE, related_name="tables")
    question = models.CharField(_("question"), max_length=64)
    variable = models.CharField(_("variable"), max_length=160)
    banner = models.CharField(_("banner"), max_length=64, default="population")
    columns = models.JSONField(_("columns"))
    rows = models.JSONField(_("rows"))

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["aggregation", "variable", "banner"], name="table_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.aggregation_id} {self.variable}"
