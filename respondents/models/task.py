"""Tasks given to respondents: how often each was, and to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from respondents.models.interview import Interview
from respondents.models.wave import Wave


class Task(models.Model):
    """One code of an `assigned` question of a wave. Its row is the lock of what is given, taken in key order."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    question = models.CharField(_("question"), max_length=64)
    code = models.CharField(_("code"), max_length=64)
    complete = models.PositiveIntegerField(_("complete"), default=0)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["wave", "question", "code"], name="task_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.question}/{self.code}"


class TaskGiven(models.Model):
    """A task that an interview was given for one of its fields.

    It counts until `expires_at`; for good, in the `complete` of its task, where that is None.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    field = models.CharField(_("field"), max_length=80)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="given", db_index=False)
    expires_at = models.DateTimeField(_("expires"), null=True)

    class Meta:
        verbose_name = _("task given")
        verbose_name_plural = _("tasks given")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "field"], name="task_is_given_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["task", "expires_at"], name="task_under_way", condition=Q(expires_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.field}"
