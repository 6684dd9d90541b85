"""What is expected of a field: how many come, and the share of them that each cell may take."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from respondents.models import QuotaCell
from respondents.quotas.feasibility import MOST_ARRIVALS

_NUMBER = {"class": "form-control", "inputmode": "decimal"}


class ForecastForm(forms.Form):
    """Arrivals a day, days, and for each cell a percentage of arrivals."""

    per_day = forms.IntegerField(
        label=_("People who begin, a day"), min_value=1, max_value=10_000, widget=forms.NumberInput(attrs=_NUMBER)
    )
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=365, widget=forms.NumberInput(attrs=_NUMBER))

    def __init__(self, *args: Any, cells: Sequence[QuotaCell], labels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cells = tuple(cells)
        for cell, label in zip(cells, labels, strict=True):
            self.fields[f"cell_{cell.pk}"] = forms.DecimalField(
                label=label,
                min_value=0,
                max_value=100,
                max_digits=6,
                decimal_places=3,
                widget=forms.NumberInput(attrs={**_NUMBER, "step": "any"}),
            )

    def percentages(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields of the cells of each population, by its name, in the order of the cells."""
        for population, cells in groupby(self._cells, key=attrgetter("population")):
            yield population, [self[f"cell_{cell.pk}"] for cell in cells]

    def incidence(self, cell: QuotaCell) -> float:
        """The share of arrivals that a cell may take, from 0 to 1."""
        given: Decimal = self.cleaned_data[f"cell_{cell.pk}"]
        return float(given) / 100

    @property
    def arrivals(self) -> int:
        return int(self.cleaned_data["per_day"] * self.cleaned_data["days"])

    def clean(self) -> dict[str, Any]:
        """Refuse more people than are simulated."""
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("per_day", 0) * cleaned.get("days", 0) > MOST_ARRIVALS // 5:
            self.add_error("days", _("Take fewer days: no more than 100,000 people are looked at."))
        return cleaned
