"""`manage.py panel import STUDY FILE`: a file of people, of any size, read by the code of the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from respondents.models import PanelImport
from respondents.panel.columns import Mapped, Meaning, faults_of, letter_of
from respondents.panel.consenting import Agreement
from respondents.panel.importing import run_import
from respondents.panel.imports import look_into, start_import
from respondents.panel.refusals import file_refusal, mapping_refusal, refused_rows
from respondents.panel.tables import keep, open_table
from respondents.panel.unreadable import UnreadableTable
from surveys.api import StudyNotFound, study_named

#: Bytes of a file; pages take less.
LARGEST = 500_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    mapping: Sequence[str]
    text: str
    language: str
    given_on: date | None
    update: bool


class Command(BaseCommand):
    help = "Imports people who agreed to be asked from a CSV or XLSX file. Headers are mapped as they are guessed."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        importing = verbs.add_parser("import", help="take the people of a file into the panel of a study")
        importing.add_argument("study", help="the short name of the study")
        importing.add_argument("file", type=Path, metavar="FILE")
        importing.add_argument(
            "--mapping", action="append", default=[], metavar="HEADER=MEANING", help=f"one of {', '.join(Meaning)}"
        )
        importing.add_argument("--consent-text", type=Path, required=True, metavar="FILE", help="the words, in a file")
        importing.add_argument("--consent-language", default="fr")
        importing.add_argument("--consent-date", type=_day, metavar="2026-03-01", help="unless a column tells it")
        importing.add_argument("--skip-existing", action="store_true", help="leave those who are there as they are")

    def handle(self, *_args: object, study: str, file: Path, **options: Any) -> None:
        try:
            found = study_named(study)
            text = options["consent_text"].read_text(encoding="utf-8").strip()
            kept, rows = keep(open_table(file.read_bytes(), largest=LARGEST))
        except StudyNotFound as missing:
            raise CommandError(f"there is no study {study}") from missing
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{options['consent_text']} is not text in UTF-8") from error
        except UnreadableTable as refused:
            with translation.override("en"):
                raise CommandError(file_refusal(refused)) from refused
        order = Order(
            options["mapping"], text, options["consent_language"], options["consent_date"], not options["skip_existing"]
        )
        self._import(found.pk, kept, rows, order)

    def _import(self, study: int, kept: bytes, rows: int, order: Order) -> None:
        mapped = _mapped(kept, order)
        panel_import = PanelImport.objects.create(id=uuid4(), study=study, rows=rows, made_on=timezone.localdate())
        agreement = Agreement(order.text, order.language, order.given_on or timezone.localdate())
        start_import(panel_import=panel_import, mapped=mapped, agreement=agreement, update=order.update)
        run_import(panel_import.pk, kept=kept, told=self._told)
        panel_import.refresh_from_db()
        with translation.override("en"):
            for refused in refused_rows(panel_import):
                self.stderr.write(
                    f"row {refused.row}{f', column {refused.column}' * bool(refused.column)}: {refused.reason}"
                )
        self.stdout.write(
            f"{panel_import.get_state_display()}: {panel_import.read} rows, {panel_import.added} people added, "
            f"{panel_import.changed} changed, {len(panel_import.refused)} rows refused"
        )

    def _told(self, read: int, rows: int) -> None:
        self.stderr.write(f"\r{read} of {rows} rows", ending="" if read < rows else "\n")


def _mapped(kept: bytes, order: Order) -> Mapped:
    look = look_into(kept)
    if not order.text:
        raise CommandError("the consent text is empty")
    meanings = list(look.guessed)
    for written in order.mapping:
        header, _sign, meaning = written.rpartition("=")
        if header not in look.headers or meaning not in Meaning.values:
            places = ", ".join(f"{letter_of(place)} {name}" for place, name in enumerate(look.headers))
            raise CommandError(f"--mapping {written}: write HEADER=MEANING, with a header of the file: {places}")
        meanings[look.headers.index(header)] = Meaning(meaning)
    if faults := faults_of(look.headers, meanings):
        with translation.override("en"):
            raise CommandError(" ".join(map(mapping_refusal, faults)))
    told = Meaning.CONSENT_DATE in meanings
    if not told and order.given_on is None:
        raise CommandError("say when they agreed: --consent-date, or a column of consent_date")
    return Mapped(look.headers, tuple(meanings), None if told else order.given_on)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day > timezone.localdate():
        raise ValueError(text)
    return day
