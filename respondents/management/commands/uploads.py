"""`manage.py uploads WAVE --out FILE.zip`: the files that respondents of a wave sent."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.management.base import BaseCommand, CommandError, CommandParser

from respondents.passages import WaveNotFound
from respondents.uploads import files_of
from respondents.waves import get_wave


class Command(BaseCommand):
    help = "Writes the files that respondents of a wave sent into an archive, one folder for each interview."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wave", help="the short name of the wave")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.zip")

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            wave = get_wave(options["wave"])
        except WaveNotFound as missing:
            raise CommandError(f"there is no wave {options['wave']}: `manage.py wave list` names them") from missing
        written = 0
        try:
            with ZipFile(options["out"], "x") as archive:
                for name, content in files_of(wave):
                    archive.writestr(name, content)
                    written += 1
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}") from error
        self.stdout.write(f"{written} files in {options['out']}")
