"""A simulation shared out between processes."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context

import django

from respondents.models import Interview, Wave
from respondents.simulation.driver import SOURCE, Simulated, simulate
from respondents.simulation.profile import Profile
from respondents.simulation.sharing import Share, shares_of
from respondents.waves import get_wave
from surveys.api import load_definition

#: Seconds between two looks at how far it is.
_PAUSE = 0.5
#: Seeds that follow one another give the processes of two simulations none in common.
_APART = 1_000_003


def simulate_in_processes(
    *,
    wave: Wave,
    profile: Profile | None = None,
    interviews: int,
    seed: int,
    workers: int,
    progress: Callable[[int], None] = lambda done: None,
) -> Simulated:
    """As `simulate`, by at most `workers` processes at once, each with whole sides of the mirror."""
    sent = Interview.objects.filter(wave=wave, source=SOURCE)
    before = sent.count()
    definition = load_definition(wave.version)
    work = shares_of(definition, profile or Profile(), interviews=interviews, workers=workers)
    with ProcessPoolExecutor(len(work), mp_context=get_context("spawn"), initializer=django.setup) as pool:
        shares = [
            pool.submit(_take_share, wave.slug, share, seed + worker * _APART) for worker, share in enumerate(work)
        ]
        pending = set(shares)
        while pending:
            pending = wait(pending, timeout=_PAUSE).not_done
            progress(sent.count() - before)
    results = [share.result() for share in shares]
    dispositions: Counter[str] = Counter()
    for result in results:
        dispositions.update(result.dispositions)
    return Simulated(dispositions, sum(result.given_up for result in results))


def _take_share(slug: str, share: Share, seed: int) -> Simulated:
    return simulate(wave=get_wave(slug), profile=share.profile, interviews=share.interviews, seed=seed)
