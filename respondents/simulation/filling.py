"""What someone posts for a whole page. Pure."""

from collections.abc import Collection
from datetime import datetime

from respondents.simulation.person import Person
from respondents.simulation.posting import Posted, Try, post
from surveys.questionnaire.answers import DISPLAYED
from surveys.runtime import PageInstance, QuestionInstance


class Form:
    """The pages of one interview as someone fills them: a question answered once keeps its answer.

    Only the questions shown are answered, as without JavaScript: one that an answer brings up is
    answered when the page is shown again.
    """

    def __init__(self, person: Person) -> None:
        self._person = person
        self._posted: dict[str, Posted] = {}
        self._refusals: dict[str, int] = {}

    def fill(self, page: PageInstance, now: datetime, refused: Collection[str] = ()) -> dict[str, list[str]]:
        """Posted values by control. `refused`: the fields to answer otherwise than before."""
        raw: dict[str, list[str]] = {DISPLAYED: []}
        for instance in page.questions:
            if not instance.shown or instance.locked or not instance.question.asks:
                continue
            raw[DISPLAYED].append(instance.key)
            for control, values in self._answer(instance, now, refused).items():
                raw[control + instance.suffix] = values
        return raw

    def _answer(self, instance: QuestionInstance, now: datetime, refused: Collection[str]) -> Posted:
        question, key = instance.question, instance.key
        is_refused = any(field + instance.suffix in refused for field in question.fields(self._person.lists))
        if key not in self._posted or is_refused:
            self._refusals[key] = self._refusals.get(key, -1) + 1
            attempt = Try(now, self._refusals[key], self._posted.get(key, {}))
            self._posted[key] = posted = post(question, self._person, attempt)
            for field in question.fields(self._person.lists):
                self._person.known[field] = " ".join(posted.get(field, ()))
        return self._posted[key]
