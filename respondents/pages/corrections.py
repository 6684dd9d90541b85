"""What is to be corrected on a page, in the respondent's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.text import Truncator

from respondents.pages import markup
from respondents.passages import Passage
from respondents.versions import compiled_version
from surveys.questionnaire.messages import message_for
from surveys.questionnaire.problems import Problem
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import Matrix
from surveys.runtime import PageInstance, QuestionInstance, piped


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing to correct: its field with the loop suffix, where it stands, whose it is, what it is."""

    field: str
    anchor: str
    label: str
    message: str


def corrections(
    passage: Passage, population: str, instance: PageInstance, problems: Sequence[Problem]
) -> Iterator[Correction]:
    """The problems, in the order of the page."""
    compiled = compiled_version(passage.version_id)
    definition, language = compiled.definition, passage.entry.language
    audience, fallback = definition.audience(population), definition.default_language

    def read(wording: Wording) -> str:
        return in_words(wording.read(language, audience=audience, fallback=fallback))

    def in_words(text: str) -> str:
        told = piped(compiled, text, passage.answers, language, population, passage=instance.passage)
        return markup.plain(told, language)

    for question in instance.questions:
        fields = question.question.fields(definition.choice_lists)
        for problem in problems:
            if problem.field.removesuffix(question.suffix) in fields:
                words = message_for(question.question, problem, language, audience=audience, fallback=fallback)
                yield Correction(
                    field=problem.field,
                    anchor=quote(problem.field),
                    label=Truncator(read(_label(question, problem.field))).chars(80),
                    message=in_words(words),
                )


def _label(question: QuestionInstance, field: str) -> Wording:
    """The label of a row, for a battery; of the question, otherwise."""
    if isinstance(question.question, Matrix):
        for row in question.question.rows:
            if row.name + question.suffix == field:
                return row.label
    return question.question.label
