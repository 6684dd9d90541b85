"""Invitations: one person's link to one wave, and the messages that carry it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from respondents.models.identity import in_identity
from respondents.models.panelist import Panelist


class WaveKey(models.Model):
    """The secret that a wave's links are made with, wrapped; destroyed when an anonymous wave closes.

    An invitation's token is made of it and of the invitation's key, and an interview's of the
    token: without this secret nobody can say which interview an invitation led to.
    """

    wave = models.BigIntegerField(_("wave"), primary_key=True)
    sealed = models.BinaryField(_("key"), null=True)
    destroyed_on = models.DateField(_("destroyed"), null=True)

    class Meta:
        db_table = in_identity("wave_key")
        verbose_name = _("key of a wave")
        verbose_name_plural = _("keys of waves")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=True) ^ models.Q(destroyed_on__isnull=True),
                name="wave_key_is_there_or_destroyed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.wave)


class Invitation(models.Model):
    """A person invited to a wave. Hashes of the token and of the code on letters: neither is stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="invitations", db_index=False)
    wave = models.BigIntegerField(_("wave"))
    token_hash = models.BinaryField(_("hash of the token"), max_length=32, unique=True)
    code_hash = models.BinaryField(_("hash of the code"), max_length=32, null=True, unique=True)
    invited_on = models.DateField(_("invited"), null=True)

    class Meta:
        db_table = in_identity("invitation")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["panelist", "wave"], name="invitation_is_unique"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["wave"], name="invitation_by_wave")]

    def __str__(self) -> str:
        return str(self.id)


class Mailing(models.Model):
    """Messages to some of a panel for a wave: invitations, reminders to who has not finished, letters to print."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        REMINDER = "reminder", _("reminder")
        LETTER = "letter", _("letter")
        POSTAL = "postal", _("reminder by letter")

    #: Those that are printed, not sent.
    PRINTED: ClassVar[frozenset[str]] = frozenset({Kind.LETTER, Kind.POSTAL})

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        STARTING = "starting", _("being prepared")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")
        CANCELLED = "cancelled", _("cancelled")

    class HeldBack(models.TextChoices):
        CHANGED = "changed", _("The list has changed since it was shown. Nothing is sent: look at it again.")
        NOT_NOW = "not_now", _("Nothing is sent: nobody is on the list, or the wave is closed.")

    wave = models.BigIntegerField(_("wave"), db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    texts = models.JSONField(_("texts"), help_text=_("Subject and body, by language."))
    chosen = models.JSONField(_("recipients"), default=dict, help_text=_("Values of attributes; empty: everybody."))
    per_minute = models.PositiveIntegerField(_("messages per minute"), default=120)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    shown = models.CharField(_("people shown"), max_length=32, blank=True, help_text=_("A digest of their list."))
    held_back = models.CharField(_("why it is a draft again"), max_length=10, choices=HeldBack.choices, blank=True)
    made_on = models.DateField(_("made"))

    class Meta:
        db_table = in_identity("mailing")
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(per_minute__gte=1), name="mailing_rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.kind}"

    @property
    def printed(self) -> bool:
        """Whether it is letters."""
        return self.kind in self.PRINTED


class Message(models.Model):
    """One message of a mailing to one person: the outbox. Whoever sends it holds its row meanwhile."""

    class State(models.TextChoices):
        QUEUED = "queued", _("to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("refused")
        DROPPED = "dropped", _("not sent: not wanted any more")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="messages", db_index=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="messages")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    sent_on = models.DateField(_("sent"), null=True)

    class Meta:
        db_table = in_identity("message")
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mailing", "invitation"], name="message_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_on__isnull=False), name="message_sent_has_a_date"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["mailing", "state"], name="message_by_state")]

    def __str__(self) -> str:
        return str(self.id)
