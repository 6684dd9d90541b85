"""The form of one person: who they are."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from respondents.panel.addresses import BadEmailError, written_email
from respondents.panel.languages import language_named
from respondents.panel.person import Person
from respondents.panel.rows import LONGEST_CELL

#: Lines of an address, and attributes.
MOST_LINES, MOST_ATTRIBUTES = 8, 100


class PersonForm(forms.Form):
    """Who somebody is."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200, widget=forms.TextInput())
    email = forms.CharField(
        label=_("E-mail address"), required=False, max_length=300, widget=forms.TextInput(attrs={"inputmode": "email"})
    )
    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=80,
        help_text=_("By which you know somebody who has no e-mail address."),
        widget=forms.TextInput(),
    )
    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=40,
        help_text=_("In which they are written to: fr or en, for example."),
        widget=forms.TextInput(),
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40, widget=forms.TextInput())
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=2000,
        help_text=_("As on an envelope, without the name."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    attributes = forms.CharField(
        label=_("Attributes"),
        required=False,
        max_length=20_000,
        help_text=_("One a line, with its value: “Centre: Brest”."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None = None, *, person: Person | None = None) -> None:
        super().__init__(data, initial=_written(person) if person else None)
        for name in PersonForm.base_fields:
            self.fields[name].widget.attrs |= {"class": "form-control", "autocomplete": "off"}

    def clean_email(self) -> str:
        """An address, as it was written."""
        written: str = self.cleaned_data["email"]
        try:
            return written_email(written).email if written else ""
        except BadEmailError as error:
            raise forms.ValidationError(_("This is not an e-mail address.")) from error

    def clean_language(self) -> str:
        """The code of a language."""
        written: str = self.cleaned_data["language"]
        found = language_named(written) if written else ""
        if written and not found:
            raise forms.ValidationError(_("This is not a language: write fr or en, for example."))
        return found

    def clean_address(self) -> tuple[str, ...]:
        """The lines that are not blank."""
        return _lines(self.cleaned_data["address"], MOST_LINES)

    def clean_attributes(self) -> dict[str, str]:
        """Names and values."""
        found: dict[str, str] = {}
        for line in _lines(self.cleaned_data["attributes"], MOST_ATTRIBUTES):
            name, sign, value = (part.strip() for part in line.partition(":"))
            if not (name and sign and value):
                raise forms.ValidationError(_("Write a name, a colon and a value on each line: “Centre: Brest”."))
            if name in found:
                raise forms.ValidationError(_("Two lines have the same name."))
            found[name] = value
        return found

    def clean(self) -> dict[str, Any]:
        """Somebody with neither address nor reference could not be found again."""
        known = self.cleaned_data
        if not known.get("email") and not known.get("reference") and "email" not in self.errors:
            self.add_error("email", _("There is neither an e-mail address nor a reference."))
        return known

    @property
    def person(self) -> Person:
        """Who it is."""
        return Person(**{name: self.cleaned_data[name] for name in PersonForm.base_fields})


def _written(person: Person) -> dict[str, str]:
    """A person as the fields show them."""
    return {
        "name": person.name,
        "email": person.email,
        "reference": person.reference,
        "language": person.language,
        "phone": person.phone,
        "address": "\n".join(person.address),
        "attributes": "\n".join(f"{name}: {value}" for name, value in person.attributes.items()),
    }


def _lines(text: str, most: int) -> tuple[str, ...]:
    lines = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if len(lines) > most or any(len(line) > LONGEST_CELL for line in lines):
        raise forms.ValidationError(_("There are too many lines, or one is too long."))
    return lines
