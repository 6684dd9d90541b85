"""The Django form of a page; crispy-forms renders it with the template pack `miroir`."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils.safestring import SafeString

from respondents.pages.questions import Presenter, Shown
from respondents.pages.tongues import spoken, tongue
from surveys.questionnaire.definition import Page


class QuestionField(forms.Field):
    """One question of a page. It only carries what the templates show: the runtime validates."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(required=not shown.optional, label=shown.label, help_text=shown.hint)
        self.shown = shown


class PageForm(forms.Form):
    """The visible questions of a page, in order."""

    def __init__(self, page: Page, presenter: Presenter) -> None:
        super().__init__(auto_id="%s")
        for question in page.questions:
            if question.visible:
                self.fields[presenter.control(question.name)] = QuestionField(presenter.shown(question))

    def render_questions(self, presenter: Presenter) -> SafeString:
        """The questions without the form around them, with marks for what requests fill in."""
        helper = FormHelper()
        helper.template_pack = "miroir"
        helper.form_tag = False
        helper.layout = Layout(*self.fields)
        own = tongue(spoken(presenter.language), presenter.language)
        rendered: SafeString = render_crispy_form(self, helper, {"marks": presenter.marks, "tongue": own})
        return rendered
