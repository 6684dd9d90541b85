"""What became of everyone, counted from interviews and invitations; and the page that tells it."""

import pytest
from django.test import Client

from respondents.models import Interview, Panelist, Wave
from respondents.outcome_counts import outcomes_of
from respondents.outcomes import Cases, OptIn
from respondents.reviews import reject
from surveys.models import Role, User
from tests.analytics.views.committee import a_member, queries_of, signed_in
from tests.respondents.invitations.people import invited, panel_of
from tests.respondents.questionnaire import an_open_wave
from tests.respondents.test_interviews import ALL, DOCTOR, row, walk

pytestmark = pytest.mark.django_db

PAGE = "/waves/test/outcomes/"


@pytest.fixture
def wave() -> Wave:
    return an_open_wave()


def came(wave: Wave, *pages: object, by: str = "panel") -> Interview:
    interview = row(walk(wave, *pages).passage)  # type: ignore[arg-type]
    Interview.objects.filter(pk=interview.pk).update(source=by)
    return interview


DOCTORS = ("welcome", ("you", DOCTOR), *ALL[2:])
NEITHER = ("welcome", ("you", {"role": ["neither"]}))


def test_everyone_who_was_invited_has_one_outcome(wave: Wave) -> None:
    people = panel_of(wave, 14)
    for person in people:
        invited(wave, person)
    Panelist.objects.filter(pk=people[-1].pk).update(state=Panelist.State.UNREACHABLE)
    Panelist.objects.filter(pk__in=[each.pk for each in people[-3:-1]]).update(state=Panelist.State.LEFT)
    came(wave, *DOCTORS)
    came(wave, *DOCTORS)
    reject(interview=came(wave, *DOCTORS).pk, by=User.objects.create_user("manager@example.org"))
    came(wave, *NEITHER)
    came(wave, *DOCTORS[:3])  # three pages of five, and a place: half is done
    came(wave, *DOCTORS[:2])  # two pages, and a place
    came(wave, "welcome")  # nobody knows who they are
    found = outcomes_of(wave)
    assert found.invited == found.cases.total == 14
    assert found.cases == Cases(
        complete=2, partial=1, refusal=3, other=1, unknown=4, unknown_other=2, not_eligible=1
    )  # fmt: skip
    assert found.opt_in == OptIn()


def test_who_came_by_themselves_is_counted_apart(wave: Wave) -> None:
    came(wave, *DOCTORS, by="")
    came(wave, *NEITHER, by="forum")
    came(wave, "welcome", by="panel")  # anyone may write that; nobody was invited
    assert outcomes_of(wave).opt_in == OptIn(complete=1, left=1, not_eligible=1)
    assert outcomes_of(wave).cases == Cases()


def test_more_answers_than_invitations_are_no_negative_number(wave: Wave) -> None:
    invited(wave, panel_of(wave, 1)[0])
    for _ in range(3):
        came(wave, *DOCTORS)
    assert outcomes_of(wave).cases == Cases(complete=3)


def test_every_member_reads_it_and_nobody_else(wave: Wave) -> None:
    assert Client().get(PAGE).status_code == 302
    assert signed_in(User.objects.create_user("outsider@example.org")).get(PAGE).status_code == 404
    reader = signed_in(a_member(wave.study, Role.READER))
    assert "Nobody has come yet" in reader.get(PAGE).content.decode()
    people = panel_of(wave, 3)
    for person in people:
        invited(wave, person)
    came(wave, *DOCTORS)
    came(wave, *DOCTORS, by="")
    page = reader.get(PAGE).content.decode()
    assert "3 people were invited." in page
    assert "33.3 %" in page
    assert "no response rate" in page
    assert people[0].pk.hex not in page
    few = queries_of(reader, PAGE)
    came(wave, *DOCTORS[:2])
    assert queries_of(reader, PAGE) == few
