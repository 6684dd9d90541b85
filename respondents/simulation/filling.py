"""What someone posts for a whole page. Pure."""

from collections.abc import Collection

from respondents.simulation.person import Person
from respondents.simulation.posting import Try, post
from surveys.questionnaire.answers import DISPLAYED, Raw
from surveys.runtime import PageInstance, QuestionInstance


class Form:
    """The pages of one interview as someone fills them: a question answered once keeps its answer.

    Only the questions shown are answered, as without JavaScript: one that an answer brings up is
    answered when the page is shown again.
    """

    def __init__(self, person: Person) -> None:
        self._person = person
        self._posted: dict[str, Raw] = {}
        self._refusals: dict[str, int] = {}

    def fill(self, page: PageInstance, refused: Collection[str] = ()) -> dict[str, list[str]]:
        """Posted values by control. `refused`: the fields to answer otherwise than before."""
        raw: dict[str, list[str]] = {DISPLAYED: []}
        for instance in page.questions:
            if not instance.shown or instance.locked or not instance.question.asks:
                continue
            raw[DISPLAYED].append(instance.key)
            for control, values in self._answer(instance, refused).items():
                raw[control + instance.suffix] = list(values)
        return raw

    def _answer(self, instance: QuestionInstance, refused: Collection[str]) -> Raw:
        question, offered = instance.narrowed(self._person.lists)
        key = instance.key
        is_refused = any(field + instance.suffix in refused for field in question.fields(self._person.lists))
        if key not in self._posted or is_refused:
            self._refusals[key] = self._refusals.get(key, -1) + 1
            attempt = Try(self._refusals[key], self._posted.get(key, {}))
            self._posted[key] = posted = post(question, self._person, attempt, offered)
            for field in question.fields(self._person.lists):
                self._person.known[field] = " ".join(posted.get(field, ()))
        return self._posted[key]
