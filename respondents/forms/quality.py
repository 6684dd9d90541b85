"""The form of a wave's quality rules: figures with their bounds, items worded the other way, contradictions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from respondents.quality import Contradiction, RuleError, Rules
from surveys.questionnaire.expressions import ExpressionError
from surveys.questionnaire.expressions.messages import message, remedy

#: Rows of contradictions, the most; and the empty ones shown after those that there are.
MOST, SPARE = 50, 2


class RulesForm(forms.Form):
    """The figures, and the items. `batteries` are their labels with `(item, label)` for each."""

    speed_percent = forms.DecimalField(
        label=gettext_lazy("Too fast: less than this percentage of the median time"),
        help_text=gettext_lazy("Of those who saw the same pages. From 5 to 90; a third (33.3) unless you change it."),
        min_value=5,
        max_value=90,
        decimal_places=1,
    )
    least_peers = forms.IntegerField(
        label=gettext_lazy("Only once so many others saw the same pages"),
        help_text=gettext_lazy("From 5 to 1,000; 20 unless you change it."),
        min_value=5,
        max_value=1000,
    )
    least_alike = forms.IntegerField(
        label=gettext_lazy("The same answers as another: over at least so many answers"),
        help_text=gettext_lazy("In one half of the questionnaire. From 8 to 500; 20 unless you change it."),
        min_value=8,
        max_value=500,
    )
    most_from_one_place = forms.IntegerField(
        label=gettext_lazy("From one connection and one kind of device: at most so many completes a day"),
        help_text=gettext_lazy(
            "From 1 to 1,000; 5 unless you change it. A practice or a hospital may share one connection."
        ),
        min_value=1,
        max_value=1000,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        rules: Rules,
        batteries: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    ) -> None:
        initial = rules.model_dump() | {"speed_percent": Decimal(f"{rules.speed_ratio * 100:.1f}")}
        super().__init__(data, initial=initial)
        self._rules = rules
        for place, (label, items) in enumerate(batteries):
            self.fields[f"reversed_{place}"] = forms.MultipleChoiceField(
                label=_("Worded the other way round: %(battery)s") % {"battery": label},
                choices=items,
                required=False,
                initial=[name for name, _label in items if name in rules.reversed_items],
                widget=forms.CheckboxSelectMultiple,
            )

    def rules(self, contradictions: Sequence[Contradiction]) -> Rules:
        """What was written, once it is valid."""
        written: Mapping[str, Any] = self.cleaned_data
        ratio = (
            float(written["speed_percent"]) / 100 if "speed_percent" in self.changed_data else self._rules.speed_ratio
        )
        items = [item for name, items in written.items() if name.startswith("reversed_") for item in items]
        return Rules(
            speed_ratio=ratio,
            least_peers=written["least_peers"],
            least_alike=written["least_alike"],
            most_from_one_place=written["most_from_one_place"],
            reversed_items=tuple(items),
            contradictions=tuple(contradictions),
        )


class ContradictionForm(forms.Form):
    """One contradiction; both fields empty: none."""

    label = forms.CharField(label=gettext_lazy("What contradicts itself, in words"), max_length=200)
    when = forms.CharField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("An expression as in the workbook, true of the answers that cannot be."),
        max_length=2000,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off"}),
    )

    def refuse(self, error: RuleError) -> None:
        """Say beside the expression what is wrong with it, and what to do."""
        self.add_error("when", _said(error))


class WrittenContradictions(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic at run time
    """No two rows with one label: a reason names its contradictions by them."""

    def clean(self) -> None:
        known: set[str] = set()
        for form in self.forms:
            label = form.cleaned_data.get("label", "") if hasattr(form, "cleaned_data") else ""
            if label and label in known:
                form.add_error("label", _("Another row says the same."))
            known.add(label)

    def written(self) -> list[tuple[ContradictionForm, Contradiction]]:
        """The rows that are not empty, each with the form that it came from."""
        kept = [form for form in self.forms if form.cleaned_data.get("label")]
        return [
            (form, Contradiction(label=form.cleaned_data["label"], when=form.cleaned_data["when"])) for form in kept
        ]


ContradictionForms = forms.formset_factory(
    ContradictionForm, formset=WrittenContradictions, extra=SPARE, max_num=MOST, validate_max=True
)


def _said(error: RuleError) -> str:
    if error.code == "unknown_question":
        return _("No question that is asked once is called “%(name)s”.") % {"name": error.detail}
    if error.code == "reads_nothing":
        return _("It reads no answer: name questions as ${name}.")
    cause = error.__cause__
    if not isinstance(cause, ExpressionError):
        return str(error)
    language = "fr" if (get_language() or "").startswith("fr") else "en"
    told = message(cause.code, cause.parameters, language), remedy(cause.code, cause.parameters, language)
    return _("Column %(column)d: %(message)s %(remedy)s") % {
        "column": cause.place.column,
        "message": told[0],
        "remedy": told[1],
    }
