"""The supervisor starts, starts again and stops its processes, and leaves none."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from config.supervisor import TRIES, Supervisor

ROOT = Path(__file__).parents[2]
Start = Callable[..., "tuple[subprocess.Popen[str], list[psutil.Process]]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a supervisor in a process of its own; return it with its children once it is ready."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> tuple["subprocess.Popen[str]", list[psutil.Process]]:
        command = [sys.executable, "-m", "tests.config.supervised", *arguments]
        supervisor = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        running.append(supervisor)
        assert supervisor.stdout is not None
        assert supervisor.stdout.readline() == "ready\n"
        return supervisor, psutil.Process(supervisor.pid).children()

    yield run
    for supervisor in running:
        supervisor.kill()
        supervisor.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_them_all(start: Start, number: signal.Signals) -> None:
    supervisor, children = start()
    assert len(children) == 2
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert psutil.wait_procs(children, timeout=1)[1] == []


def test_one_that_does_not_listen_is_killed(start: Start) -> None:
    supervisor, children = start("deaf")
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    assert psutil.wait_procs(children, timeout=1)[1] == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of the death of their parent")
def test_the_children_of_a_killed_supervisor_end(start: Start) -> None:
    supervisor, children = start()
    supervisor.kill()
    assert psutil.wait_procs(children, timeout=5)[1] == []


def test_what_ended_is_started_again(start: Start) -> None:
    supervisor, (child, other) = start()
    child.kill()
    deadline = time.monotonic() + 5
    while True:
        alive = set(psutil.Process(supervisor.pid).children())
        if len(alive) == 2 and child not in alive:
            break
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert other in alive


def test_once_all_was_ready_nothing_is_given_up(start: Start, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    start("brief", str(starts))
    deadline = time.monotonic() + 20
    while not starts.exists() or len(starts.read_text()) <= TRIES + 1:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_what_cannot_start_is_given_up() -> None:
    failing = Supervisor({"web": [sys.executable, "-c", "raise SystemExit(3)"]}, environment=os.environ)
    with pytest.raises(RuntimeError, match=f"the web process ended {TRIES} times in a row"):
        failing.run(is_ready=lambda: False, announce=lambda: None)
