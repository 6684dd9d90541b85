"""The explorer: any question by any banner, at an address that says it all."""

import csv
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from analytics.api import Aggregation, current_aggregation, explore
from analytics.exploring import TableRequest, TooWideError, UnknownChoiceError, read_request
from analytics.frame import layout_of
from analytics.views.explored_choices import choices_of
from analytics.views.explored_tables import ShownExploration, show_exploration
from analytics.views.reader import Reader
from respondents.api import Wave, wave_for
from surveys.api import load_definition

#: What spreadsheets would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@gzip_page
@require_safe
@login_required
def explorer_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The table that the address asks for, beside its chart; or what to choose."""
    wave = wave_for(request, slug)
    aggregation = current_aggregation(wave)
    reader = Reader.of(load_definition(wave.version))
    asked, found, problem = _found(request, aggregation, reader)
    context = {
        "here": "explorer",
        "study": wave.study,
        "wave": wave,
        "aggregation": aggregation,
        "simulated": wave.simulated or (aggregation is not None and aggregation.simulated > 0),
        "choices": choices_of(reader, asked),
        "table": found,
        "problem": problem,
        "address": urlencode(asked.address) if asked else "",
    }
    response = render(request, "analytics/explorer.html", context, status=400 if problem else 200)
    if asked is not None:  # the shortest address of the table, for whoever copies it
        response["HX-Push-Url"] = f"{request.path}?{urlencode(asked.address)}"
    return response


@require_safe
@login_required
def explorer_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same table as CSV, with the same cells hidden."""
    wave = wave_for(request, slug)
    reader = Reader.of(load_definition(wave.version))
    _asked, found, _problem = _found(request, current_aggregation(wave), reader)
    if found is None:
        raise Http404(slug)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(wave, _asked)}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";" if get_language() == "fr" else ",")
    writer.writerow([found.title, *(_safe(f"{column.side} · {column.label}") for column in found.columns)])
    for row in (*found.rows, *found.bases):
        writer.writerow([_safe(row.label), *row.values])
    return response


def _file_name(wave: Wave, asked: TableRequest | None) -> str:
    return f"{wave.slug}-{asked.rows if asked else 'table'}"


def _safe(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words


def _found(
    request: HttpRequest, aggregation: Aggregation | None, reader: Reader
) -> tuple[TableRequest | None, ShownExploration | None, str]:
    """What the address asks for, its table, and what is wrong with it."""
    values = {key: request.GET.getlist(key)[:20] for key in request.GET}
    try:
        asked = read_request(values, layout_of(reader.definition))
        if asked is None or aggregation is None:
            return asked, None, ""
        explored = explore(aggregation, asked)
    except UnknownChoiceError:
        return None, None, _("This address asks for something that the questionnaire does not have. Choose again.")
    except TooWideError:
        problem = _("This table would have more than 60 columns. Choose a banner with fewer answers.")
        return None, None, problem
    return asked, show_exploration(explored, asked, reader) if explored else None, ""
