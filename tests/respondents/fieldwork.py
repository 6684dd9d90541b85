"""Waves, cells and interviews for tests, straight into the tables."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from respondents.models import Interview, QuotaCell, Wave
from surveys.models import Study, Version


def a_wave(slug: str = "wave", **fields: object) -> Wave:
    """An open wave of an empty version."""
    study = Study.objects.create(slug=f"study-of-{slug}", title={"en": "A study"})
    version = Version.objects.create(study=study, number=1, definition={}, content_hash="0" * 64)
    opens = timezone.now() - timedelta(days=1)
    return Wave.objects.create(
        **{"study": study, "version": version, "slug": slug, "title": {"en": "A wave"}, "opens_at": opens, **fields}
    )


def cells_of(wave: Wave, limits: Mapping[str, int], **fields: object) -> dict[str, QuotaCell]:
    """Cells of one population, by name."""
    made = {
        name: QuotaCell(wave=wave, population="gp", name=name, target=limit, limit=limit, **fields)
        for name, limit in limits.items()
    }
    QuotaCell.objects.bulk_create(made.values())
    return made


def interviews_of(wave: Wave, count: int) -> list[Interview]:
    """Interviews in progress."""
    return Interview.objects.bulk_create(
        [
            Interview(id=uuid4(), wave=wave, version_id=wave.version_id, seed=number, language="en")
            for number in range(count)
        ]
    )
