"""Studies: how one begins, and who joins."""

from collections.abc import Mapping

from django.db import transaction

from surveys.models import Membership, Role, Study, User


@transaction.atomic
def create_study(*, slug: str, title: Mapping[str, str], member: User | None = None) -> Study:
    """A new study, with `member` as its chair. Raises ValidationError for a slug that is taken or not plain."""
    study = Study(slug=slug, title=dict(title))
    study.full_clean()
    study.save(force_insert=True)
    if member is not None:
        add_member(study=study, user=member, role=Role.CHAIR)
    return study


def add_member(*, study: Study, user: User, role: Role) -> Membership:
    """Gives a person a role in a study, in place of the one they had."""
    membership, _created = Membership.objects.update_or_create(study=study, user=user, defaults={"role": role})
    return membership
