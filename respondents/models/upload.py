"""Files that respondents sent."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """The bytes of one file, kept before the page that names it is accepted: nobody sends it twice.

    It may come with the very first page, before the interview has a row: hence no foreign key.
    """

    pk = models.CompositePrimaryKey("interview", "digest")
    interview = models.UUIDField(_("interview"), editable=False)
    digest = models.CharField(_("digest"), max_length=64)  # SHA-256 of the bytes, in hexadecimal
    content = models.BinaryField(_("content"))
    received_at = models.DateTimeField(_("received"), db_default=Now())

    class Meta:
        verbose_name = _("file sent")
        verbose_name_plural = _("files sent")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["received_at"], name="upload_by_age")]

    def __str__(self) -> str:
        return f"{self.interview}/{self.digest[:12]}"
