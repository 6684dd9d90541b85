"""Studies and people for tests."""

from itertools import count
from typing import Any

from surveys.api import publish_version
from surveys.models import Membership, Role, Study, User, Version
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page, Population, Side
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Single

_numbers = count(1)


def make_user(**attributes: Any) -> User:
    """Someone with an account, who works on nothing yet."""
    number = next(_numbers)
    plain = {"email": f"person{number}@example.org", "name": f"Person {number}"}
    return User.objects.create(**plain | attributes)


def make_study(**attributes: Any) -> Study:
    """A study without members."""
    number = next(_numbers)
    plain = {"slug": f"study-{number}", "title": {"fr": f"Étude {number}", "en": f"Study {number}"}}
    return Study.objects.create(**plain | attributes)


def make_member(role: Role = Role.READER, *, study: Study | None = None, user: User | None = None) -> Membership:
    """Someone's role in a study, each new unless it is given."""
    return Membership.objects.create(study=study or make_study(), user=user or make_user(), role=role)


def definition_called(name: str, **attributes: Any) -> Definition:
    """A definition of one question; its name makes its content."""
    yes_no = ChoiceList(
        name="yn",
        choices=tuple(Choice(code=code, label=Wording(text={"en": code.title()})) for code in ("yes", "no")),
    )
    question = Single(name="smokes", list="yn", label=Wording(text={"en": "Do you smoke?"}))
    plain: dict[str, Any] = {
        "title": {"en": name},
        "languages": ("en",),
        "lists": (yes_no,),
        "pages": (Page(name="only", questions=(question,)),),
        "sides": (Side(name="all"),),
        "populations": (Population(name="all", side="all"),),
    }
    return Definition(name=name, **plain | attributes)


def published(study: Study, name: str = "first") -> Version:
    """A version of a study."""
    return publish_version(study=study, definition=definition_called(name))
