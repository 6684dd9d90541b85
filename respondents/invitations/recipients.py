"""Who a mailing goes to: computed when it is asked, shown, and computed again when it is sent."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from respondents.invitations.links import interview_of, token_of, wave_secret
from respondents.models import Disposition, Invitation, Mailing, Message, Panelist, Wave
from respondents.panel.people import read_person
from respondents.panel.person import Person
from respondents.progress import Told, nothing_told

#: Letters in one file: a worker needs 0.3 MB for each while it makes them.
MOST_LETTERS = 2_000

_ENDED = "SELECT id FROM respondents_interview WHERE wave_id = %s AND disposition <> %s AND id = ANY(%s)"
#: Whose e-mail does not work is reached by post.
BY_POST = frozenset({Panelist.State.ACTIVE, Panelist.State.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class Recipients:
    """The people of a mailing, in the order of their keys, which is no order. `keys` are theirs, 16 bytes each."""

    keys: bytes

    @classmethod
    def of(cls, panelists: Iterable[UUID]) -> "Recipients":
        return cls(b"".join(panelist.bytes for panelist in panelists))

    def __len__(self) -> int:
        return len(self.keys) // 16

    def __getitem__(self, some: slice) -> tuple[UUID, ...]:
        """Some of them: a page of a long list is shown without reading the others."""
        return tuple(UUID(bytes=self.keys[16 * place : 16 * place + 16]) for place in range(*some.indices(len(self))))

    @property
    def panelists(self) -> tuple[UUID, ...]:
        return self[:]

    @property
    def digest(self) -> str:
        """What says that two lists are the same."""
        return hashlib.sha256(self.keys).hexdigest()[:32]


def recipients_of(mailing: Mailing, wave: Wave, told: Told = nothing_told) -> Recipients:
    """Who would be written to now; `told` hears how many people were read.

    Invitations go to who was not written to yet; reminders to who was, and has not finished: that is
    found by their links, and kept nowhere; letters to who has no e-mail address that works, and reminders
    by letter to who got one.

    Raises LinksDestroyedError, SealBroken.
    """
    asked = Message.objects.filter(
        mailing__wave=wave.pk, state__in=[Message.State.QUEUED, Message.State.SENT, Message.State.FAILED]
    ).exclude(mailing=mailing.pk)  # its own are there when a worker goes on with what another began
    chosen: Mapping[str, Sequence[str]] = mailing.chosen
    people = Panelist.objects.filter(study=wave.study_id, state=Panelist.State.ACTIVE)
    if mailing.printed:
        letters = asked.filter(mailing__kind=Mailing.Kind.LETTER)
        people = _without_letter(wave, letters) if mailing.kind == Mailing.Kind.LETTER else _with_letter(wave, letters)
        return Recipients.of(islice(_by_post(people, chosen, told), MOST_LETTERS))
    if mailing.kind == Mailing.Kind.INVITATION:
        people = people.exclude(pk__in=asked.values("invitation__panelist"))
    else:
        done = asked.filter(state=Message.State.SENT).values("invitation")
        invited = dict(Invitation.objects.filter(wave=wave.pk, pk__in=done).values_list("pk", "panelist_id"))
        done_with = finished(wave.pk, invited)
        wanted = {panelist for key, panelist in invited.items() if key not in done_with}
        return Recipients.of(key for key in _by_email(people, chosen, told) if key in wanted)
    return Recipients.of(_by_email(people, chosen, told))


def may_get_letters(panelist: Panelist) -> bool:
    """Whether somebody neither left nor was erased."""
    return panelist.state in BY_POST


def _without_letter(wave: Wave, letters: QuerySet[Message]) -> QuerySet[Panelist]:
    """Those to whom no letter went, and who have not finished by an e-mail that does not work any more."""
    lost = Invitation.objects.filter(wave=wave.pk, panelist__state=Panelist.State.UNREACHABLE)
    done_with = finished(wave.pk, list(lost.values_list("pk", flat=True)))
    people = Panelist.objects.filter(study=wave.study_id, state__in=BY_POST)
    return people.exclude(invitations__in=letters.values("invitation")).exclude(invitations__in=done_with)


def _with_letter(wave: Wave, letters: QuerySet[Message]) -> QuerySet[Panelist]:
    """Those to whom a letter went, and who have not finished."""
    reached = Invitation.objects.filter(wave=wave.pk, pk__in=letters.values("invitation"))
    wanted = reached.exclude(pk__in=finished(wave.pk, list(reached.values_list("pk", flat=True))))
    return Panelist.objects.filter(state__in=BY_POST, invitations__in=wanted)


def _by_post(people: QuerySet[Panelist], chosen: Mapping[str, Sequence[str]], told: Told) -> Iterator[UUID]:
    """Those who have a postal address and no e-mail address that works."""
    for place, panelist in enumerate(people.order_by("pk").iterator()):
        told(place)
        person = read_person(panelist)
        by_post = not person.email or panelist.state == Panelist.State.UNREACHABLE
        if by_post and person.address and _chosen(person, chosen):
            yield panelist.pk


def finished(wave: int, invitations: Collection[UUID]) -> set[UUID]:
    """Those of some invitations whose interview has ended, in whatever way. Raises LinksDestroyedError."""
    secret = wave_secret(wave)
    interviews = {interview_of(token_of(secret, key)): key for key in invitations}
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, [wave, Disposition.IN_PROGRESS, list(interviews)])
        return {interviews[interview] for (interview,) in cursor.fetchall()}


def people_named(panelists: Sequence[UUID]) -> Sequence[Person]:
    """Who these panelists are, in their order. One query."""
    found = Panelist.objects.in_bulk(panelists)
    return [read_person(found[key]) for key in panelists if key in found and found[key].sealed is not None]


def _by_email(people: QuerySet[Panelist], chosen: Mapping[str, Sequence[str]], told: Told) -> Iterator[UUID]:
    """Those who have an e-mail address and one of the values of each attribute chosen by."""
    for place, panelist in enumerate(people.only("key", "sealed").order_by("pk").iterator()):
        told(place)
        person = read_person(panelist)
        if person.email and _chosen(person, chosen):
            yield panelist.pk


def _chosen(person: Person, chosen: Mapping[str, Sequence[str]]) -> bool:
    return all(person.attributes.get(name) in values for name, values in chosen.items())
