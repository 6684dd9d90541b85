"""Files of people, from their arrival to the button that starts their import.

Headers are read from the sealed file each time: where a file has none, they are people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID, uuid4

from django.utils import timezone

from respondents.models import PanelImport
from respondents.panel.columns import Mapped, Meaning, faults_of, guess_meanings
from respondents.panel.consenting import Agreement
from respondents.panel.rows import Candidate, RowReader, RowRefused
from respondents.panel.tables import Line, keep, kept_table, open_table
from respondents.vault import new_key, seal, unseal

#: Rows shown before anything is imported.
SHOWN = 8
#: Rows that guesses look at.
_LOOKED_AT = 50
_FILE_KEPT = timedelta(days=1)


class ImportNotFound(LookupError):  # noqa: N818 - like Http404
    """There is no such import in this study."""


@dataclass(frozen=True, slots=True)
class Look:
    """The head of a file, and what its columns seem to mean."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    guessed: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """A row as it will be read: somebody, or a refusal."""

    number: int
    candidate: Candidate | None = None
    refused: RowRefused | None = None


def receive_file(*, study: int, content: bytes) -> PanelImport:
    """Keep a file, sealed, until somebody says what its columns mean. Raises UnreadableTable."""
    kept, rows = keep(open_table(content))
    received = PanelImport(id=uuid4(), study=study, rows=rows, made_on=timezone.localdate())
    received.key = new_key(received.id.bytes)
    received.sealed = seal(received.key, kept, received.id.bytes)
    received.save(force_insert=True)
    return received


def file_of(panel_import: PanelImport) -> bytes:
    """The file of an import that has not ended, as `keep` made it. Raises ImportNotFound once it is destroyed."""
    if panel_import.key is None or panel_import.sealed is None:
        raise ImportNotFound(panel_import.pk)
    return unseal(bytes(panel_import.key), bytes(panel_import.sealed), panel_import.id.bytes)


def look_into(kept: bytes) -> Look:
    """The headers of a file that was kept, its first rows, and a guess of its columns."""
    with kept_table(kept) as table:
        lines = tuple(islice(table.lines, _LOOKED_AT))
    return Look(table.headers, lines[:SHOWN], guess_meanings(table.headers, [line.cells for line in lines]))


def preview(look: Look, mapped: Mapped) -> Sequence[Previewed]:
    """The first rows as they would be read. Who is in the panel already is told by the import itself."""
    reader = RowReader(mapped, timezone.localdate())
    return [_previewed(line, reader) for line in look.lines]


def _previewed(line: Line, reader: RowReader) -> Previewed:
    try:
        return Previewed(line.number, candidate=reader.read(line.cells))
    except RowRefused as refused:
        return Previewed(line.number, refused=refused)


def start_import(*, panel_import: PanelImport, mapped: Mapped, agreement: Agreement, update: bool) -> bool:
    """Fix what the columns mean and what people agreed to; whether it was not started or cancelled before.

    `agreement.given_on` counts where no column tells the day. The caller hands the import to a worker.
    """
    if faults_of(mapped.headers, mapped.meanings):
        raise ValueError("this mapping has faults")
    waiting = PanelImport.objects.filter(pk=panel_import.pk, state=PanelImport.State.RECEIVED)
    return bool(
        waiting.update(
            state=PanelImport.State.RUNNING,
            mapping={"meanings": list(mapped.meanings), "update": update},
            consent={
                "text": agreement.text,
                "language": agreement.language,
                "given_on": mapped.consent_on.isoformat() if mapped.consent_on else None,
            },
        )
    )


def cancel_import(panel_import: PanelImport) -> bool:
    """Stop an import where it stands, and destroy its file; False when it had ended. Who came in stays."""
    under_way = [PanelImport.State.RECEIVED, PanelImport.State.RUNNING]
    found = PanelImport.objects.filter(pk=panel_import.pk, state__in=under_way)
    return bool(found.update(state=PanelImport.State.CANCELLED, key=None, sealed=None))


def import_with_id(study: int, key: UUID) -> PanelImport:
    """An import of this study. Raises ImportNotFound."""
    found = PanelImport.objects.filter(study=study, pk=key).defer("key", "sealed").first()
    if found is None:
        raise ImportNotFound(key)
    return found


def drop_old_files() -> int:
    """Destroy the files that nobody mapped for a day; how many."""
    old = PanelImport.objects.filter(state=PanelImport.State.RECEIVED, made_on__lt=timezone.localdate() - _FILE_KEPT)
    return old.update(state=PanelImport.State.CANCELLED, key=None, sealed=None)
