"""Publishing a questionnaire, and reading it again."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from surveys.api import (
    DefinitionRefused,
    Role,
    VersionNotFound,
    add_member,
    create_study,
    load_definition,
    may,
    publish_version,
    version_named,
    versions_of,
)
from surveys.questionnaire.codec import content_hash
from surveys.questionnaire.definition import Figure
from surveys.questionnaire.text import Wording
from surveys.versions import _definition_with
from tests.surveys.factories import definition_called, make_study, make_user, published

pytestmark = pytest.mark.django_db


def test_versions_are_numbered_in_their_study() -> None:
    study = make_study()
    assert [published(study, name).number for name in ("a", "b", "c")] == [1, 2, 3]
    assert published(make_study(), "a").number == 1
    assert [version.number for version in versions_of(study)] == [3, 2, 1]


def test_the_same_content_is_the_same_version() -> None:
    study = make_study()
    first = published(study, "a")
    published(study, "b")
    assert published(study, "a") == first
    assert first.content_hash == content_hash(definition_called("a"))


def test_a_definition_reads_back_the_same(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = published(make_study(), "again")
    _definition_with.cache_clear()
    assert load_definition(version) == definition_called("again")
    with django_assert_num_queries(0):
        assert load_definition(version) is load_definition(version)


def test_a_definition_with_errors_is_refused() -> None:
    study = make_study()
    figure = Figure(name="f", label=Wording(text={"en": "F"}), question="nowhere", net=("yes",))
    with pytest.raises(DefinitionRefused) as refused:
        publish_version(study=study, definition=definition_called("bad", figures=(figure,)))
    assert [finding.code for finding in refused.value.findings] == ["unknown_question"]
    assert not study.versions.exists()


def test_a_version_is_named_by_study_and_number_or_by_id() -> None:
    version = published(make_study(slug="baro"))
    assert version_named("baro@1") == version
    assert version_named(str(version.pk)) == version
    for reference in ("baro@2", "other@1", "baro", "baro@one", "", "@", "99999999999999999999"):
        with pytest.raises(VersionNotFound):
            version_named(reference)


def test_who_creates_a_study_chairs_it() -> None:
    user = make_user()
    study = create_study(slug="baro", title={"fr": "Baromètre"}, member=user)
    assert may(user, study, "edit_study")
    add_member(study=study, user=user, role=Role.READER)
    assert not may(user, study, "edit_study")
    assert study.memberships.count() == 1


@pytest.mark.parametrize("slug", ["baro", "Not Plain", "", "x" * 61])
def test_a_slug_is_plain_and_free(slug: str) -> None:
    make_study(slug="baro")
    with pytest.raises(ValidationError):
        create_study(slug=slug, title={"fr": "Encore"})
