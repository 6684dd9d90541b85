"""People who agreed to be asked. All that says who they are is sealed under a key of their own."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from respondents.models.identity import in_identity


class Panelist(models.Model):
    """One person of a study's panel.

    `sealed` holds name, addresses, language and attributes; `key` is the person's, wrapped. Both
    are empty once the person was erased. `contact` is a keyed hash of the e-mail address (or of
    the reference of those who have none), by which a person is found again. No time of day is
    kept anywhere in this schema: it could be laid beside that of an interview.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        LEFT = "left", _("asked not to be written to")
        UNREACHABLE = "unreachable", _("address does not work")
        ERASED = "erased", _("erased")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.BigIntegerField(_("study"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ACTIVE)
    contact = models.BinaryField(_("contact"), max_length=32, null=True)
    key = models.BinaryField(_("key"), null=True)
    sealed = models.BinaryField(_("sealed"), null=True)
    joined_on = models.DateField(_("joined"))

    class Meta:
        db_table = in_identity("panelist")
        verbose_name = _("panelist")
        verbose_name_plural = _("panelists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "contact"], name="panelist_contact_is_unique"),
            models.CheckConstraint(
                condition=models.Q(state="erased", key=None, sealed=None, contact=None)
                | ~models.Q(state="erased") & models.Q(key__isnull=False, sealed__isnull=False, contact__isnull=False),
                name="panelist_erased_is_empty",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["study", "state"], name="panelist_by_state")]

    def __str__(self) -> str:
        return str(self.id)


class Consent(models.Model):
    """What a person agreed to, in the words that they were shown, and when."""

    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="consents")
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=20)
    given_on = models.DateField(_("given"))
    withdrawn_on = models.DateField(_("withdrawn"), null=True)

    class Meta:
        db_table = in_identity("consent")
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None) | models.Q(withdrawn_on__gte=models.F("given_on")),
                name="consent_is_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panelist_id} {self.given_on}"


class OptOut(models.Model):
    """An address that is never written to again for a study; it outlives the person's own row."""

    study = models.BigIntegerField(_("study"))
    contact = models.BinaryField(_("contact"), max_length=32)
    asked_on = models.DateField(_("asked"))

    class Meta:
        db_table = in_identity("opt_out")
        verbose_name = _("opt-out")
        verbose_name_plural = _("opt-outs")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "contact"], name="opt_out_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.study} {self.asked_on}"
