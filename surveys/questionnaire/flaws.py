"""What keeps a definition from being read or run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Flaw:
    """One fault: where (`pages.2.questions.0.least`, or a question's name), its code, and details."""

    place: str
    code: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.code}" + (f" ({self.detail})" if self.detail else "")


class DefinitionError(ValueError):
    """A definition that cannot be read or run; `problems` says everything that was found."""

    def __init__(self, problems: tuple[Flaw, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems
