"""The fieldwork of one version between two dates."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.questionnaire.text import in_language


class Wave(models.Model):
    """One round of fieldwork: a link that people open, between two dates, on one published version."""

    study = models.ForeignKey("surveys.Study", on_delete=models.PROTECT, related_name="waves")
    version = models.ForeignKey("surveys.Version", on_delete=models.PROTECT, related_name="waves")
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title = models.JSONField(_("title"))
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)
    simulated = models.BooleanField(_("simulated"), default=False, help_text=_("Answers are not used."))
    redirect_url = models.URLField(
        _("address when full"), blank=True, help_text=_("Offered to those whose quota cell is full.")
    )

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering: ClassVar[list[str]] = ["-opens_at", "slug"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(slug__regex=r"^[a-z0-9][a-z0-9-]*$"), name="wave_slug_is_plain"),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="wave_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title_in(get_language() or "")

    def title_in(self, language: str) -> str:
        """The title in a language, or in whatever language there is."""
        return in_language(self.title, language) or self.slug
