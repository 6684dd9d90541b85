"""Files that respondents send: kept at once, named in the answers by their digest.

A page that is refused for another reason shows the file as sent. What no stored page names is
dropped a day later.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Length

from respondents.models import Interview, Upload, Wave
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Raw
from surveys.questionnaire.types.upload import SAMPLE, SAMPLE_DIGEST, TOO_LARGE, is_file
from surveys.questionnaire.types.upload import Upload as UploadQuestion

#: Bytes of all the files of one interview.
MOST_KEPT = 100_000_000
UNNAMED_KEPT = timedelta(days=1)

_OUTSIDE = re.compile(r"[\x00-\x1f\x7f/\\]")

_DROP = """
    DELETE FROM respondents_upload AS upload
    WHERE received_at < clock_timestamp() - make_interval(secs => %s) AND NOT EXISTS (
        SELECT FROM respondents_submission AS submission
        WHERE submission.interview_id = upload.interview
          AND strpos(submission.answers::text, upload.digest) > 0
    )
"""


def keep_files(*, passage: Passage, page: str, raw: Raw, files: "Mapping[str, Sequence[UploadedFile[Any]]]") -> Raw:
    """What was posted, each file replaced by what names it; names that this interview has not sent are dropped."""
    controls = dict(_controls(passage, page))
    if not controls:
        return raw
    named = {control: [name for name in raw.get(control, ()) if name] for control in controls}
    known = _known(passage.entry.interview, {name[:64] for names in named.values() for name in names})
    kept = {control: [name for name in names if name[:64] in known] for control, names in named.items()}
    room = MOST_KEPT - _size(passage.entry.interview) if files else 0
    for control, question in controls.items():
        for sent in files.get(control, ())[: question.most + 1]:
            size = sent.size or 0
            if size > min(question.megabytes * 1_000_000, room):
                kept[control].append(TOO_LARGE)
            elif size:
                kept[control].append(_keep(passage.entry.interview, sent))
                room -= size
    return {**raw, **kept}


def keep_samples(*, interview: UUID, raw: Raw) -> None:
    """Keep the file that a synthetic respondent sends, where one is posted."""
    if any(name.startswith(SAMPLE_DIGEST) for names in raw.values() for name in names):
        _store(interview, SAMPLE_DIGEST, SAMPLE)


def drop_unnamed_files() -> int:
    """Delete the files that no stored page names; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_DROP, [UNNAMED_KEPT.total_seconds()])
        return int(cursor.rowcount)


def _controls(passage: Passage, page: str) -> Iterator[tuple[str, UploadQuestion]]:
    """The controls of a page that take files, with the suffix of its passage."""
    name, mark, number = page.partition("#")
    for one in compiled_version(passage.version_id).definition.flat_pages():
        if one.name == name:
            yield from ((q.name + mark + number, q) for q in one.questions if isinstance(q, UploadQuestion))


def _keep(interview: UUID, sent: "UploadedFile[Any]") -> str:
    content = sent.read()
    digest = hashlib.sha256(content).hexdigest()
    _store(interview, digest, content)
    return f"{digest}/{_file_name(sent.name or '')}"


def _store(interview: UUID, digest: str, content: bytes) -> None:
    with transaction.atomic():
        Upload.objects.bulk_create([Upload(interview=interview, digest=digest, content=content)], ignore_conflicts=True)


def _file_name(name: str) -> str:
    """The last part of a name, without what a path or a terminal would obey."""
    return _OUTSIDE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()[-120:] or "file"


def _known(interview: UUID, digests: Collection[str]) -> frozenset[str]:
    if not digests:
        return frozenset()
    found = Upload.objects.filter(interview=interview, digest__in=sorted(digests)[:50])
    return frozenset(found.values_list("digest", flat=True))


def _size(interview: UUID) -> int:
    kept: int | None = Upload.objects.filter(interview=interview).aggregate(size=Sum(Length("content")))["size"]
    return kept or 0


def files_of(wave: Wave) -> Iterator[tuple[str, bytes]]:
    """The files that interviews of a wave hold, one at a time: a name that no two have, and the bytes."""
    interviews = Interview.objects.filter(wave=wave).order_by("started_at", "pk")
    for interview in interviews.prefetch_related("submissions").iterator(chunk_size=500):
        answers = [value for page in interview.submissions.all() for value in page.answers.values()]
        for name in sorted({name for value in answers if isinstance(value, list) for name in value if is_file(name)}):
            digest, _, written = name.partition("/")
            for found in Upload.objects.filter(interview=interview.pk, digest=digest):
                yield f"{interview.pk}/{digest[:8]}-{written}", bytes(found.content)
