"""Outcome rates of a wave, each with what it means."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from respondents.access import wave_for
from respondents.outcome_counts import outcomes_of
from respondents.outcomes import RATES, Cases, Rate, eligibility, rates_of

_FORMULAS: Mapping[Rate, str] = {
    "RR1": "I / ((I + P) + (R + NC + O) + (UH + UO))",
    "RR2": "(I + P) / ((I + P) + (R + NC + O) + (UH + UO))",
    "RR3": "I / ((I + P) + (R + NC + O) + e (UH + UO))",
    "RR4": "(I + P) / ((I + P) + (R + NC + O) + e (UH + UO))",
    "RR5": "I / ((I + P) + (R + NC + O))",
    "RR6": "(I + P) / ((I + P) + (R + NC + O))",
    "COOP1": "I / ((I + P) + R + O)",
    "COOP2": "(I + P) / ((I + P) + R + O)",
    "COOP3": "I / ((I + P) + R)",
    "COOP4": "(I + P) / ((I + P) + R)",
    "REF1": "R / ((I + P) + (R + NC + O) + (UH + UO))",
    "REF2": "R / ((I + P) + (R + NC + O) + e (UH + UO))",
    "REF3": "R / ((I + P) + (R + NC + O))",
    "CON1": "((I + P) + R + O) / ((I + P) + (R + NC + O) + (UH + UO))",
    "CON2": "((I + P) + R + O) / ((I + P) + (R + NC + O) + e (UH + UO))",
    "CON3": "((I + P) + R + O) / ((I + P) + (R + NC + O))",
}


@require_safe
@login_required
@never_cache
def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, for every member: numbers alone."""
    wave = wave_for(request, slug)
    found = outcomes_of(wave)
    rates, e = rates_of(found.cases), eligibility(found.cases)
    context = {
        "here": "outcomes",
        "study": wave.study,
        "wave": wave,
        "invited": found.invited,
        "cases": _cases(found.cases),
        "e": _percent(e),
        "rates": [(rate, _percent(rates[rate]), _meanings()[rate], _FORMULAS[rate]) for rate in RATES],
        "opt_in": found.opt_in,
        "participation": _percent(found.opt_in.participation),
        "break_off": _percent(found.opt_in.break_off),
    }
    return render(request, "respondents/desk/outcomes.html", context)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _cases(cases: Cases) -> list[tuple[str, str, int]]:
    return [
        ("I", _("complete"), cases.complete),
        ("P", _("partial: left after half of the pages or more"), cases.partial),
        ("R", _("refused, withdrawn, asked for no more messages, or left before half of the pages"), cases.refusal),
        ("NC", _("not reached: cannot be told for e-mail and letters"), cases.non_contact),
        ("O", _("rejected for quality"), cases.other),
        ("UH", _("silent: nobody knows whether they are eligible"), cases.unknown),
        (
            "UO",
            _("address that does not work, or left before anyone knew whether they are eligible"),
            cases.unknown_other,
        ),
        ("NE", _("not eligible: screened out, or quota full"), cases.not_eligible),
    ]


def _meanings() -> Mapping[Rate, str]:
    """Each rate in words."""
    return {
        "RR1": _("Response, at the least: completes of all who were invited, less those known not to be eligible."),
        "RR2": _("The same with partial interviews."),
        "RR3": _("Response: of the silent, only the share that is probably eligible counts. The one most often cited."),
        "RR4": _("The same with partial interviews."),
        "RR5": _("Response, at the most: as if no silent person were eligible."),
        "RR6": _("The same with partial interviews."),
        "COOP1": _("Cooperation: completes of those who were reached."),
        "COOP2": _("The same with partial interviews."),
        "COOP3": _("Cooperation of those whose interview was not rejected."),
        "COOP4": _("The same with partial interviews."),
        "REF1": _("Refusal, at the least: of all who were invited, less those known not to be eligible."),
        "REF2": _("Refusal: of the silent, only the share that is probably eligible counts."),
        "REF3": _("Refusal, at the most: as if no silent person were eligible."),
        "CON1": _("Contact, at the least: those who reacted, of all who were invited."),
        "CON2": _("Contact: of the silent, only the share that is probably eligible counts."),
        "CON3": _("Contact, as if no silent person were eligible."),
    }
