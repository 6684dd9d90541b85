"""Versions: how a definition is published, and read again."""

from functools import lru_cache

from django.db import transaction
from django.db.models import Max

from surveys.checks import Finding, check, has_errors
from surveys.models import Study, Version
from surveys.questionnaire.codec import content_hash, from_json, to_json
from surveys.questionnaire.definition import Definition


class DefinitionRefused(ValueError):  # noqa: N818 - it says what became of it
    """A definition with errors is not published; `findings` are all that was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(f"{finding.subject.name}: {finding.code}" for finding in findings))
        self.findings = findings


@transaction.atomic
def publish_version(*, study: Study, definition: Definition) -> Version:
    """The definition as the next version of a study, or the version that already holds it.

    Raises DefinitionRefused when the checks find an error.
    """
    findings = check(definition)
    if has_errors(findings):
        raise DefinitionRefused(findings)
    Study.objects.select_for_update().get(pk=study.pk)  # numbers are given out one publication at a time
    digest = content_hash(definition)
    published = Version.objects.filter(study=study, content_hash=digest).first()
    if published is not None:
        return published
    last = Version.objects.filter(study=study).aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(study=study, number=last + 1, definition=to_json(definition), content_hash=digest)


def load_definition(version: Version) -> Definition:
    """The definition of a version, read once per process: equal content is the same object."""
    return _definition_with(version.content_hash)


@lru_cache(maxsize=64)
def _definition_with(digest: str) -> Definition:
    version = Version.objects.only("definition").filter(content_hash=digest)[0]
    return from_json(version.definition)
