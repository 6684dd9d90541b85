"""People who answer while something breaks."""

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
