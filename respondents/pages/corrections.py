"""What is to be corrected on a page, in the respondent's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.text import Truncator

from respondents.pages.telling import Telling
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.messages import message_for
from surveys.questionnaire.problems import Problem
from surveys.runtime import SOFT, PageInstance


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing to correct: its field with the loop suffix, where it stands, whose it is, what it is.

    `soft`: it may also be left as it is.
    """

    field: str
    anchor: str
    label: str
    message: str
    soft: bool = False


def corrections(
    passage: Passage, population: str, instance: PageInstance, problems: Sequence[Problem]
) -> Iterator[Correction]:
    """The problems, in the order of the page."""
    definition, language = compiled_version(passage.version_id).definition, passage.entry.language
    audience, fallback = definition.audience(population), definition.default_language
    telling = Telling(passage, population, instance.passage)
    for question in instance.questions:
        fields = question.question.fields(definition.choice_lists)
        for problem in problems:
            field = problem.field.removesuffix(question.suffix)
            if field in fields:
                words = message_for(question.question, problem, language, audience=audience, fallback=fallback)
                yield Correction(
                    field=problem.field,
                    anchor=quote(problem.field),
                    label=Truncator(telling.plain(question.question.label_of(field))).chars(80),
                    message=telling.plain_text(words),
                    soft=problem.code == SOFT,
                )
