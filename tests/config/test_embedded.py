"""The embedded services start where the clone lies, are shared, and stop when nobody uses them."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from config.embedded import ServiceError, places_for
from config.embedded.places import OUT_OF_THE_WAY
from config.embedded.postgresql import Cluster

ROOT = Path(__file__).parents[2]


class User:
    """A process that uses the services of `home`."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-m", "tests.config.embedded_user", str(home)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def ready(self) -> tuple[int, int]:
        """Return PostgreSQL's process and the number of earlier users."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        pid, visits = map(int, line.split())
        return pid, visits

    def leave(self) -> None:
        _, errors = self.process.communicate("", timeout=60)
        assert (self.process.returncode, errors) == (0, "")


Join = Callable[[Path], User]


@pytest.fixture
def join() -> Iterator[Join]:
    """Start users; those that a failed test leaves behind are let go, and so are their servers."""
    users: list[User] = []

    def start(home: Path) -> User:
        users.append(User(home))
        return users[-1]

    yield start
    for user in users:
        if user.process.returncode is None:
            user.process.communicate("")


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that every account may pass through, as a clone in /srv would be."""
    directory = Path(tempfile.mkdtemp(prefix="miroir-", dir="/tmp"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


def is_gone(pid: int) -> bool:
    """Whether a process ends within seconds; what nobody has buried yet is gone too."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def remove(home: Path) -> None:
    places = places_for(home, root=os.geteuid() == 0)
    for directory in (places.sockets, places.base):
        if OUT_OF_THE_WAY in directory.parents or directory.parent == Path("/tmp"):
            shutil.rmtree(directory)


@pytest.mark.parametrize(
    "name",
    ["home", f"spaces, 'quotes', é and {'long' * 25}", "closed/home"],
    ids=["plain", "longer than a socket's path", "closed to others"],
)
def test_they_run_wherever_the_clone_lies(open_directory: Path, join: Join, name: str) -> None:
    home = open_directory / name
    home.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        first = join(home)
        pid, visits = first.ready()
        assert visits == 0
        first.leave()
        assert is_gone(pid)

        second = join(home)
        assert second.ready()[1] == 1
        second.leave()
    finally:
        remove(home)


def test_the_last_one_out_stops_them(open_directory: Path, join: Join) -> None:
    home = open_directory / "home"
    first, second = join(home), join(home)  # at once: one of them starts the server
    (pid, _), (same, _) = first.ready(), second.ready()
    assert pid == same
    first.leave()
    third = join(home)
    assert third.ready() == (pid, 2)
    second.leave()
    assert psutil.pid_exists(pid)
    third.leave()
    assert is_gone(pid)


def test_a_killed_user_is_forgotten(open_directory: Path, join: Join) -> None:
    home = open_directory / "home"
    first = join(home)
    pid, _ = first.ready()
    first.process.kill()
    first.process.communicate()
    assert psutil.pid_exists(pid)
    second = join(home)
    assert second.ready() == (pid, 1)
    second.leave()
    assert is_gone(pid)


def test_a_killed_server_starts_again_although_its_number_is_taken(open_directory: Path, join: Join) -> None:
    home = open_directory / "home"
    first = join(home)
    pid, _ = first.ready()
    server = psutil.Process(pid)
    for process in (server, *server.children()):
        process.kill()
    assert is_gone(pid)
    first.process.communicate("")
    record = home / "postgresql/postmaster.pid"
    record.write_text(record.read_text().replace(str(pid), str(os.getpid()), 1))
    second = join(home)
    assert second.ready()[1] == 1
    second.leave()


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(ServiceError, match=r"^the disk is full: PostgreSQL needs 300 MB in .+$"):
        Cluster(tmp_path / "postgresql", sockets=tmp_path, account=None).start()


def test_data_of_another_version_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgresql").mkdir()
    (tmp_path / "postgresql/PG_VERSION").write_text("16\n")
    with pytest.raises(ServiceError, match=r"was written by PostgreSQL 16, this is 18"):
        Cluster(tmp_path / "postgresql", sockets=tmp_path, account=None).start()
