"""The form of a mailing: its texts in each language, who it goes to, and how fast."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from respondents.invitations.mailings import Order
from respondents.invitations.texts import (
    LONGEST_BODY,
    LONGEST_SUBJECT,
    Letter,
    TextFault,
    decoded,
    faults_of,
    places_of,
)
from respondents.models import Mailing

#: Messages a minute, unless somebody says otherwise.
PACE = 120

_FAULTS = {
    "unknown": _("There is no {%(place)s} here. You may write %(places)s."),
    "misplaced": _("{%(place)s} cannot stand in a subject."),
    "missing": _("Write {link} where the link of each person goes."),
    "lines": _("A subject is one line."),
}


class MailingForm(forms.Form):
    """Texts by language, values of attributes, messages a minute."""

    per_minute = forms.IntegerField(
        label=_("Messages a minute"),
        help_text=_("As many as your mail service takes. It can be paused at any time."),
        min_value=1,
        max_value=6000,
        initial=PACE,
        widget=forms.NumberInput(attrs={"class": "form-control", "inputmode": "numeric"}),
    )

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        attributes: Mapping[str, Sequence[str]],
        kind: str,
        mailing: Mailing | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._before = mailing.chosen if mailing else {}
        self._languages, self._attributes = tuple(languages), tuple(attributes)
        self._printed = kind in Mailing.PRINTED
        if self._printed:
            del self.fields["per_minute"]
        letters = decoded(mailing.texts) if mailing else {}
        named = dict(settings.LANGUAGES)
        for language in languages:
            self._add_texts(language, str(named.get(language, language)), letters.get(language))
        for place, (name, values) in enumerate(attributes.items()):
            self.fields[f"attribute_{place}"] = forms.MultipleChoiceField(
                label=name,
                choices=[(value, value) for value in values],
                required=False,
                initial=mailing.chosen.get(name) if mailing else None,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            )
        if mailing and not self._printed:
            self.fields["per_minute"].initial = mailing.per_minute

    def texts(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each language, with its subject and its body."""
        for language in self._languages:
            yield language, self[f"subject_{language}"], self[f"body_{language}"]

    def attributes(self) -> Iterator[forms.BoundField]:
        """The attributes by which people may be chosen."""
        return (self[f"attribute_{place}"] for place in range(len(self._attributes)))

    def clean(self) -> dict[str, Any] | None:
        """What is wrong with each text, beside it."""
        for language, letter in self._letters().items():
            for fault in faults_of(letter, printed=self._printed):
                self._refuse(language, fault)
        return self.cleaned_data

    @property
    def order(self) -> Order:
        """What was written. A choice of no value is no choice; where none was offered, it stays as it was."""
        chosen = (
            self._before
            if "choices" not in self.data
            else {
                name: self.cleaned_data[f"attribute_{place}"]
                for place, name in enumerate(self._attributes)
                if self.cleaned_data.get(f"attribute_{place}")
            }
        )
        return Order(self._letters(), chosen, self.cleaned_data.get("per_minute", PACE))

    def _letters(self) -> dict[str, Letter]:
        written = self.cleaned_data
        return {
            language: Letter(written[f"subject_{language}"], written[f"body_{language}"].replace("\r\n", "\n"))
            for language in self._languages
            if written.get(f"subject_{language}") and written.get(f"body_{language}")
        }

    def _refuse(self, language: str, fault: TextFault) -> None:
        message = str(_FAULTS[fault.code])
        told = {"place": fault.place, "places": self._places()}
        self.add_error(f"{fault.part}_{language}", message % told if fault.place else message)

    def _places(self) -> str:
        return ", ".join(f"{{{place}}}" for place in places_of(printed=self._printed))

    def _add_texts(self, language: str, name: str, letter: Letter | None) -> None:
        self.fields[f"subject_{language}"] = forms.CharField(
            label=_("Subject (%(language)s)") % {"language": name},
            max_length=LONGEST_SUBJECT,
            initial=letter.subject if letter else None,
            widget=forms.TextInput(attrs={"class": "form-control", "lang": language}),
        )
        self.fields[f"body_{language}"] = forms.CharField(
            label=_("Message (%(language)s)") % {"language": name},
            max_length=LONGEST_BODY,
            initial=letter.body if letter else None,
            help_text=_("Filled in for each person: %(places)s.") % {"places": self._places()},
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 10, "lang": language}),
        )
