"""`manage.py invitations`: the mailings of a wave for those who script: list, prepare, send, status."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from respondents.invitations.links import LinksDestroyedError
from respondents.invitations.mailings import (
    MailingNotFound,
    NotNowError,
    Order,
    Progress,
    mailing_with_id,
    mailings_of,
    progress_of,
    write_mailing,
)
from respondents.invitations.recipients import recipients_of
from respondents.invitations.starting import start_mailing
from respondents.invitations.texts import Letter, faults_of
from respondents.models import Mailing, Wave
from respondents.passages import WaveNotFound
from respondents.tasks import hand_over_letters, hand_over_mailing
from respondents.waves import get_wave

PACE = 120  # messages a minute


class Command(BaseCommand):
    help = "Lists, prepares, sends and follows the invitations, reminders and letters of a wave."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="the mailings of a wave, the latest first")
        listing.add_argument("wave", help="the short name of the wave")
        preparing = verbs.add_parser("prepare", help="keep a draft; prints its number and how many people get it")
        preparing.add_argument("wave")
        preparing.add_argument("--kind", choices=Mailing.Kind.values, default=Mailing.Kind.INVITATION.value)
        preparing.add_argument(
            "--texts", type=Path, required=True, metavar="FILE.json", help='{"fr": {"subject": "…", "body": "…"}, …}'
        )
        preparing.add_argument(
            "--chosen", action="append", default=[], metavar="NAME=VALUE", help="people with this attribute; repeatable"
        )
        preparing.add_argument("--per-minute", type=int, default=PACE)
        sending = verbs.add_parser("send", help="hand a draft to the workers")
        sending.add_argument("wave")
        sending.add_argument("mailing", type=int)
        sending.add_argument("--expect", type=int, required=True, help="how many people; else nobody gets it")
        status = verbs.add_parser("status", help="how far a mailing is")
        status.add_argument("wave")
        status.add_argument("mailing", type=int)

    def handle(self, *_args: object, verb: str, wave: str, **options: Any) -> None:
        try:
            found = get_wave(wave)
            if verb == "list":
                for mailing, progress in mailings_of(found.pk):
                    self._tell(mailing, progress)
            elif verb == "prepare":
                self._prepare(found, options)
            else:
                mailing = mailing_with_id(found.pk, options["mailing"])
                if verb == "send":
                    self._send(found, mailing, options["expect"])
                self._tell(mailing, progress_of(mailing))
        except WaveNotFound as error:
            raise CommandError(f"there is no wave {wave}") from error
        except MailingNotFound as error:
            raise CommandError(f"the wave {wave} has no mailing {options['mailing']}") from error
        except LinksDestroyedError as error:
            raise CommandError(f"the wave {wave} is closed, and its links are destroyed") from error

    def _prepare(self, wave: Wave, options: Mapping[str, Any]) -> None:
        kind, per_minute = options["kind"], options["per_minute"]
        if per_minute < 1:
            raise CommandError("--per-minute is at least 1")
        letters = _letters(options["texts"], printed=kind in Mailing.PRINTED)
        mailing = write_mailing(wave=wave, kind=kind, order=Order(letters, _chosen(options["chosen"]), per_minute))
        count = len(recipients_of(mailing, wave))
        next_step = f"manage.py invitations send {wave.slug} {mailing.pk} --expect {count}"
        self.stdout.write(f"{mailing.pk}\t{count} people: {next_step}")

    def _send(self, wave: Wave, mailing: Mailing, expected: int) -> None:
        recipients = recipients_of(mailing, wave)
        if len(recipients) != expected:
            raise CommandError(f"{len(recipients)} people would get it, not {expected}: nothing is sent")
        try:
            start_mailing(mailing=mailing, wave=wave, digest=recipients.digest)
        except NotNowError as error:
            raise CommandError("it was started already, or nobody gets it, or the wave is closed") from error
        mailing.refresh_from_db()
        hand_over = hand_over_letters if mailing.printed else hand_over_mailing
        hand_over(mailing.pk)

    def _tell(self, mailing: Mailing, progress: Progress) -> None:
        counts = f"queued {progress.queued}\tsent {progress.sent}\tfailed {progress.failed}\tdropped {progress.dropped}"
        self.stdout.write(f"{mailing.pk}\t{mailing.kind}\t{mailing.made_on}\t{mailing.state}\t{counts}")


def _letters(file: Path, *, printed: bool) -> Mapping[str, Letter]:
    """The texts of a file, by language."""
    try:
        written = json.loads(file.read_text(encoding="utf-8"))
        letters = {str(language): Letter(str(each["subject"]), str(each["body"])) for language, each in written.items()}
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise CommandError(f"{file} is not a JSON object of texts: see --help") from error
    faults = [
        f"{language}, {fault.part}: {fault.code} {fault.place}".rstrip()
        for language, letter in letters.items()
        for fault in faults_of(letter, printed=printed)
    ]
    if faults or not letters:
        raise CommandError("; ".join(faults) or f"{file} holds no text")
    return letters


def _chosen(written: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The values of each attribute."""
    chosen: dict[str, list[str]] = {}
    for each in written:
        name, sign, value = each.partition("=")
        if not (name and sign and value):
            raise CommandError(f"--chosen {each}: write NAME=VALUE")
        chosen.setdefault(name, []).append(value)
    return chosen
