"""The quota ledger: every decision, with the counts that it was taken on."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from respondents.access import wave_for
from respondents.ledger_pages import Decision, ledger_page
from respondents.models import SOURCES, Event, QuotaCell
from respondents.quota_changes import MOST
from respondents.quotas import Cell
from surveys.questionnaire.text import in_language

Labels = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A decision, what was counted then, and why, in words."""

    decision: Decision
    why: str
    counted: tuple[str, ...]


@require_safe
@login_required
@never_cache
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; `cell`, `event` and `before` choose its rows."""
    wave = wave_for(request, slug, "run_fieldwork")
    cells = list(QuotaCell.objects.filter(wave=wave).order_by("pk"))
    language = get_language() or ""
    labels = {(cell.population, cell.name): _label(cell, language) for cell in cells}
    cell = next((cell for cell in cells if str(cell.pk) == request.GET.get("cell")), None)
    event = next((event for event in Event if event.value == request.GET.get("event")), None)
    before = request.GET.get("before", "")
    page = ledger_page(wave, cell=cell, event=event, before=int(before) if _is_key(before) else None)
    context = {
        "here": "ledger",
        "study": wave.study,
        "wave": wave,
        "cells": [(each.pk, labels[each.population, each.name]) for each in cells],
        "events": Event.choices,
        "cell": cell,
        "event": event,
        "lines": [_line(row, labels) for row in page.rows],
        "older": page.older,
    }
    return render(request, "respondents/desk/ledger.html", context)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _label(cell: QuotaCell, language: str) -> str:
    label = in_language(cell.label, language) or cell.name
    return _("supplier %(name)s") % {"name": label} if cell.population == SOURCES else label


def _line(row: Decision, labels: Labels) -> Line:
    named = {cell.name: labels.get((row.population, cell.name)) or labels[SOURCES, cell.name] for cell in row.cells}
    counted = tuple(_counted(cell, named[cell.name]) for cell in row.cells)
    if row.change:
        return Line(row, _changed(row, named[row.cell]), counted)
    return Line(row, _full(row.full, named[row.full.name]) if row.full else "", counted)


def _full(cell: Cell, label: str) -> str:
    """Why there was no place: the sum that says it."""
    if cell.paused:
        return _("Cell %(cell)s was paused.") % {"cell": label}
    counts = {"cell": label, "complete": cell.complete, "reserved": cell.reserved, "limit": cell.limit}
    if cell.complete + cell.reserved == cell.limit:
        return _("Cell %(cell)s was full: %(complete)d complete + %(reserved)d reserved = limit %(limit)d.") % counts
    return _("Cell %(cell)s was full: %(complete)d complete + %(reserved)d reserved > limit %(limit)d.") % counts


def _changed(row: Decision, label: str) -> str:
    words = {"target": _("target"), "limit": _("limit"), "paused": _("paused")}
    told = ", ".join(
        f"{word} {_written(row.change[name][0])} → {_written(row.change[name][1])}"
        for name, word in words.items()
        if name in row.change
    )
    who = row.author.email if row.author else ""
    return _("Cell %(cell)s: %(change)s, by %(who)s.") % {"cell": label, "change": told, "who": who}


def _written(value: int) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _without_end(value)


def _without_end(limit: int) -> str:
    """A limit; the highest that there can be stands for none."""
    return _("none") if limit == MOST else str(limit)


def _counted(cell: Cell, label: str) -> str:
    counts = {"cell": label, "complete": cell.complete, "reserved": cell.reserved, "limit": cell.limit}
    if cell.limit == MOST:
        return _("%(cell)s: %(complete)d + %(reserved)d, no limit") % counts
    return _("%(cell)s: %(complete)d + %(reserved)d of %(limit)d") % counts
