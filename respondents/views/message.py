"""Pages that tell a respondent something, in the layout and the language of their interview."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from respondents.interviews import Passage
from respondents.pages.compilation import layout_context, speaking
from respondents.versions import compiled_version
from surveys.questionnaire.text import in_language


def message_page(
    passage: Passage,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    request: HttpRequest | None = None,
) -> HttpResponse:
    """A page of `templates/respondents/`; with the `request`, it may hold forms."""
    language = passage.entry.language
    definition = compiled_version(passage.version_id).definition
    with speaking(language):
        known = {
            **layout_context(definition, language),
            "wave": in_language(passage.wave.title, language),
            "slug": passage.wave.slug,
            "simulated": passage.wave.simulated or passage.entry.simulated,
        }
        html = render_to_string(f"respondents/{template}.html", {**known, **context}, request)
        return HttpResponse(html, status=status)
