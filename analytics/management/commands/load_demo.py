"""`manage.py load_demo`: the demonstration barometer, with its committee and its respondents."""

import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from analytics.api import AlreadyUnderWayError, aggregate, current_aggregation
from analytics.management.printing import Progress
from respondents.api import Wave, count_completes, counts_by_state, open_wave, quota_board, waves_of
from surveys.api import Role, Study, User, add_member, create_study, publish_version
from surveys.formats.xlsform import read_xlsform
from surveys.questionnaire.definition import Definition

SLUG = "barometre-ia-sante"
WORKBOOK = "barometre-ia-sante.xlsx"
PANEL = "panel.csv"
CONSENT = "consent.txt"
AGREED_ON = "2026-01-15"
PASSWORD = "miroir-demonstration"  # noqa: S105 - a demonstration's passwords are printed, and settings.DEMO is required
WAVE = {"fr": ", vague 1", "en": ", wave 1"}
INTERVIEWS = 2_400
SEED = 2026


@dataclass(frozen=True, slots=True)
class Account:
    """Someone of the demonstration's committee, named by what they do."""

    email: str
    name: str
    role: Role


ACCOUNTS = (
    Account("presidence@miroir.example", "Présidence", Role.CHAIR),
    Account("terrain@miroir.example", "Terrain", Role.FIELDWORK),
    Account("analyse@miroir.example", "Analyse", Role.ANALYST),
    Account("lecture@miroir.example", "Lecture", Role.READER),
)


class Command(BaseCommand):
    help = "Loads the demonstration barometer: what is there already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interviews", type=int, default=INTERVIEWS, help="synthetic respondents who arrive")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="processes to share them")

    def handle(self, *_args: Any, interviews: int, workers: int, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("the demonstration has accounts with known passwords: set DEMO=1 to say you want it")
        study = Study.objects.filter(slug=SLUG).first() or create_study(slug=SLUG, title=_read_workbook().title)
        for account in ACCOUNTS:
            _join(study, account)
        wave = waves_of(study).order_by("pk").first() or _open(study, _read_workbook())
        self._import_panel(study)
        self._simulate(wave, interviews, workers)
        self._aggregate(wave)
        self._tell(wave)

    def _import_panel(self, study: Study) -> None:
        """People who do not exist, at addresses that nobody has. Once: who was erased does not come back."""
        if any(counts_by_state(study.pk).values()):
            return
        demo = settings.BASE_DIR / "demo"
        call_command(
            "panel",
            "import",
            SLUG,
            str(demo / PANEL),
            "--consent-text",
            str(demo / CONSENT),
            "--consent-date",
            AGREED_ON,
            stdout=StringIO(),
            stderr=StringIO(),
        )

    def _simulate(self, wave: Wave, interviews: int, workers: int) -> None:
        """Send those who have not arrived yet: an interrupted simulation goes on where it stopped."""
        arrived = sum(quota_board(wave).totals.values())
        if arrived < interviews:
            self.stderr.write("Simulating respondents")
            call_command(
                "simulate",
                wave.slug,
                interviews=interviews - arrived,
                seed=SEED + arrived,
                workers=workers,
                stdout=StringIO(),
                stderr=self.stderr if self.stderr.isatty() else StringIO(),
            )

    def _aggregate(self, wave: Wave) -> None:
        current = current_aggregation(wave)
        if current is not None and current.completes == count_completes(wave.pk):
            return
        self.stderr.write("Computing the results")
        progress = Progress(sys.stderr)
        try:
            done = aggregate(wave.pk, progress=progress if sys.stderr.isatty() else None)
        except AlreadyUnderWayError:
            self.stderr.write("A worker is computing them already")
            return
        progress.clear()
        if done.status != "done":
            raise CommandError(f"the results cannot be computed: {done.failure or done.status}")

    def _tell(self, wave: Wave) -> None:
        site = settings.SITE_URL
        self.stdout.write(f"Answer the survey   {site}/s/{wave.slug}/")
        self.stdout.write(f"See the results     {site}/waves/{wave.slug}/results/")
        self.stdout.write(f"Follow the quotas   {site}/waves/{wave.slug}/quotas/")
        self.stdout.write(f"Invite the panel    {site}/studies/{SLUG}/panel/")
        self.stdout.write("Accounts            every answer is simulated")
        width = max(len(account.email) for account in ACCOUNTS)
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<{width}}  {PASSWORD}  ({account.role.value})")


@lru_cache(maxsize=1)
def _read_workbook() -> Definition:
    """The demonstration's workbook, through the importer that everyone's workbooks go through."""
    path = settings.BASE_DIR / "demo" / WORKBOOK
    imported = read_xlsform(path.read_bytes(), path.name)
    if imported.report.has_errors:
        codes = ", ".join(f"{line.place.sheet} {line.place.row}: {line.code}" for line in imported.report)
        raise CommandError(f"{path.name} cannot be published: {codes}")
    return imported.definition


def _open(study: Study, definition: Definition) -> Wave:
    return open_wave(
        study=study,
        version=publish_version(study=study, definition=definition),
        slug=f"{SLUG}-1",
        title={language: f"{title}{WAVE.get(language, '')}" for language, title in definition.title.items()},
        opens_at=timezone.now(),
        simulated=True,
    )


def _join(study: Study, account: Account) -> None:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create_user(account.email, PASSWORD, name=account.name)
    add_member(study=study, user=user, role=account.role)
