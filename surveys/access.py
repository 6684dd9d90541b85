"""Who may do what in a study, as predicates that combine."""

from django.contrib.auth.models import AnonymousUser
from rules.predicates import Predicate
from rules.rulesets import RuleSet

from surveys.models import Membership, Role, Study, User


def role_in(user: User | AnonymousUser, study: Study) -> Role | None:
    """The role of a person in a study; None: not a member, or not someone who may sign in."""
    if not user.is_authenticated or not user.is_active:
        return None
    role = Membership.objects.filter(study=study, user=user).values_list("role", flat=True).first()
    return Role(role) if role else None


def has_role(*roles: Role) -> Predicate:
    """True of the members of a study who have one of these roles."""

    def check(user: User | AnonymousUser, study: Study) -> bool:
        return role_in(user, study) in roles

    return Predicate(check, name="has_role:" + ",".join(roles))


#: Every act that a page or a command asks about. Nobody else may, superusers included.
ACTS = RuleSet(
    view_study=has_role(*Role),
    edit_study=has_role(Role.CHAIR, Role.AUTHOR),
    run_fieldwork=has_role(Role.CHAIR, Role.FIELDWORK),
    run_analysis=has_role(Role.CHAIR, Role.ANALYST),
)


def may(user: User | AnonymousUser, study: Study, act: str) -> bool:
    """Whether a person may do `act` in `study`. Raises KeyError for an act that does not exist."""
    return bool(ACTS[act].test(user, study))
