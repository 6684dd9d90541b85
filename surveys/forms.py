"""Forms of authoring: they validate, they do not decide."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """What is sought in a list."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_method = "get"
        helper.form_class = "search"
        return helper
