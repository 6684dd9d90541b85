"""The processes of an installation under one roof: started, started again, and stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

TICK = 0.2  # seconds between two looks at the processes
PATIENCE = 15.0  # seconds that processes have to end by themselves
TOO_SOON = 10.0  # seconds: a process that ends sooner has failed to start
TRIES = 3
LONGEST_PAUSE = 2.0  # seconds between two starts of what ends at once
DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

_libc = ctypes.CDLL(None)


class Supervisor:
    """Runs commands until a signal comes, and starts again whichever ends before."""

    def __init__(
        self, commands: Mapping[str, Sequence[str]], *, environment: Mapping[str, str], patience: float = PATIENCE
    ) -> None:
        self._commands = commands
        self._environment = dict(environment)
        self._patience = patience
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._failures = dict.fromkeys(commands, 0)
        self._leaving = threading.Event()
        self._announced = False

    def run(self, *, is_ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Run until SIGINT, SIGTERM or SIGHUP; `announce` once, when `is_ready` first says so.

        Raises `RuntimeError` when a command fails to start several times in a row before that. Once
        everything was ready, whatever ends is started again, however often: more and more slowly
        when it ends at once.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._leave)
        try:
            for name in self._commands:
                self._start(name)
            while not self._leaving.wait(TICK):
                self._start_again_what_ended()
                if not self._announced and is_ready():
                    self._announced = True
                    announce()
        finally:
            self._stop()

    def _leave(self, _signal: int, _frame: FrameType | None) -> None:
        self._leaving.set()

    def _start(self, name: str) -> None:
        # In sessions of their own, so that Ctrl-C reaches this process alone.
        self._running[name] = subprocess.Popen(
            self._commands[name],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - it takes no lock that a thread may hold
        )
        self._started[name] = time.monotonic()

    def _start_again_what_ended(self) -> None:
        for name, process in self._running.items():
            ran = time.monotonic() - self._started[name]
            if process.poll() is None or ran < self._pause(name):
                continue
            self._failures[name] = 1 if ran > TOO_SOON else self._failures[name] + 1
            if self._failures[name] >= TRIES and not self._announced:
                raise RuntimeError(f"the {name} process ended {TRIES} times in a row, its reason is above")
            self._start(name)

    def _pause(self, name: str) -> float:
        """Seconds between two starts of what keeps ending."""
        return float(min(LONGEST_PAUSE, TICK * 2 ** self._failures[name])) if self._announced else 0.0

    def _stop(self) -> None:
        """Ask all to end, and end what is left after a while, with its children."""
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + self._patience
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_session(process)


def _kill_session(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and its children: it leads a session and a group of its own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_with_parent() -> None:
    """Have the kernel end this process when its parent is killed (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(DEATH_OF_PARENT, signal.SIGTERM)
