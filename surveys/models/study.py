"""A study and the people who work on it."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.questionnaire.text import in_language


class Mode(models.TextChoices):
    """What ties answers to the people who were invited."""

    ANONYMOUS = "anonymous", _("anonymous: nothing ties answers to people")
    PSEUDONYMOUS = "pseudonymous", _("pseudonymous: a key, kept apart, ties answers to people")


class Role(models.TextChoices):
    """What a member is there for."""

    CHAIR = "chair", _("chair")
    AUTHOR = "author", _("author")
    REVIEWER = "reviewer", _("reviewer")
    FIELDWORK = "fieldwork", _("fieldwork")
    ANALYST = "analyst", _("analyst")
    READER = "reader", _("reader")


def validate_texts(value: object) -> None:
    """Refuses anything but a non-empty object of texts by language."""
    if not isinstance(value, dict) or not value or not all(isinstance(text, str) for text in value.values()):
        raise ValidationError(_('Write one text per language: {"fr": "…", "en": "…"}.'), code="texts")


class Study(models.Model):
    """A barometer: a title, a committee, a series of waves."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.JSONField(_("title"), validators=[validate_texts])
    mode = models.CharField(_("identity"), max_length=12, choices=Mode.choices, default=Mode.ANONYMOUS)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="surveys.Membership", related_name="studies")

    class Meta:
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        ordering: ClassVar[list[str]] = ["-created_at", "slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="study_mode_is_known"),
            models.CheckConstraint(condition=models.Q(slug__regex=r"^[a-z0-9][a-z0-9-]*$"), name="study_slug_is_plain"),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "")

    def title_in(self, language: str) -> str:
        """The title in a language, or in whatever language there is."""
        return in_language(self.title, language, "fr") or self.slug


class Membership(models.Model):
    """One person's role in one study."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "user"], name="membership_is_unique"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.study_id}"
