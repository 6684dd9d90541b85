"""Who may do what."""

import pytest
from django.contrib.auth.models import AnonymousUser

from surveys.access import ACTS
from surveys.api import StudyNotFound, get_study, may, studies_of
from surveys.models import Role
from tests.surveys.factories import make_member, make_study, make_user

pytestmark = pytest.mark.django_db

ALLOWED = {
    "view_study": set(Role),
    "edit_study": {Role.CHAIR, Role.AUTHOR},
    "run_fieldwork": {Role.CHAIR, Role.FIELDWORK},
    "run_analysis": {Role.CHAIR, Role.ANALYST},
}


def test_every_act_is_in_the_table() -> None:
    assert set(ACTS) == set(ALLOWED)


@pytest.mark.parametrize("act", ALLOWED)
@pytest.mark.parametrize("role", Role)
def test_acts_by_role(role: Role, act: str) -> None:
    membership = make_member(role)
    assert may(membership.user, membership.study, act) is (role in ALLOWED[act])
    assert not may(membership.user, make_study(), act)


@pytest.mark.parametrize("act", ALLOWED)
def test_nobody_else_may(act: str) -> None:
    study = make_study()
    gone = make_member(Role.CHAIR, study=study, user=make_user(is_active=False)).user
    for user in (AnonymousUser(), make_user(), make_user(is_superuser=True), gone):
        assert not may(user, study, act)


def test_an_act_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        may(make_user(), make_study(), "burn_study")


def test_a_member_sees_their_studies_alone() -> None:
    membership, other = make_member(), make_member()
    assert list(studies_of(membership.user)) == [membership.study]
    assert list(studies_of(AnonymousUser())) == []
    assert get_study(membership.user, membership.study.slug) == membership.study
    for slug in (other.study.slug, "nowhere"):
        with pytest.raises(StudyNotFound):
            get_study(membership.user, slug)
