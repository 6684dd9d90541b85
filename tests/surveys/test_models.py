"""What the database itself refuses."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from surveys.models import Role, Study, User, Version
from tests.surveys.factories import make_member, make_study, make_user, published

pytestmark = pytest.mark.django_db


def test_an_account_is_known_by_its_address_in_lower_case() -> None:
    user = User.objects.create_user(" Ada@Example.ORG ", "a long password", name="Ada", language="fr")
    assert user.email == "ada@example.org"
    assert user.check_password("a long password")
    assert User.objects.get_by_natural_key("ADA@example.org") == user
    assert str(user) == "Ada"


def test_an_address_is_given_once() -> None:
    make_user(email="ada@example.org")
    with pytest.raises(ValidationError):
        User.objects.create_user("ADA@example.org")


def test_the_office_may_open_the_administration() -> None:
    user = User.objects.create_superuser("office@example.org", "a long password")
    assert user.is_staff
    assert user.is_superuser


def refused(constraint: str, make: Callable[..., object], **attributes: object) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make(**attributes)


def test_constraints() -> None:
    membership = make_member()
    refused("user_email_is_lower_case", make_user, email="Ada@example.org")
    refused("study_slug_is_plain", make_study, slug="Not Plain")
    refused("study_mode_is_known", make_study, mode="open")
    refused("membership_role_is_known", make_member, role="king")
    refused("membership_is_unique", make_member, study=membership.study, user=membership.user, role=Role.CHAIR)


@pytest.mark.parametrize(
    ("attributes", "constraint"),
    [
        ({"number": 1}, "version_number_is_unique"),
        ({"number": 0}, "version_number_starts_at_one"),
        ({"content_hash": "short"}, "version_hash_is_sha256"),
    ],
)
def test_constraints_of_versions(attributes: dict[str, object], constraint: str) -> None:
    version = published(make_study())
    plain = {"study": version.study, "number": 2, "content_hash": "a" * 64, "definition": {}}
    refused(constraint, Version.objects.create, **plain | attributes)


def test_a_content_is_published_once_per_study() -> None:
    version = published(make_study())
    again = {"study": version.study, "number": 2, "content_hash": version.content_hash, "definition": {}}
    refused("version_content_is_unique", Version.objects.create, **again)


@pytest.mark.parametrize(
    "change", [{"definition": {}}, {"content_hash": "b" * 64}, {"number": 9}, {"published_at": "2000-01-01T00:00Z"}]
)
def test_a_version_never_changes(change: dict[str, object]) -> None:
    version = published(make_study())
    refused("is published", Version.objects.filter(pk=version.pk).update, **change)


def test_a_version_is_never_removed() -> None:
    version = published(make_study())
    refused("is published", Version.objects.filter(pk=version.pk)._raw_delete, using="default")
    assert Version.objects.filter(pk=version.pk).exists()


def test_titles() -> None:
    study = Study(slug="baro", title={"fr": "Baromètre"})
    assert study.title_in("en") == "Baromètre"
    with pytest.raises(ValidationError):
        Study(slug="x", title=["not", "texts"]).full_clean()
