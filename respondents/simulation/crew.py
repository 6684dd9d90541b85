"""A simulation shared out between processes."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context

import django

from respondents.models import Interview, Wave
from respondents.simulation.driver import SOURCE, Simulated, simulate
from respondents.simulation.profile import Profile
from respondents.waves import get_wave

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
    """As `simulate`, by several processes at once; each keeps to the profile's shares by itself."""
    sent = Interview.objects.filter(wave=wave, source=SOURCE)
    before = sent.count()
    counts = [interviews // workers + (worker < interviews % workers) for worker in range(workers)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        shares = [
            pool.submit(_take_share, wave.slug, profile, count, seed + worker * _APART)
            for worker, count in enumerate(counts)
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


def _take_share(slug: str, profile: Profile | None, interviews: int, seed: int) -> Simulated:
    return simulate(wave=get_wave(slug), profile=profile, interviews=interviews, seed=seed)
