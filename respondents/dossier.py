"""One interview as a fieldwork manager sees it: how it went, page by page. Nothing says who answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from respondents.examining import folded
from respondents.models import Interview, Submission, Wave
from respondents.pages.telling import Telling
from respondents.passages import Entry, read
from respondents.quality import TRAP, Sent
from respondents.versions import compiled_version
from surveys.questionnaire.answers import Value
from surveys.questionnaire.passages import suffix_of


@dataclass(frozen=True, slots=True)
class Step:
    """A page that was sent: its title, the seconds that it took, and the answers that were changed on it."""

    title: str
    seconds: float
    answers: int
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that counts, in words."""

    question: str
    answer: str


def steps_of(interview: Interview, telling: Telling) -> tuple[Step, ...]:
    """The pages in the order in which they were sent. One query."""
    rows = Submission.objects.filter(interview=interview).order_by("revision")
    pages = [(row.page, row.received_at.timestamp(), row.answers) for row in rows]
    sent, _ = folded(pages, interview.started_at)
    return tuple(_steps(sent, telling))


def telling_of(wave: Wave, interview: Interview, language: str) -> Telling:
    """The answers of an interview and the texts of its questionnaire, for a reader of `language`. One query."""
    passage = read(slug=wave.slug, entry=Entry(interview.pk, language))
    return Telling(replace(passage, entry=replace(passage.entry, language=language)), interview.population)


def answers_of(telling: Telling) -> Iterator[Told]:
    """Every answer, in the order of the questionnaire; passages of a loop follow one another."""
    given = telling.passage.answers
    numbers = sorted({int(number) for key in given if (number := key.partition("#")[2]).isdigit()})
    tellings: dict[int | None, Telling] = {None: telling, **{each: replace(telling, number=each) for each in numbers}}
    for field, question in compiled_version(telling.passage.version_id).definition.question_of_field.items():
        for passage, within in tellings.items():
            if given.get(field + suffix_of(passage)) is not None:
                place = f" ({passage})" if passage else ""
                yield Told(within.plain(question.label_of(field)) + place, within.answer(field))


def _steps(sent: Sequence[Sent], telling: Telling) -> Iterator[Step]:
    pages = {page.name: page for page in compiled_version(telling.passage.version_id).definition.flat_pages()}
    known: dict[str, Value] = {}
    for one in sent:
        name, _, number = one.page.partition("#")
        title = replace(telling, number=int(number) if number else None).plain(pages[name].title)
        given = {field: value for field, value in one.answers.items() if field != TRAP}
        changed = tuple(field for field, value in given.items() if known.get(field, value) != value)
        known.update(given)
        yield Step(title or name, one.seconds, sum(value is not None for value in given.values()), changed)
