"""A LimeSurvey questionnaire as its files hold it, whatever the version and the kind of file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: What a file may have of each at most; the rest is left out, with a line.
MOST_QUESTIONS, MOST_PARTS, MOST_LANGUAGES = 3000, 1000, 60
MOST_CONDITIONS, MOST_QUOTAS = 20_000, 500

#: What an attribute holds, by language; "" for what is in none.
Values = Mapping[str, str]


@dataclass
class Part:
    """A sub-question, on one of two axes."""

    id: str
    code: str
    axis: int
    texts: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    default: Values = field(default_factory=dict)


@dataclass
class Answer:
    """An answer option, on one of two scales."""

    code: str
    scale: int
    texts: dict[str, str] = field(default_factory=dict)
    value: str = "0"


@dataclass(frozen=True)
class Condition:
    """One row of the old conditions: `fieldname` by its SGQA code, compared with `value`."""

    scenario: int
    about: str  # the id of the question that is looked at
    fieldname: str
    method: str
    value: str


@dataclass
class LsQuestion:
    """A question. `defaults`: by what they are for ("" or "other"), then by language."""

    id: str
    code: str
    type: str
    texts: dict[str, str] = field(default_factory=dict)
    helps: dict[str, str] = field(default_factory=dict)
    mandatory: str = ""
    other: bool = False
    pattern: str = ""
    relevance: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    defaults: dict[str, dict[str, str]] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute, in no language or in the first one that has it."""
        values = self.attributes.get(name, {})
        return (values.get("") or next(filter(None, values.values()), "")).strip()

    def flag(self, name: str) -> bool:
        return self.attribute(name).upper() in ("1", "Y")

    def on(self, axis: int) -> list[Part]:
        """The sub-questions of an axis."""
        return [part for part in self.parts if part.axis == axis]

    def offered(self, scale: int = 0) -> list[Answer]:
        """The answer options of a scale."""
        return [answer for answer in self.answers if answer.scale == scale]


@dataclass
class LsGroup:
    """A group: a page."""

    id: str
    texts: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    shuffle: str = ""
    questions: list[LsQuestion] = field(default_factory=list)


@dataclass
class LsQuota:
    """A quota; `members` are the ids of questions with the answer that counts."""

    name: str
    limit: str
    action: str
    active: bool
    members: list[tuple[str, str]] = field(default_factory=list)
    messages: dict[str, str] = field(default_factory=dict)
    urls: bool = False


@dataclass
class LsSurvey:
    """A whole questionnaire, or the part of one that a file holds."""

    kind: str  # Survey, Group or Question
    languages: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    #: By name of the text (surveyls_title...), then by language.
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: list[LsGroup] = field(default_factory=list)
    quotas: list[LsQuota] = field(default_factory=list)
    #: Parts of the file that nothing here reads, and questions that belong nowhere.
    unread: Sequence[str] = ()
    strays: int = 0

    def questions(self) -> list[LsQuestion]:
        return [question for group in self.groups for question in group.questions]
