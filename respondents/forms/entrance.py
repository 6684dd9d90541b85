"""What the committee decides of the entrance of a panel."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RestForm(forms.Form):
    """Days between two waves."""

    days = forms.IntegerField(
        label=_("Days of rest between two waves"),
        help_text=_("Whoever took part in a wave is led to no other before. 0: no rest."),
        min_value=0,
        max_value=3650,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )
