"""Forms of the panel: a file, what its columns mean, an address that is sought, a confirmation."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from respondents.panel.addresses import BadEmailError, normal_email
from respondents.panel.columns import Mapped, Meaning, faults_of, letter_of
from respondents.panel.consenting import LONGEST_TEXT, Agreement
from respondents.panel.imports import Look
from respondents.panel.person import Person
from respondents.panel.refusals import mapping_refusal

UPDATE, SKIP = "update", "skip"


class FileForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("File of people"),
        help_text=_(
            "CSV or XLSX, with a row of headers; 24 MB at most. It is kept encrypted, and destroyed afterwards."
        ),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    @property
    def content(self) -> bytes:
        """What was sent."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        content: bytes = sent.read()
        return content


class AgreementForm(forms.Form):
    """What people agreed to, in which language, and when."""

    text = forms.CharField(
        label=_("What people agreed to"),
        help_text=_("The words that they were shown, whole. They are kept with each person."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language of these words"),
        choices=settings.LANGUAGES,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    given_on = forms.DateField(
        label=_("Day when they agreed"),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()

    def clean_given_on(self) -> object:
        """A day that has come."""
        day = self.cleaned_data["given_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def agreement(self) -> Agreement:
        """What was written; where something else tells the day, `given_on` is today's and counts for nobody."""
        day = self.cleaned_data["given_on"] or timezone.localdate()
        return Agreement(self.cleaned_data["text"], self.cleaned_data["language"], day)


class MappingForm(AgreementForm):
    """What each column means, what people agreed to and when, what to do with those who are there."""

    existing = forms.ChoiceField(
        label=_("People who are there already"),
        choices=[(UPDATE, _("Add what the file tells that is new")), (SKIP, _("Leave them as they are"))],
        initial=UPDATE,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, look: Look, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._look = look
        self.fields["given_on"].required = False
        self.fields["given_on"].help_text = _("For everybody, unless a column tells it.")
        for place, (header, guessed) in enumerate(zip(look.headers, look.guessed, strict=True)):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or letter_of(place),
                choices=Meaning.choices,
                initial=guessed,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def columns(self) -> Iterator[tuple[forms.BoundField, str, str]]:
        """Each column: its field, its letter, and its first values."""
        for place in range(len(self._look.headers)):
            values = [line.cells[place] for line in self._look.lines if place < len(line.cells) and line.cells[place]]
            yield self[f"column_{place}"], letter_of(place), " · ".join(values[:3])

    def clean(self) -> dict[str, Any] | None:
        """The faults of the mapping as a whole."""
        meanings = self._meanings(self.cleaned_data)
        for code in faults_of(self._look.headers, meanings):
            self.add_error(None, mapping_refusal(code))
        told = Meaning.CONSENT_DATE in meanings or self.cleaned_data.get("given_on")
        if not told and "given_on" not in self.errors:
            self.add_error("given_on", _("Tell the day, or the column that holds it."))
        return self.cleaned_data

    @property
    def mapped(self) -> Mapped:
        """What was chosen; what is guessed, until then."""
        valid = self.cleaned_data if self.is_bound else {}
        day = None if Meaning.CONSENT_DATE in self._meanings(valid) else valid.get("given_on")
        return Mapped(self._look.headers, self._meanings(valid), day)

    def _meanings(self, chosen: dict[str, Any]) -> tuple[Meaning, ...]:
        guesses: Sequence[Meaning] = self._look.guessed
        return tuple(Meaning(chosen.get(f"column_{place}", guess)) for place, guess in enumerate(guesses))


class EmailForm(forms.Form):
    """An exact address that is sought."""

    email = forms.CharField(
        label=_("E-mail address, or reference"),
        help_text=_(
            "The whole address, or the reference of somebody without one."
            " It is kept neither in a log nor in the history of your browser."
        ),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "email", "autocomplete": "off"}),
    )


class EraseForm(forms.Form):
    """The name of who is erased, typed; whether they may come back."""

    typed = forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
    )
    refuse = forms.BooleanField(
        label=_("Never import this address again"),
        help_text=_("Keeps a coded form of the address, which cannot be read."),
        required=False,
        initial=True,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    withdraw = forms.BooleanField(
        label=_("Withdraw their answers too"),
        help_text=_("What they answered is removed for ever, and their places in the quotas are free."),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, person: Person, anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person
        if anonymous:
            del self.fields["withdraw"]
        self.fields["typed"].help_text = person.email or person.reference
        self.fields["typed"].label = (
            _("Type their e-mail address to confirm") if person.email else _("Type their reference to confirm")
        )

    def clean_typed(self) -> str:
        """The address or the reference of this very person."""
        typed: str = self.cleaned_data["typed"]
        if not (_same(typed, self._person.email) if self._person.email else typed == self._person.reference):
            raise forms.ValidationError(_("This is not theirs. Nobody was erased."))
        return typed


def _same(typed: str, email: str) -> bool:
    try:
        return normal_email(typed) == normal_email(email)
    except BadEmailError:
        return False
