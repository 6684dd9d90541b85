"""Letters for those who cannot be written to by e-mail: one PDF, each with its address, square and code.

The text is data to `letter.typ`, never part of it. Fonts are those that typst brings along.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from respondents.invitations.codes import shown_code
from respondents.invitations.composing import Envelope
from respondents.panel.person import Person

_LAYOUT = Path(__file__).with_name("letter.typ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one letter, in the words of its language; `square` is a QR code in SVG."""

    language: str
    sender: str
    recipient: tuple[str, ...]
    day: str
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    square: str
    scan: str
    or_type: str
    address: str
    with_code: str
    code: str


def sheet_for(envelope: Envelope, person: Person, *, link: str, code: str) -> Sheet:
    """Somebody's letter. `link` is in the square; what is typed is the short address and the code."""
    typed = address_to_type(envelope.wave.pk)
    language, letter = envelope.letter_for(person, link=typed, code=shown_code(code))
    with translation.override(language):
        return Sheet(
            language=language,
            sender=envelope.wave.study.title_in(language),
            recipient=tuple(filter(None, (" ".join(person.name.split()), *person.address))),
            day=date_format(timezone.localdate(), "DATE_FORMAT"),
            subject=letter.subject,
            paragraphs=tuple(
                tuple(paragraph.strip().splitlines()) for paragraph in letter.body.split("\n\n") if paragraph.strip()
            ),
            square=_square(link),
            scan=gettext("To answer, scan this square with the camera of your telephone,"),
            or_type=gettext("or open this address:"),
            address=typed,
            with_code=gettext("and type this code:"),
            code=shown_code(code),
        )


def typeset(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The letters as one PDF: tagged (PDF/UA-1), each in its language."""
    letters = {"title": title, "language": sheets[0].language, "letters": [asdict(sheet) for sheet in sheets]}
    content: bytes = typst.compile(
        str(_LAYOUT), sys_inputs={"letters": json.dumps(letters)}, pdf_standards=["ua-1"], ignore_system_fonts=False
    )
    return content


def address_to_type(wave: int) -> str:
    """The short address at which a wave takes codes, as it is printed."""
    site = urlsplit(settings.SITE_URL)
    return f"{site.netloc}{site.path}{reverse('respondents:codes', args=[wave])}".rstrip("/")


def _square(link: str) -> str:
    """A QR code. Which of the eight masks looks best is not tried: each is read as well, in a third of the time."""
    drawn = BytesIO()
    segno.make(link, error="m", micro=False, mask=0).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
