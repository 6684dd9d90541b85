"""Whoever comes by an invitation: the interview that is theirs, with what the panel knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from respondents.entry import given_by_link
from respondents.invitations.links import interview_of, invitation_with
from respondents.models import Invitation, Wave
from respondents.panel.people import read_person
from respondents.passages import Entry
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Answers
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.types import Hidden

#: The sample source of those who were invited.
PANEL = "panel"


class UnknownLinkError(LookupError):
    """No invitation has this link: it was altered, or the person was erased."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody invited: to which wave, the entry of their interview, and the language that they read."""

    slug: str
    entry: Entry
    languages: tuple[str, ...]


def arrive(token: str) -> Arrival:
    """Who comes by a link. Nothing is written: what looks at links ahead of people changes nothing.

    Raises UnknownLinkError, SealBroken.
    """
    invitation = invitation_with(token)
    wave = Wave.objects.filter(pk=invitation.wave).first() if invitation else None
    if invitation is None or wave is None:
        raise UnknownLinkError
    return arrival_of(invitation, wave, interview_of(token))


def arrival_of(invitation: Invitation, wave: Wave, interview: UUID) -> Arrival:
    """The arrival of who was invited. Their language is in `entry`, empty where the panel does not know it."""
    definition = compiled_version(wave.version_id).definition
    person = read_person(invitation.panelist)
    given = given_of(person.attributes, definition)
    entry = Entry(interview, person.language, PANEL, given=given)
    return Arrival(wave.slug, entry, tuple(definition.languages))


def given_of(attributes: Mapping[str, str], definition: Definition) -> Answers:
    """The values of the hidden questions whose parameter is the name of an attribute, whatever its case."""
    known = {name.casefold(): value for name, value in attributes.items()}
    named = {
        question.parameter: known.get(question.parameter.casefold(), "")
        for question in definition.questions()
        if isinstance(question, Hidden) and question.parameter
    }
    return given_by_link(named, definition)
