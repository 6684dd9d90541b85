"""What pages and commands read about studies."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from surveys.access import role_in
from surveys.models import Study, User, Version


class StudyNotFound(LookupError):  # noqa: N818 - like Http404
    """There is no such study, or it is not this person's to see: one answer for both."""


class VersionNotFound(LookupError):  # noqa: N818 - like Http404
    """There is no such version."""


def studies_of(user: User | AnonymousUser) -> QuerySet[Study]:
    """The studies that a person is a member of, the newest first. One query."""
    if not user.is_authenticated or not user.is_active:
        return Study.objects.none()
    return Study.objects.filter(members=user)


def get_study(user: User | AnonymousUser, slug: str) -> Study:
    """A study of this person. Raises StudyNotFound."""
    study = Study.objects.filter(slug=slug).first()
    if study is None or role_in(user, study) is None:
        raise StudyNotFound(slug)
    return study


def study_named(slug: str) -> Study:
    """A study by its slug, for commands, which act for the office. Raises StudyNotFound."""
    study = Study.objects.filter(slug=slug).first()
    if study is None:
        raise StudyNotFound(slug)
    return study


def versions_of(study: Study) -> QuerySet[Version]:
    """The versions of a study, the newest first, without their definitions."""
    return study.versions.defer("definition").order_by("-number")


def version_named(reference: str) -> Version:
    """A version written `STUDY@NUMBER`, or by its id. Raises VersionNotFound."""
    slug, at, number = reference.rpartition("@")
    versions = Version.objects.select_related("study")
    found = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        wanted = {"study__slug": slug, "number": int(number)} if at else {"pk": int(number)}
        found = versions.filter(**wanted).first()
    if found is None:
        raise VersionNotFound(reference)
    return found
