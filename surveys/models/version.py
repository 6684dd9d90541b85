"""A published questionnaire."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.study import Study


class Version(models.Model):
    """A definition as it was published: numbered in its study, named by its content, never changed.

    A trigger of the database refuses to update or delete a row, whoever asks.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    definition = models.JSONField(_("definition"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering: ClassVar[list[str]] = ["study", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["study", "number"], name="version_number_is_unique"),
            models.UniqueConstraint(fields=["study", "content_hash"], name="version_content_is_unique"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_number_starts_at_one"),
            models.CheckConstraint(
                condition=models.Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="version_hash_is_sha256"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["content_hash"], name="version_by_content")]

    def __str__(self) -> str:
        return f"{self.study.slug}@{self.number}"
