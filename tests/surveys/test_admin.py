"""The office's pages."""

import pytest
from django.test import Client
from django.urls import reverse

from surveys.models import User
from tests.surveys.factories import make_member, make_study, make_user, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def test_accounts_studies_and_versions_are_listed(office: Client) -> None:
    study = make_member().study
    version = published(study)
    for name in ("user", "study", "version"):
        assert office.get(reverse(f"admin:surveys_{name}_changelist")).status_code == 200
    assert office.get(reverse("admin:surveys_study_change", args=[study.pk])).status_code == 200
    assert office.get(reverse("admin:surveys_version_change", args=[version.pk])).status_code == 200


def test_a_version_cannot_be_changed_there(office: Client) -> None:
    version = published(make_study())
    assert office.get(reverse("admin:surveys_version_add")).status_code == 403
    assert office.post(reverse("admin:surveys_version_delete", args=[version.pk]), {"post": "yes"}).status_code == 403


def test_an_account_is_made_without_user_name(office: Client) -> None:
    posted = {"email": "Ada@Example.org", "name": "Ada", "usable_password": "false"}
    response = office.post(reverse("admin:surveys_user_add"), posted)
    assert response.status_code == 302
    assert User.objects.get(email="ada@example.org").name == "Ada"
