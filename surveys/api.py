"""The door to authoring: what the other apps may use of it, besides its pure packages."""

from surveys.access import may
from surveys.models import Membership, Mode, Role, Study, User, Version
from surveys.selectors import (
    StudyNotFound,
    VersionNotFound,
    get_study,
    studies_of,
    study_named,
    version_named,
    versions_of,
)
from surveys.studies import add_member, create_study
from surveys.versions import DefinitionRefused, load_definition, publish_version

__all__ = [
    "DefinitionRefused",
    "Membership",
    "Mode",
    "Role",
    "Study",
    "StudyNotFound",
    "User",
    "Version",
    "VersionNotFound",
    "add_member",
    "create_study",
    "get_study",
    "load_definition",
    "may",
    "publish_version",
    "studies_of",
    "study_named",
    "version_named",
    "versions_of",
]
