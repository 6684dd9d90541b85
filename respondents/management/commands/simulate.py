"""`manage.py simulate WAVE --interviews N --seed S [--profile FILE | --random] [--workers N]`."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from respondents.models import Wave
from respondents.passages import WaveNotFound
from respondents.selectors import quota_board
from respondents.simulation.crew import simulate_in_processes
from respondents.simulation.driver import Simulated, SimulationStoppedError, simulate
from respondents.simulation.printing import CellLine, progress_line, summary
from respondents.simulation.profile import Profile
from respondents.simulation.reading import ProfileError, read_profile
from respondents.waves import AnsweredByPeopleError, claim_for_simulation, get_wave
from surveys.api import load_definition

DEMONSTRATION = Path("demo") / "profile.csv"
_MOST_WORKERS = 32


class Command(BaseCommand):
    help = "Sends synthetic respondents through a wave: the real engine, quota ledger and store."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wave", help="the short name of the wave")
        parser.add_argument("--interviews", type=int, required=True, metavar="N", help="how many people arrive")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed, the same people")
        answers = parser.add_mutually_exclusive_group()
        answers.add_argument(
            "--profile",
            type=Path,
            metavar="FILE",
            help="what they answer, as CSV; the demonstration's own where it fits the questionnaire",
        )
        answers.add_argument("--random", action="store_true", help="answer at random, whatever the questions allow")
        parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes to share the work between")

    def handle(self, *_args: Any, wave: str, interviews: int, seed: int, workers: int, **options: Any) -> None:
        if interviews < 1 or not 1 <= workers <= _MOST_WORKERS:
            raise CommandError(f"at least one interview is needed, and 1 to {_MOST_WORKERS} workers")
        try:
            found = get_wave(wave)
        except WaveNotFound:
            raise CommandError(f"there is no wave {wave}") from None
        profile = None if options["random"] else self._profile(found, options["profile"])
        self._claim(found)
        progress = self._progress(interviews)
        try:
            if workers > 1:
                simulated = simulate_in_processes(
                    wave=found, profile=profile, interviews=interviews, seed=seed, workers=workers, progress=progress
                )
            else:
                simulated = simulate(wave=found, profile=profile, interviews=interviews, seed=seed, progress=progress)
        except SimulationStoppedError as stopped:
            raise CommandError(f"the wave takes no answers: {stopped}") from None
        self._tell(found, simulated)

    def _claim(self, wave: Wave) -> None:
        try:
            if claim_for_simulation(wave=wave):
                self.stderr.write(f"{wave.slug} is a simulated wave from now on: every page says so")
        except AnsweredByPeopleError:
            raise CommandError(f"people have answered {wave.slug}: simulate in a wave of its own") from None

    def _profile(self, wave: Wave, path: Path | None) -> Profile | None:
        """The profile of a file; without one the demonstration's, if it is of this questionnaire."""
        definition = load_definition(wave.version)
        try:
            text = (path or settings.BASE_DIR / DEMONSTRATION).read_text(encoding="utf-8")
            profile = read_profile(text, definition)
        except (OSError, UnicodeDecodeError, ProfileError) as problem:
            if path:
                raise CommandError(f"{path}: {problem}") from problem
            self.stderr.write("no profile fits this questionnaire: answers at random")
            return None
        self.stderr.write(f"answers from {path or DEMONSTRATION}")
        return profile

    def _progress(self, total: int) -> Callable[[int], None]:
        start = time.monotonic()

        def tell(done: int) -> None:
            self.stderr.write(progress_line(done, total, time.monotonic() - start), ending="")

        return tell

    def _tell(self, wave: Wave, simulated: Simulated) -> None:
        self.stderr.write("")
        cells = [CellLine(row.cell, row.complete, row.limit, row.refused) for row in quota_board(wave).rows]
        self.stdout.write("\n".join(summary(simulated.dispositions, cells, simulated.given_up)))
