"""The demonstration barometer, for tests."""

import csv
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from respondents.api import Wave, open_wave
from respondents.simulation.profile import Profile
from respondents.simulation.reading import read_profile
from surveys.api import create_study, publish_version
from surveys.formats.xlsform import Imported, read_xlsform
from surveys.questionnaire.definition import Definition

DEMO = Path(__file__).parents[2] / "demo"
WORKBOOK = DEMO / "barometre-ia-sante.xlsx"


@cache
def imported() -> Imported:
    """The workbook, as the importer reads it."""
    return read_xlsform(WORKBOOK.read_bytes(), WORKBOOK.name)


def definition() -> Definition:
    """The barometer."""
    return imported().definition


def profile_text() -> str:
    """The profile, as it is written."""
    return (DEMO / "profile.csv").read_text(encoding="utf-8")


def profile() -> Profile:
    """How its respondents answer."""
    return read_profile(profile_text(), definition())


def a_barometer_wave(slug: str = "barometer") -> Wave:
    """An open, simulated wave of the barometer."""
    study = create_study(slug=f"study-of-{slug}", title=definition().title)
    version = publish_version(study=study, definition=definition())
    opens = timezone.now() - timedelta(days=1)
    return open_wave(study=study, version=version, slug=slug, title=definition().title, opens_at=opens, simulated=True)


def published() -> list[dict[str, str]]:
    """The figures to reproduce, one a row."""
    with (DEMO / "published_figures.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))
