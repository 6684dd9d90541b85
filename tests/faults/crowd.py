"""People who answer while something breaks."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.faults.respondent import Respondent
from tests.faults.site import Site

#: Seconds that a fault, or an interview, may last.
_PATIENCE = 120.0


def crowd(site: Site, slug: str, size: int = 4) -> list[Respondent]:
    """People who have not come yet."""
    return [Respondent(site.port, slug) for _ in range(size)]


def walk_during(people: Sequence[Respondent], fault: Callable[[], None]) -> None:
    """Everyone answers from end to end; the fault comes meanwhile."""
    with ThreadPoolExecutor(len(people) + 1) as threads:
        walks = [threads.submit(person.walk) for person in people]
        threads.submit(fault).result(_PATIENCE)
        for walk in walks:
            assert walk.result(_PATIENCE).endswith("/end/")


def stream_during(site: Site, slug: str, people: list[Respondent], fault: Callable[[], None]) -> None:
    """People come one after another, four at a time, until the fault is over; they are added to `people`."""
    over = threading.Event()

    def come() -> None:
        while not over.is_set():
            person = Respondent(site.port, slug)
            people.append(person)
            assert person.walk().endswith("/end/")

    with ThreadPoolExecutor(4) as threads:
        streams = [threads.submit(come) for _ in range(4)]
        try:
            fault()
        finally:
            over.set()
        for stream in streams:
            stream.result(_PATIENCE)
