"""Will the quotas fill? Asked before the field or in it, with what one expects."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from respondents.access import wave_for
from respondents.forecasting import Outlook, cells_of, observed, outlooks
from respondents.forms.forecast import ForecastForm
from respondents.models import QuotaCell, Wave
from respondents.paces import paces_of
from respondents.versions import compiled_version
from surveys.questionnaire.text import in_language


@require_safe
@login_required
def quota_forecast(request: HttpRequest, slug: str) -> HttpResponse:
    """A form with what was observed so far; sent, what becomes of each cell."""
    wave = wave_for(request, slug, "run_fieldwork")
    cells = cells_of(wave)
    labels = [_label(cell) for cell in cells]
    asked = "per_day" in request.GET
    form = ForecastForm(request.GET if asked else None, initial=_known(wave, cells), cells=cells, labels=labels)
    rows = _rows(wave, cells, form) if asked and form.is_valid() else []
    groups = [(_population(wave, name), fields) for name, fields in form.percentages()]
    context = {"here": "quotas", "study": wave.study, "wave": wave, "form": form, "groups": groups, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "respondents/desk/quota_forecast.html", context, status=status)


def _rows(wave: Wave, cells: list[QuotaCell], form: ForecastForm) -> list[dict[str, object]]:
    try:
        found = outlooks(wave, cells, incidence=form.incidence, arrivals=form.arrivals)
    except ValueError:
        form.add_error(None, _("Cells that exclude one another take more than 100 % of those who come together."))
        return []
    per_day = form.cleaned_data["per_day"]
    return [_row(outlook, per_day) | {"population": _population(wave, outlook.cell.population)} for outlook in found]


def _row(outlook: Outlook, per_day: int) -> dict[str, object]:
    return {
        "label": _label(outlook.cell),
        "missing": max(outlook.cell.target - outlook.cell.complete, 0),
        "completes": round(outlook.forecast.completes),
        "chance": round(outlook.forecast.chance * 100),
        "starves": outlook.forecast.starves,
        "days": None if outlook.needed is None else -(-outlook.needed // per_day),
    }


def _known(wave: Wave, cells: list[QuotaCell]) -> dict[str, object]:
    paces = paces_of(wave)
    shares = {cell.pk: share for cell in cells if (share := paces.incidence(cell.pk)) is not None}
    return {"days": 14, **observed(shares)}


def _label(cell: QuotaCell) -> str:
    return in_language(cell.label, get_language() or "") or cell.name


def _population(wave: Wave, name: str) -> str:
    known = compiled_version(wave.version_id).definition.population_named
    return in_language(known[name].label, get_language() or "") if name in known else name
