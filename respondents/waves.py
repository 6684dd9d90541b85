"""Waves: opened on a published version, paused, and found again."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from respondents.models import Disposition, Interview, QuotaCell, Wave
from respondents.passages import WaveNotFound
from surveys.api import Study, Version, load_definition
from surveys.questionnaire import definition
from surveys.questionnaire.text import Text


class AnsweredByPeopleError(Exception):
    """People have answered this wave: synthetic answers are never mixed with theirs."""


@transaction.atomic
def open_wave(
    *,
    study: Study,
    version: Version,
    slug: str,
    title: Text,
    opens_at: datetime,
    closes_at: datetime | None = None,
    simulated: bool = False,
    redirect_url: str = "",
) -> Wave:
    """A wave of one of the study's versions, with the quota cells of its definition.

    Raises ValidationError when the slug is taken or the dates are in the wrong order.
    """
    if version.study_id != study.pk:
        raise ValueError("the version is of another study")
    wave = Wave(
        study=study,
        version=version,
        slug=slug,
        title=dict(title),
        opens_at=opens_at,
        closes_at=closes_at,
        simulated=simulated,
        redirect_url=redirect_url,
    )
    wave.full_clean()
    wave.save()
    QuotaCell.objects.bulk_create(_cell(wave, cell) for cell in load_definition(version).quotas)
    return wave


def _cell(wave: Wave, cell: definition.QuotaCell) -> QuotaCell:
    return QuotaCell(
        wave=wave,
        population=cell.population,
        name=cell.name,
        label=dict(cell.label),
        target=cell.target,
        limit=cell.limit,
        full=cell.full,
        priority=cell.priority,
    )


def set_paused(*, wave: Wave, paused: bool) -> None:
    """Stop taking answers, or take them again; pages under way see it at their next step."""
    wave.paused = paused
    wave.save(update_fields=["paused"])


@transaction.atomic
def claim_for_simulation(*, wave: Wave) -> bool:
    """Let synthetic respondents into a wave; whether this made it a simulated one, as every page then says.

    Raises AnsweredByPeopleError when someone has begun to answer it for good.
    """
    locked = Wave.objects.select_for_update().get(pk=wave.pk)  # no first page is stored meanwhile
    if not locked.simulated and Interview.objects.filter(wave=locked, simulated=False).exists():
        raise AnsweredByPeopleError(wave.slug)
    claimed = not locked.simulated
    if claimed:
        locked.simulated = True
        locked.save(update_fields=["simulated"])
    wave.simulated = True
    return claimed


def get_wave(slug: str) -> Wave:
    """A wave with its study and version. Raises WaveNotFound."""
    wave = Wave.objects.select_related("study", "version").filter(slug=slug).first()
    if wave is None:
        raise WaveNotFound(slug)
    return wave


def waves_of(study: Study) -> QuerySet[Wave]:
    """The waves of a study, the latest first, each with its number of `completes`. One query."""
    completes = Count("interviews", filter=Q(interviews__disposition=Disposition.COMPLETE))
    return Wave.objects.filter(study=study).annotate(completes=completes).order_by("-opens_at", "slug")
