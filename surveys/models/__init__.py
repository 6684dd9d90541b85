"""Tables of authoring, one module a concept."""

from surveys.models.account import User
from surveys.models.study import Membership, Mode, Role, Study
from surveys.models.version import Version

__all__ = ["Membership", "Mode", "Role", "Study", "User", "Version"]
