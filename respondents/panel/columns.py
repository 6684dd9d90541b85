"""What the columns of a file mean: guessed from their headers, then said by whoever imports it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from respondents.panel.addresses import BadEmailError, written_email


class Meaning(TextChoices):
    """What a column holds."""

    IGNORED = "ignored", _("leave out")
    EMAIL = "email", _("e-mail address")
    NAME = "name", _("whole name")
    FIRST_NAME = "first_name", _("first name")
    LAST_NAME = "last_name", _("last name")
    LANGUAGE = "language", _("language")
    PHONE = "phone", _("phone")
    ADDRESS = "address", _("line of the postal address")
    POSTCODE = "postcode", _("postcode")
    CITY = "city", _("town")
    COUNTRY = "country", _("country")
    REFERENCE = "reference", _("reference, for those without e-mail")
    CONSENT_DATE = "consent_date", _("date of consent")
    ATTRIBUTE = "attribute", _("attribute: anything else")


#: Meanings that any number of columns may have.
REPEATED = frozenset({Meaning.IGNORED, Meaning.ADDRESS, Meaning.ATTRIBUTE})

_HEADERS: Mapping[Meaning, str] = {
    Meaning.EMAIL: "e mail|email|mail|mel|courriel|(adresse|address) (e )?mail|adresse (electronique|courriel|mel)"
    "|e ?mail address|adresse de (messagerie|courriel)",
    Meaning.NAME: "nom complet|full name|noms? et prenoms?|prenoms? et noms?|nom prenom|prenom nom|contact",
    Meaning.FIRST_NAME: "prenoms?|first ?name|given name|forename",
    Meaning.LAST_NAME: "nom|name|nom de famille|nom d usage|last ?name|surname|family name",
    Meaning.LANGUAGE: "langue( de contact| preferee)?|(preferred )?language|lang|lng",
    Meaning.PHONE: "(numero de )?(tel|telephone)( (mobile|portable|fixe))?|(mobile )?phone( number)?|mobile|portable"
    "|gsm",
    Meaning.ADDRESS: "(adresse|address)( postale)?( line)?( ligne)?( [1-5])?|rue|voie|street|complement( d adresse)?",
    Meaning.POSTCODE: "code postal|cp|post ?code|zip( code)?|postal code",
    Meaning.CITY: "ville|city|town|commune|localite",
    Meaning.COUNTRY: "pays|country",
    Meaning.REFERENCE: "ref|reference|identifiant|id|matricule|external id|(id|code|numero) (patient|panel|panelist)",
    Meaning.CONSENT_DATE: "(date )?(de |du |d )?(consentement|accord)|consent( date| given)?( on)?|date of consent"
    "|(date|recueil) (de|du) consentement",
}
_GUESSES = {meaning: re.compile(pattern) for meaning, pattern in _HEADERS.items()}


@dataclass(frozen=True, slots=True)
class Mapped:
    """What each column means, by its place; and the day of everybody's consent, unless a column tells it."""

    headers: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    consent_on: date | None = None


def guess_meanings(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> tuple[Meaning, ...]:
    """The likeliest meaning of each column, from its header, or from its cells where they are addresses."""
    taken: set[Meaning] = set()
    meanings = []
    for place, header in enumerate(headers):
        column = [cells[place].strip() for cells in samples if place < len(cells) and cells[place].strip()]
        meaning = _guess(header, column)
        if meaning in taken and meaning not in REPEATED:
            meaning = Meaning.ATTRIBUTE
        taken.add(meaning)
        meanings.append(meaning)
    return tuple(meanings)


def _guess(header: str, column: Sequence[str]) -> Meaning:
    if column and 2 * sum(map(_looks_like_email, column)) > len(column):
        return Meaning.EMAIL
    plain = _plain(header)
    if not plain:
        return Meaning.IGNORED
    return next((meaning for meaning, known in _GUESSES.items() if known.fullmatch(plain)), Meaning.ATTRIBUTE)


def faults_of(headers: Sequence[str], meanings: Sequence[Meaning]) -> tuple[str, ...]:
    """Codes of what makes a mapping impossible."""
    counts = Counter(meanings)
    names = [_plain(header) for header, meaning in zip(headers, meanings, strict=True) if meaning == Meaning.ATTRIBUTE]
    found = {
        "mapping_without_contact": not counts[Meaning.EMAIL] and not counts[Meaning.REFERENCE],
        "mapping_twice": any(count > 1 for meaning, count in counts.items() if meaning not in REPEATED),
        "attribute_without_name": "" in names,
        "attribute_twice": len(set(names)) < len(names),
    }
    return tuple(code for code, wrong in found.items() if wrong)


def letter_of(place: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _plain(header: str) -> str:
    """A header without case, accents and signs."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", header) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare.lower()))


def _looks_like_email(text: str) -> bool:
    try:
        return bool(written_email(text))
    except BadEmailError:
        return False
