"""A file of people on its way into the panel."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from respondents.models.identity import in_identity


class PanelImport(models.Model):
    """A file that was sent, what its columns mean, how far it was read, and what was refused.

    The file is sealed, and removed with its key when the import has ended, or after a day.
    `refused` lists `[row, column, code]`: never what the row held.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("to be mapped")
        RUNNING = "running", _("being read")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.BigIntegerField(_("study"), db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    key = models.BinaryField(_("key"), null=True)
    sealed = models.BinaryField(_("file, sealed"), null=True)
    columns = models.JSONField(_("columns"), default=list)
    mapping = models.JSONField(_("what the columns mean"), default=dict)
    consent = models.JSONField(_("consent"), default=dict)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    read = models.PositiveIntegerField(_("rows read"), default=0)
    added = models.PositiveIntegerField(_("people added"), default=0)
    changed = models.PositiveIntegerField(_("people changed"), default=0)
    refused = models.JSONField(_("rows refused"), default=list)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0, help_text=_("Since it last got any further."))
    made_on = models.DateField(_("made"))

    class Meta:
        db_table = in_identity("panel_import")
        verbose_name = _("import of a panel")
        verbose_name_plural = _("imports of panels")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=["received", "running"]) | models.Q(key=None, sealed=None),
                name="panel_import_ended_keeps_no_file",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
