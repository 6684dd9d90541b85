"""Synthetic respondents through the real engine, quota ledger and store, page after page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection

from respondents.interviews import Answered, Corrections, answer, stand
from respondents.models import Wave
from respondents.passages import Entry, Passage, read
from respondents.simulation.filling import Form
from respondents.simulation.person import Person
from respondents.simulation.profile import Profile
from respondents.simulation.sampler import Sampler
from respondents.uploads import keep_samples
from respondents.waves import claim_for_simulation
from surveys.api import load_definition
from surveys.questionnaire.answers import PROMPTED
from surveys.runtime import SOFT, Complete, Outcome, Show

#: What the interviews of a simulation give as their sample source.
SOURCE = "simulation"

#: Refusals of a page after which someone gives it up: a constraint that chance does not meet.
_MOST_REFUSALS = 60


class SimulationStoppedError(Exception):
    """The wave takes no answers, or no longer."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """How the interviews of one simulation ended, by disposition; `given_up` could not pass a page."""

    dispositions: Mapping[str, int]
    given_up: int


def simulate(
    *,
    wave: Wave,
    profile: Profile | None = None,
    interviews: int,
    seed: int,
    progress: Callable[[int], None] = lambda done: None,
) -> Simulated:
    """Send so many respondents, one after the other, through a wave.

    Raises SimulationStoppedError, and AnsweredByPeopleError for a wave that people have answered.

    Without a profile they answer at random, whatever their questions allow. `progress` is told
    how many have gone through. Every interview is marked simulated.
    """
    claim_for_simulation(wave=wave)
    definition = load_definition(wave.version)
    sampler = Sampler(definition, profile or Profile(), seed=seed)
    dispositions: Counter[str] = Counter()
    given_up = 0
    with _quick_commits():
        for done in range(1, interviews + 1):
            person = sampler.next_person()
            entry = Entry(uuid4(), definition.default_language, SOURCE, simulated=True)
            passage, outcome = _go_through(wave.slug, entry, person)
            if isinstance(outcome, Complete) and not outcome.over:
                sampler.count(person)
            given_up += isinstance(outcome, Corrections)
            dispositions[passage.disposition.value] += 1
            progress(done)
    return Simulated(dispositions, given_up)


def _go_through(slug: str, entry: Entry, person: Person) -> tuple[Passage, Outcome | Corrections]:
    """One interview, until it ends or is left: where it stands then."""
    form = Form(person)
    passage, outcome = stand(read(slug=slug, entry=entry))
    while isinstance(outcome, Show) and not _leaves(person, passage, outcome):
        reply = _turn_page(passage, outcome, form)
        if isinstance(reply, Corrections):
            return passage, reply
        passage, outcome = reply.passage, reply.outcome
    return passage, outcome


def _leaves(person: Person, passage: Passage, shown: Show) -> bool:
    """Whether they leave instead of answering this page; everybody answers a first one."""
    return passage.revision > 0 and shown.page.part > person.leaves_at * shown.page.parts


def _turn_page(passage: Passage, shown: Show, form: Form) -> Answered | Corrections:
    """Answer a page, again and otherwise where it is refused; the corrections of one that is given up.

    What was asked for once is left as it was.
    """
    refused: set[str] = set()
    prompted: tuple[str, ...] = ()
    for _ in range(_MOST_REFUSALS):
        raw = {**form.fill(shown.page, refused), PROMPTED: list(prompted)}
        keep_samples(interview=passage.entry.interview, raw=raw)
        reply = answer(passage=passage, page=shown.page.name, revision=passage.revision + 1, raw=raw)
        if not isinstance(reply, Corrections):
            break
        prompted = reply.prompted
        refused = {problem.field for problem in reply.problems if problem.code != SOFT}
    if isinstance(reply, Answered | Corrections):
        return reply
    raise SimulationStoppedError(getattr(reply, "reason", "the page was answered by someone else"))


@contextmanager
def _quick_commits() -> Iterator[None]:
    """Do not wait for the disk: simulated answers can be simulated again."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
