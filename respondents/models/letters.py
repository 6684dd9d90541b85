"""The letters of a mailing, ready to be printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from respondents.models.identity import in_identity
from respondents.models.invitation import Mailing


class Letters(models.Model):
    """One PDF of all the letters, sealed under a key of its own; destroyed when its day is over."""

    mailing = models.OneToOneField(Mailing, primary_key=True, on_delete=models.CASCADE, related_name="letters")
    key = models.BinaryField(_("key"))
    sealed = models.BinaryField(_("file, sealed"))
    made_on = models.DateField(_("made"))

    class Meta:
        db_table = in_identity("letters")
        verbose_name = _("letters of a mailing")
        verbose_name_plural = _("letters of mailings")

    def __str__(self) -> str:
        return str(self.mailing_id)
