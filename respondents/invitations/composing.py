"""One person's message: their text, in their language, as plain text and as HTML, with the headers of mailings."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from respondents.invitations.texts import Letter, Place, decoded, filled
from respondents.models import Mailing, Wave
from respondents.panel.person import Person
from respondents.versions import compiled_version


@dataclass(frozen=True, slots=True)
class Composed:
    """A message ready to be sent or looked at."""

    language: str
    letter: Letter
    html: SafeString


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every message of a mailing shares."""

    letters: Mapping[str, Letter]
    minutes: int | None
    wave: Wave

    @classmethod
    def of(cls, mailing: Mailing, wave: Wave) -> "Envelope":
        return cls(decoded(mailing.texts), compiled_version(wave.version_id).definition.minutes, wave)

    def compose(self, person: Person, *, link: str, entrance: str, stop: str) -> Composed:
        """The e-mail for somebody. A text without a place for `stop` ends with it."""
        language, plain = self.letter_for(person, link=link, entrance=entrance, stop=stop)
        return Composed(language, plain, _html(plain.body, (link, entrance, stop)))

    def letter_for(
        self, person: Person, *, link: str, entrance: str = "", stop: str = "", code: str = ""
    ) -> tuple[str, Letter]:
        """The text for somebody, and its language. With `stop`, one without a place for it ends with it."""
        language = person.language if person.language in self.letters else next(iter(self.letters))
        letter = self.letters[language]
        with translation.override(language):
            if stop and f"{{{Place.STOP}}}" not in letter.body:
                ending = gettext("To receive no more messages: {stop}")
                letter = Letter(letter.subject, f"{letter.body.rstrip()}\n\n{ending}")
            closes = self.wave.closes_at and date_format(timezone.localtime(self.wave.closes_at), "DATE_FORMAT")
            values = {
                Place.NAME: " ".join(person.name.split()),
                Place.MINUTES: str(self.minutes or ""),
                Place.CLOSES: closes or "",
                Place.LINK: link,
                Place.ENTRANCE: entrance,
                Place.STOP: stop,
                Place.CODE: code,
            }
            return language, filled(letter, values)


def email_of(composed: Composed, *, person: Person, message: UUID, stop: str) -> EmailMultiAlternatives:
    """The e-mail. Its Message-ID is that of the message, so that the same one sent twice is known as such."""
    domain = urlsplit(settings.SITE_URL).hostname or "localhost"
    email = EmailMultiAlternatives(
        subject=composed.letter.subject,
        body=composed.letter.body,
        to=[sanitize_address((" ".join(person.name.split()), person.email), "utf-8")],
        headers={
            "Message-ID": f"<{message}@{domain}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Precedence": "bulk",
        },
    )
    context = {"language": composed.language, "subject": composed.letter.subject, "html": composed.html}
    email.attach_alternative(render_to_string("respondents/desk/mailing_email.html", context), "text/html")
    return email


def _html(body: str, links: tuple[str, ...]) -> SafeString:
    """The paragraphs of a plain text, in which our links can be followed."""
    text = str(format_html("{}", body))
    for link in sorted(links, key=len, reverse=True):
        safe = str(format_html("{}", link))
        text = text.replace(safe, f"\0{links.index(link)}\0")
    for place, link in enumerate(links):
        text = text.replace(f"\0{place}\0", str(format_html('<a href="{}">{}</a>', link, link)))
    paragraphs = [each.strip().replace("\n", "<br>") for each in text.replace("\r\n", "\n").split("\n\n")]
    return mark_safe("".join(f"<p>{each}</p>" for each in paragraphs if each))  # noqa: S308 - escaped above
