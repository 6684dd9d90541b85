"""Where a respondent may stand: a page, in one passage of its loop."""

from dataclasses import dataclass

from surveys.questionnaire.passages import suffix_of
from surveys.runtime.plans import PagePlan

#: Put before a page's name in the answers: it was seen and had something to read.
SEEN = "page:"


@dataclass(slots=True, eq=False)
class Place:
    """A page in one passage. What was found out about it stays with it, until an answer changes that."""

    plan: PagePlan
    passage: int | None
    shows: bool | None = None
    finished: bool | None = None

    @property
    def name(self) -> str:
        return self.plan.page.name + suffix_of(self.passage)
