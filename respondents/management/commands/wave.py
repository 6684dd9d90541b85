"""`manage.py wave`: open a wave on a published version, list the waves, pause one, reopen it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from respondents.models import Wave
from respondents.passages import WaveNotFound
from respondents.waves import get_wave, open_wave, set_paused
from surveys.api import VersionNotFound, load_definition, version_named


class Command(BaseCommand):
    help = "Opens a wave on a published version, lists the waves, pauses one or reopens it."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        opening = verbs.add_parser("open", help="give a version a link that people can answer at")
        opening.add_argument("version_reference", metavar="VERSION", help="STUDY@NUMBER, or the version's id")
        opening.add_argument("--slug", help="short name, part of the link; the study's with a number by default")
        opening.add_argument("--title", help="what members read; the questionnaire's title by default")
        opening.add_argument(
            "--from", dest="opens", metavar="DATE", help="2026-03-01 or 2026-03-01T08:00; now by default"
        )
        opening.add_argument("--until", dest="closes", metavar="DATE", help="no end by default")
        opening.add_argument("--simulated", action="store_true", help="for synthetic respondents; every page says so")
        verbs.add_parser("list", help="every wave, with its link")
        for verb, meaning in (("pause", "take no more answers"), ("reopen", "take answers again")):
            verbs.add_parser(verb, help=meaning).add_argument("wave", help="the short name of the wave")

    def handle(self, *_args: object, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {"open": self._open, "list": self._list}
        verbs.get(verb, self._pause)(verb=verb, **options)

    def _open(
        self,
        *,
        version_reference: str,
        slug: str | None,
        title: str | None,
        opens: str | None,
        closes: str | None,
        simulated: bool,
        **_options: object,
    ) -> None:
        try:
            version = version_named(version_reference)
        except VersionNotFound as missing:
            raise CommandError(f"there is no version {version_reference}: write STUDY@NUMBER") from missing
        study, definition = version.study, load_definition(version)
        try:
            wave = open_wave(
                study=study,
                version=version,
                slug=slug or f"{study.slug[:50]}-{Wave.objects.filter(study=study).count() + 1}",
                title={definition.default_language: title} if title else definition.title,
                opens_at=_moment(opens) if opens else timezone.now(),
                closes_at=_moment(closes) if closes else None,
                simulated=simulated,
            )
        except ValidationError as refused:
            said = (f"{field}: {' '.join(messages)}" for field, messages in refused.message_dict.items())
            raise CommandError("; ".join(said)) from refused
        self.stdout.write(f"{wave.slug}: {_link(wave)}")

    def _list(self, **_options: object) -> None:
        for wave in Wave.objects.select_related("study").order_by("study__slug", "opens_at"):
            self.stdout.write(f"{wave.study.slug}  {wave.slug}  {_link(wave)}{'  paused' if wave.paused else ''}")

    def _pause(self, *, verb: str, wave: str, **_options: object) -> None:
        try:
            found = get_wave(wave)
        except WaveNotFound as missing:
            raise CommandError(f"there is no wave {wave}: `manage.py wave list` names them") from missing
        set_paused(wave=found, paused=verb == "pause")
        self.stdout.write(f"{found.slug}: {'paused' if found.paused else 'takes answers'}")


def _link(wave: Wave) -> str:
    return f"{settings.SITE_URL}/s/{wave.slug}/"


def _moment(text: str) -> datetime:
    """A date, from its first minute on, or a date and time; of the installation's time zone unless it names one."""
    try:
        day = parse_date(text)
        moment = datetime(day.year, day.month, day.day) if day else parse_datetime(text)  # noqa: DTZ001 - made aware
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"{text} is no date: write 2026-03-01 or 2026-03-01T08:00")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
