"""What the committee changes of a quota cell."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from respondents.quota_changes import MOST, LimitBelowPlaces

_NUMBER = {"class": "form-control", "inputmode": "numeric"}


class LimitsForm(forms.Form):
    """A target, and the limit that is never passed."""

    target = forms.IntegerField(
        label=gettext_lazy("Target"), min_value=0, max_value=MOST, widget=forms.NumberInput(attrs=_NUMBER)
    )
    limit = forms.IntegerField(
        label=gettext_lazy("Limit"),
        help_text=gettext_lazy(
            "Nobody is taken beyond it. A limit above the target leaves room for interviews set aside."
        ),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs=_NUMBER),
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a target above its limit."""
        cleaned: dict[str, Any] = self.cleaned_data
        if "target" in cleaned and "limit" in cleaned and cleaned["target"] > cleaned["limit"]:
            self.add_error("limit", _("The limit is never below the target."))
        return cleaned

    def refuse(self, refused: LimitBelowPlaces) -> None:
        """Say how low the limit can be."""
        self.add_error(
            "limit",
            _("The limit cannot be below %(least)d: %(complete)d are complete and %(reserved)d are answering now.")
            % {"least": refused.least, "complete": refused.complete, "reserved": refused.reserved},
        )
