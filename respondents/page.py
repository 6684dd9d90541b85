"""A page of the runtime as HTML: the pieces of its version, filled in for one respondent."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.translation import gettext

from respondents.interviews import Passage, page_before
from respondents.pages.compilation import page_pieces, speaking
from respondents.pages.corrections import Correction, corrections
from respondents.pages.filling import Filling, Request
from respondents.pages.pieces import assemble
from respondents.pages.place import place_of, place_slots
from respondents.pages.tongues import spoken, tongue
from respondents.versions import compiled_version
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import in_language
from surveys.runtime import PageInstance, population_of


@lru_cache(maxsize=4096)
def page_url(slug: str, name: str) -> str:
    """The address of a page; `#`, which would end it, is written `~`."""
    return reverse("respondents:page", args=[slug, name.replace("#", "~")])


def render_page(
    passage: Passage,
    instance: PageInstance,
    *,
    csrf_token: str,
    problems: Sequence[Problem] = (),
    prompted: Collection[str] = (),
) -> str:
    """The page for this respondent; `problems` are what to correct in what was typed.

    `prompted` are the keys of the questions that were asked for once.
    """
    language = passage.entry.language
    with speaking(language):
        population = _population(passage)
        wrong = tuple(corrections(passage, population, instance, problems))
        before = page_before(passage, instance.name) if instance.part > 1 else None
        request = Request(
            passage=passage,
            population=population,
            instance=instance,
            corrections={correction.field: correction for correction in wrong},
            frame=_frame(passage, instance, csrf_token, before, wrong),
            frames=_frames(passage, instance, before),
            prompted=frozenset(prompted),
        )
        pieces = page_pieces(passage.version_id, instance.page.name, population, language)
        return assemble(pieces, Filling(request))


def _population(passage: Passage) -> str:
    """Whose wordings to use: the population, as soon as it is known."""
    if passage.population or not passage.revision:
        return passage.population
    compiled = compiled_version(passage.version_id)
    return population_of(compiled, passage.answers, passage.now, seed=passage.seed) or ""


def _frame(
    passage: Passage, instance: PageInstance, csrf_token: str, before: str | None, wrong: Sequence[Correction]
) -> Mapping[str, str]:
    """The HTML of each slot around the questions."""
    wave, language = passage.wave, passage.entry.language
    only_soft, own = all(correction.soft for correction in wrong), tongue(spoken(language), language)
    longer = not wrong and _became_longer(passage, instance)
    return {
        **_addresses(wave.slug),
        **place_slots(passage),
        "draft": _draft_of(passage, instance.name),
        "wave": escape(in_language(wave.title, language)),
        "title_prefix": "" if only_soft else escape(gettext("Error: ")),
        "part": str(instance.part),
        "parts": str(instance.parts),
        "back": escape(page_url(wave.slug, before)) if before else "",
        "action": escape(page_url(wave.slug, instance.name)),
        "csrf": escape(csrf_token),
        "revision": str(passage.revision + 1),
        "summary": render_to_string(
            "respondents/_summary.html", {"corrections": wrong, "only_soft": only_soft, "tongue": own}
        )
        if wrong
        else "",
        "notice": render_to_string("respondents/_longer.html", {"tongue": own}) if longer else "",
        "error": format_html('<span class="only-heard">{}</span>', gettext("Error: ")) if wrong else "",
        "locked": format_html(
            '<p class="hint"{}>{}</p>',
            own,
            gettext("Your place in the survey depends on this answer: it can no longer be changed."),
        ),
    }


def _frames(passage: Passage, instance: PageInstance, before: str | None) -> frozenset[str]:
    """The parts around the questions that are shown."""
    is_first = instance.part == 1
    shown = {
        "demo": passage.wave.simulated or passage.entry.simulated,
        "back": before is not None,
        "progress": instance.parts > 1,
        "languages": is_first,
        "welcome": is_first,
        place_of(passage): True,
        "newcomer": passage.revision == 0,
        "under_way": passage.revision > 0,
    }
    return frozenset(name for name, is_shown in shown.items() if is_shown)


@lru_cache(maxsize=1024)
def _addresses(slug: str) -> Mapping[str, str]:
    """The slots of the links at the foot of every page of a wave."""
    return {name: escape(reverse(f"respondents:{name}", args=[slug])) for name in ("resume", "accessibility")}


def _draft_of(passage: Passage, name: str) -> str:
    """What is typed is kept in the browser under this: another interview, page or revision does not find it."""
    of = f"{passage.entry.interview.hex} {passage.revision} {name}"
    return hashlib.sha256(of.encode()).hexdigest()[:16]


def _became_longer(passage: Passage, instance: PageInstance) -> bool:
    """Whether the page was answered, and asks more because of these answers."""
    answered = [
        all(key + question.suffix in passage.answers for key in question.asked_fields)
        for question in instance.questions
        if question.shown and question.question.asks
    ]
    return any(answered) and not all(answered)
