"""The rules by which a wave's interviews are examined, and how far their examination is."""

from collections.abc import Iterator, Sequence
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from respondents.access import signed_in, wave_for
from respondents.examining import progress_of
from respondents.forms.quality import ContradictionForms, RulesForm, WrittenContradictions
from respondents.models import Wave
from respondents.pages.markup import plain
from respondents.quality import RuleError
from respondents.rulebook import batteries_of, change_rules, rules_of
from respondents.tasks import hand_over_examination
from respondents.versions import compiled_version
from surveys.questionnaire.text import Wording


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def quality_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules, or change them: the wave is then examined again."""
    wave = wave_for(request, slug, "run_fieldwork")
    rules, _revision = rules_of(wave.pk)
    posted = request.POST if request.method == "POST" else None
    form = RulesForm(posted, rules=rules, batteries=list(_batteries(wave)))
    known = [one.model_dump() for one in rules.contradictions]
    rows = cast(WrittenContradictions, ContradictionForms(posted, initial=known, prefix="contradiction"))
    if posted is not None and form.is_valid() and rows.is_valid():
        written = rows.written()
        try:
            changed = change_rules(wave=wave, rules=form.rules([contradiction for _form, contradiction in written]))
        except RuleError as error:
            next(row for row, contradiction in written if contradiction.label == error.about).refuse(error)
        else:
            return _changed(request, wave, changed=changed)
    wrong = bool(form.errors) or any(row.errors for row in rows)
    context = {
        "here": "quality_rules",
        "study": wave.study,
        "wave": wave,
        "form": form,
        "rows": rows,
        "wrong": wrong,
        "progress": progress_of(wave),
    }
    return render(request, "respondents/desk/quality_rules.html", context, status=422 if wrong else 200)


@require_safe
@signed_in
@never_cache
def quality_progress(request: HttpRequest, slug: str) -> HttpResponse:
    """How far the examination is, for htmx."""
    wave = wave_for(request, slug, "run_fieldwork")
    context = {"wave": wave, "progress": progress_of(wave)}
    return render(request, "respondents/desk/_quality_progress.html", context)


def _changed(request: HttpRequest, wave: Wave, *, changed: bool) -> HttpResponse:
    if changed:
        hand_over_examination(wave.pk)
        messages.success(request, _("The rules are changed. Every interview is examined by them; your verdicts stand."))
    else:
        messages.info(request, _("The rules are as they were."))
    return redirect("respondents:quality_rules", wave.slug)


def _batteries(wave: Wave) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
    """The batteries by their labels, each with its items and theirs."""
    definition, language = compiled_version(wave.version_id).definition, get_language() or ""

    def told(wording: Wording, name: str) -> str:
        return plain(wording.read(language, fallback=definition.default_language), language) or name

    for question, items in batteries_of(definition):
        yield told(question.label, question.name), [(item, told(question.label_of(item), item)) for item in items]
