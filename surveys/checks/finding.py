"""One thing that is wrong with a definition, or that deserves a look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: error: the questionnaire is not published; warning: it is, and someone should look.
Severity = Literal["error", "warning"]

#: What a finding stands at.
SubjectKind = Literal["form", "question", "page", "list", "population", "quota", "target", "figure"]


@dataclass(frozen=True)
class Subject:
    """A part of a definition, by its name."""

    kind: SubjectKind
    name: str = ""


@dataclass(frozen=True)
class Finding:
    """A code with its place; `messages` puts it in words, with what to do about it."""

    subject: Subject
    code: str
    severity: Severity
    params: Mapping[str, str | int | float] = field(default_factory=dict)


FORM = Subject("form")


def error(subject: Subject, code: str, /, **params: str | int | float) -> Finding:
    return Finding(subject, code, "error", params)


def warning(subject: Subject, code: str, /, **params: str | int | float) -> Finding:
    return Finding(subject, code, "warning", params)
