"""Hosts of their own on this machine: network namespaces that reach the services by TCP alone."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from config.supervisor import end_with_parent

ROOT = Path(__file__).parents[3]
IP = shutil.which("ip") or "/usr/sbin/ip"


def may_make_hosts() -> bool:
    """Whether this account may make a network namespace and a cable to it."""
    name = f"miroir-try-{os.getpid()}"
    made = subprocess.run([IP, "netns", "add", name], capture_output=True, check=False) if _has_ip() else None
    if made is None or made.returncode:
        return False
    subprocess.run([IP, "netns", "delete", name], check=True)
    return True


def _has_ip() -> bool:
    return os.geteuid() == 0 and Path(IP).exists()


class Host:
    """A network namespace with one cable, to this machine; `outside` is this machine's address on it."""

    def __init__(self, number: int) -> None:
        mark = f"{os.getpid() % 50_000}-{number}"
        self.name = f"miroir-{mark}"
        self._cable = f"mv{mark}"
        block = f"10.{200 + number}.{os.getpid() % 250}"
        self.outside, self.inside = f"{block}.1", f"{block}.2"

    def __enter__(self) -> "Host":
        ends = ["type", "veth", "peer", "name", "eth0", "netns", self.name]
        self._ip("netns", "add", self.name)
        self._ip("link", "add", self._cable, *ends)
        self._ip("address", "add", f"{self.outside}/24", "dev", self._cable)
        self._ip("link", "set", self._cable, "up")
        for step in (["address", "add", f"{self.inside}/24", "dev", "eth0"], ["link", "set", "eth0", "up"]):
            self._ip("-n", self.name, *step)
        self._ip("-n", self.name, "link", "set", "lo", "up")
        return self

    def __exit__(self, *_raised: object) -> None:
        self._ip("netns", "delete", self.name)

    def start(self, *command: str, environment: dict[str, str], home: Path) -> "subprocess.Popen[bytes]":
        """A process of this host, with a home, a temporary folder and a log of its own."""
        own = {**environment, "HOME": str(home), "TMPDIR": str(home), "MIROIR_HOME": str(home / "miroir")}
        with (home / "log").open("wb") as log:
            return subprocess.Popen(
                [IP, "netns", "exec", self.name, sys.executable, *command],
                cwd=ROOT,
                env=own,
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
            )

    def _ip(self, *command: str) -> None:
        subprocess.run([IP, *command], check=True, capture_output=True)


@contextmanager
def relay(address: str, service: str | tuple[str, int]) -> Iterator[int]:
    """A TCP port at an address of this machine that leads to a service: the path of a socket, or host and port."""
    with socket.create_server((address, 0)) as server:
        threading.Thread(target=_accept, args=(server, service), daemon=True).start()
        yield server.getsockname()[1]


def _accept(server: socket.socket, service: str | tuple[str, int]) -> None:
    with suppress(OSError):
        while True:
            near, _ = server.accept()
            far = socket.socket(socket.AF_UNIX if isinstance(service, str) else socket.AF_INET)
            far.connect(service)
            for pair in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=pair, daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
