"""Forms of suppliers: what is agreed with one, and a link to try."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from respondents.quota_changes import MOST, LimitBelowPlaces
from respondents.suppliers.addresses import LONGEST, fault_of
from respondents.suppliers.checking import LONGEST_LINK
from respondents.suppliers.managing import Terms

_FAULTS = {
    "characters": _("An address has no spaces, no accents and no quotes: percent-encode them."),
    "scheme": _("It must begin with https://."),
    "credentials": _("Write no user name and no password into it."),
    "host": _("Name the server, as in panel.example.com."),
    "places": _("Only {rid} and {sig} can be filled in, after the name of the server."),
}
_CALLED = _("It takes no {rid} and no {sig}, and nothing after a #: what is told is in the body.")
_WIDE = {"inputmode": "url", "spellcheck": "false", "autocapitalize": "off", "placeholder": "https://"}


class AddressField(forms.CharField):
    """An https address; `fills`: `{rid}` and `{sig}` may stand in it."""

    def __init__(self, *, fills: bool = True, **more: Any) -> None:
        super().__init__(max_length=LONGEST, required=False, widget=forms.TextInput(attrs=_WIDE), **more)
        self._fills = fills

    def clean(self, value: Any) -> str:
        """The address as it was typed."""
        address: str = super().clean(value)
        fault = fault_of(address, fills=self._fills) if address else None
        if fault is not None:
            raise forms.ValidationError(_CALLED if fault == "places" and not self._fills else _FAULTS[fault])
        return address


class SupplierForm(forms.Form):
    """A supplier: its names, where its people go back to, what it is told, its cap and its price."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Respondents read it on the button back."))
    slug = forms.CharField(
        label=_("Short name"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z", _("Small letters, digits and hyphens."))],
        help_text=_("In its links; it never changes. Small letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    cap = forms.IntegerField(
        label=_("Most completes"),
        help_text=_("Never passed, however many answer at once. Empty: no cap."),
        min_value=0,
        max_value=MOST - 1,
        required=False,
    )
    cost = forms.DecimalField(
        label=_("Price of a complete"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
    )
    complete_url = AddressField(
        label=_("Address after a complete"),
        help_text=_("{rid} is filled in with the supplier's id, {sig} with our signature. Empty: nobody is sent back."),
    )
    screened_out_url = AddressField(label=_("Address when screened out"))
    quota_full_url = AddressField(label=_("Address when the quota is full"))
    quality_url = AddressField(label=_("Address when rejected for quality"))
    at_once = forms.BooleanField(
        label=_("Send people back at once"),
        help_text=_("Otherwise they read our last page first, and go back by its button."),
        required=False,
    )
    callback_url = AddressField(
        fills=False,
        label=_("Address that our server calls"),
        help_text=_("It is told every outcome, and again until it answers. Empty: no calls."),
    )

    def __init__(self, *args: Any, changes: Terms | None = None, **kwargs: Any) -> None:
        if changes is not None:
            kwargs["initial"] = {name: getattr(changes, name) for name in Terms.__dataclass_fields__}
        super().__init__(*args, **kwargs)
        if changes is not None:
            del self.fields["slug"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    @property
    def terms(self) -> Terms:
        """What was agreed."""
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})

    def refuse_slug(self) -> None:
        """Say that the short name is another's."""
        self.add_error("slug", _("Another supplier of this wave has this short name."))

    def refuse_cap(self, refused: LimitBelowPlaces) -> None:
        """Say how low the cap can be."""
        self.add_error(
            "cap",
            _("The cap cannot be below %(least)d: %(complete)d are complete and %(reserved)d are answering now.")
            % {"least": refused.least, "complete": refused.complete, "reserved": refused.reserved},
        )


class LinkForm(forms.Form):
    """A link to try."""

    link = forms.CharField(
        label=_("A link that the supplier made"),
        help_text=_("It is not opened: nothing begins, and nothing is kept."),
        max_length=LONGEST_LINK,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off", "autocomplete": "off"}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper
