"""Tasks of a questionnaire, each given to as many as any other: those under way and the completes.

Whoever gives a task holds the rows of all the tasks of its question, in key order, and reads what
was given by later statements, as for quota cells: two people at once are never given the same as the
fewest have. Somebody who leaves counts for MIROIR_RESERVATION_MINUTES; whoever comes back keeps the
task, and counts again once complete. In a transaction that also locks quota cells, these come first.
"""

from collections.abc import Collection
from random import Random
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F, QuerySet

from respondents.clock import ClockTimestamp
from respondents.models import Task, TaskGiven
from respondents.passages import Passage
from respondents.quotas import least_given
from respondents.submissions import digest_of, store
from respondents.versions import compiled_version
from surveys.runtime import AskTask, relevant_answers

#: The page under which a task is kept among the pages that were sent: no page has such a name.
TASK = ":task"


@transaction.atomic
def give_task(passage: Passage, asked: AskTask) -> bool:
    """Give what is asked for, as one more answer of the interview; False when another page came first.

    The interview exists, and is locked by the caller.
    """
    interview, revision = passage.entry.interview, passage.revision + 1
    code = _given(passage.wave.id, interview, asked, Random(f"{passage.seed}/{asked.field}"))  # noqa: S311 - no secret
    digest = digest_of(TASK, {asked.field: [code]})
    stored = store(passage, revision=revision, page=TASK, answers={asked.field: code}, digest=digest)
    if not stored:
        transaction.set_rollback(True)
    return stored


def _given(wave: int, interview: UUID, asked: AskTask, chance: Random) -> str:
    """The code of the task that the fewest have, which is theirs now."""
    tasks = lock_tasks(wave, asked)
    under_way = dict(
        TaskGiven.objects.filter(task__in=[task.pk for task in tasks], expires_at__gt=ClockTimestamp())
        .values_list("task")
        .annotate(all=Count("pk"))
    )
    code = least_given({task.code: task.complete + under_way.get(task.pk, 0) for task in tasks}, chance)
    [task] = [task for task in tasks if task.code == code]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO respondents_taskgiven (interview_id, field, task_id, expires_at)"
            " VALUES (%s, %s, %s, clock_timestamp() + make_interval(mins => %s))",
            [interview, asked.field, task.pk, settings.MIROIR_RESERVATION_MINUTES],
        )
    return code


def lock_tasks(wave: int, asked: AskTask) -> list[Task]:
    """The tasks of a question, locked until the transaction ends; made when the first of them is asked for."""
    question = asked.field.partition("#")[0]
    of_question = Task.objects.filter(wave=wave, question=question)
    locked = list(of_question.select_for_update().order_by("pk"))
    if len(locked) < len(asked.codes):
        rows = [Task(wave_id=wave, question=question, code=code) for code in asked.codes]
        Task.objects.bulk_create(rows, ignore_conflicts=True)
        locked = list(of_question.select_for_update().order_by("pk"))
    return locked


def end_tasks(passage: Passage, *, counts: bool) -> None:
    """The interview has ended: what it was given counts for good if it does, where it was relevant to the end."""
    compiled = compiled_version(passage.version_id)
    if not any(page.assigned for page in compiled.pages.values()):
        return
    free_tasks(passage.entry.interview)
    if counts:
        population = passage.population or None
        counted = relevant_answers(compiled, passage.answers, passage.now, population, seed=passage.seed)
        count_tasks(passage.entry.interview, counted.keys())


@transaction.atomic
def count_tasks(interview: UUID, fields: Collection[str] | None = None) -> None:
    """What a complete was given counts for good: in these fields, or in all."""
    given = TaskGiven.objects.filter(interview=interview, expires_at__isnull=False)
    _turn(given if fields is None else given.filter(field__in=fields), by=1)


@transaction.atomic
def free_tasks(interview: UUID) -> None:
    """What an interview was given counts no more."""
    _turn(TaskGiven.objects.filter(interview=interview, expires_at__isnull=True), by=-1)
    TaskGiven.objects.filter(interview=interview).update(expires_at=ClockTimestamp())


def _turn(given: QuerySet[TaskGiven], *, by: int) -> None:
    """Count these, or count them no more; one task may have been given in two passages of a loop."""
    of_key = dict(given.values_list("pk", "task"))
    if of_key:
        list(Task.objects.select_for_update().filter(pk__in=of_key.values()).order_by("pk"))
        for task in of_key.values():
            Task.objects.filter(pk=task).update(complete=F("complete") + by)
        TaskGiven.objects.filter(pk__in=of_key).update(expires_at=None if by > 0 else ClockTimestamp())
