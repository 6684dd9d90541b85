"""People of a panel who are invited to a wave, for tests."""

from collections.abc import Mapping, Sequence

from respondents.invitations.inviting import invite
from respondents.invitations.links import token_of, wave_secret
from respondents.models import Invitation, Panelist, Wave
from respondents.panel.people import add_person
from respondents.panel.person import Person
from tests.respondents.panel.files import AGREEMENT
from tests.respondents.questionnaire import an_open_wave, ask, page

#: A wave whose population is what the panel knows of somebody.
KNOWN = {
    "pages": [
        page(
            "first",
            "Un",
            "One",
            {"type": "hidden", "name": "place", "parameter": "region"},
            ask("text", "word", "Un mot", "A word"),
        ),
        page("second", "Deux", "Two", ask("text", "why", "À ${place} ?", "In ${place}?")),
    ],
    "figures": [],
    "quotas": [],
    "targets": [],
    "populations": [{"name": "all", "side": "patients", "screen": {"text": "${place} != 'nowhere'"}}],
}


def a_known_wave(slug: str = "test", **fields: object) -> Wave:
    return an_open_wave(slug, changes=KNOWN, **fields)


def a_panelist(wave: Wave, name: str = "Anne", **known: object) -> Panelist:
    """Somebody of the panel of a wave's study."""
    person: dict[str, object] = {
        "email": f"{name.lower()}@example.org",
        "name": name,
        "language": "fr",
        "attributes": {"Region": "Brest"},
        **known,
    }
    return add_person(study=wave.study_id, person=Person(**person), agreement=AGREEMENT)  # type: ignore[arg-type]


def invited(wave: Wave, panelist: Panelist) -> str:
    """The token of somebody's invitation."""
    key = invite(wave=wave, panelists=[panelist.pk])[panelist.pk]
    return token_of(wave_secret(wave.pk), key)


def an_invitation(panelist: Panelist) -> Invitation:
    return Invitation.objects.get(panelist=panelist)


def panel_of(wave: Wave, count: int, **known: Sequence[str] | Mapping[str, str] | str) -> list[Panelist]:
    """So many people, all alike but for their names."""
    return [a_panelist(wave, f"Person{number}", **known) for number in range(count)]
