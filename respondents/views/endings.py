"""What is not a page of questions: ends, closed waves, conflicts."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from respondents.interviews import Passage
from respondents.models import Disposition
from respondents.page import page_url
from respondents.pages.telling import Telling
from respondents.submissions import Stored
from respondents.suppliers.outcomes import SOURCE, way_back
from respondents.versions import compiled_version
from respondents.views.message import message_page
from respondents.views.visit import begun, private, switched
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.passages import suffix_of

_OWN_WORDS = {Disposition.COMPLETE, Disposition.SCREENED_OUT, Disposition.QUOTA_FULL, Disposition.REFUSED}


@private
@require_safe
def end(request: HttpRequest, slug: str) -> HttpResponse:
    """The last page: thanks, or why the interview stops here."""
    passage = begun(request, slug)
    if passage is None or not passage.ended:
        return redirect("respondents:entrance", slug)
    other_language = switched(request, passage)
    if other_language:
        return other_language
    if passage.disposition is Disposition.PARTIAL:
        return status_page(passage)
    if passage.disposition is Disposition.REJECTED:  # nothing is said of it: it ended as others do
        passage = replace(passage, disposition=Disposition.COMPLETE)
    return _ending_page(passage, has_answers=passage.disposition is not Disposition.WITHDRAWN)


def turned_away_page(passage: Passage) -> HttpResponse:
    """Who is in no population before any question, by what is known of them: they are told, and nothing is kept."""
    return _ending_page(replace(passage, disposition=Disposition.SCREENED_OUT), has_answers=False)


def status_page(passage: Passage) -> HttpResponse:
    """A wave that takes no answers now, and when it will."""
    status = passage.wave.status(passage.now)
    began = passage.revision > 0
    return message_page(passage, "status", {"status": status, "opens_at": passage.wave.opens_at, "began": began})


def conflict_page(passage: Passage, kept: Stored) -> HttpResponse:
    """Another window answered first: what it sent is kept, and here it is."""
    context = {"kept": list(_told(passage, kept)), "page_url": page_url(passage.wave.slug, kept.page)}
    return message_page(passage, "conflict", context, status=409)


def refusal_page(status: int) -> HttpResponse:
    """A body that no page of ours sends."""
    return HttpResponse(render_to_string("respondents/unreadable.html"), status=status)


def _ending_page(passage: Passage, *, has_answers: bool) -> HttpResponse:
    definition = compiled_version(passage.version_id).definition
    way = way_back(interview=passage.entry.interview) if passage.entry.source.startswith(SOURCE) else None
    context = {
        "disposition": passage.disposition,
        "words": _own_words(definition, passage),
        "link": passage.wave.redirect_url if passage.quota == "redirect" and way is None else "",
        "way": way,
        "has_answers": has_answers,
    }
    return message_page(passage, "end", context)


def _own_words(definition: Definition, passage: Passage) -> str:
    """What the questionnaire says at this end; empty: the product's own words."""
    if passage.disposition not in _OWN_WORDS:
        return ""
    return Telling(passage, passage.population).block(getattr(definition.endings, passage.disposition.value))


def _told(passage: Passage, kept: Stored) -> Iterator[tuple[str, str]]:
    """The questions of a stored page and their answers, in words."""
    number = int(kept.page.partition("#")[2] or 0) or None
    then = replace(passage, answers={**passage.answers, **kept.answers})
    telling = Telling(then, passage.population, number)
    for field, question in compiled_version(passage.version_id).definition.question_of_field.items():
        if kept.answers.get(field + suffix_of(number)) is not None:
            yield telling.plain(question.label_of(field)), telling.answer(field)
