"""An installation to break: its own PostgreSQL and Valkey, and the real web server."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import psycopg

from config.embedded.places import account_for, make_passable, make_private, places_for
from config.embedded.postgresql import NAME, Cluster
from config.embedded.valkey import Valkey
from config.supervisor import end_with_parent
from tests.config.ports import free_port

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0  # seconds


@dataclass
class Site:
    """`home` is a directory that any account may pass through."""

    home: Path
    port: int = field(default_factory=free_port)
    web: "subprocess.Popen[bytes] | None" = None
    valkey: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        places = places_for(self.home, root=os.geteuid() == 0)
        account = account_for(places)
        make_passable(places.home)
        make_private(places.logs, None)
        make_private(places.sockets, account)
        self.cluster = Cluster(places.cluster, sockets=places.sockets, account=account)
        self._broker = Valkey(socket=self.home / "broker.sock", logs=places.logs)

    @property
    def fault(self) -> Path:
        """The file that says where a process is to be killed."""
        return self.home / "fault"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MIROIR_HOME": str(self.home),
            "DATABASE_URL": f"postgres://{NAME}@/{quote(f'{self.cluster.sockets}/', safe='')}{NAME}",
            "REDIS_URL": self._broker.url,
            "DEMO": "1",
            "FAULT": str(self.fault),
            "PORT": str(self.port),
        }

    def start(self) -> None:
        """Services and tables."""
        self.cluster.start()
        self.start_valkey()
        self.run("manage.py", "migrate", "--verbosity", "0")

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, check=True)

    def open_waves(self, count: int, *, limit: int) -> None:
        """Waves named `wave-1` and so on, with so many places in each cell."""
        self.run("-m", "tests.faults.opening", str(count), str(limit))

    def serve(self, **variables: str) -> None:
        """The web server of `manage.py serve`, with these variables, instead of the one before."""
        self.stop_web()
        options = ["--workers", "2", "--threads", "4", "--graceful-timeout", "1", "--no-control-socket"]
        with (self.home / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "tests.faults.web", "--bind", f"127.0.0.1:{self.port}", *options],
                cwd=ROOT,
                env={**self.environment, **variables},
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
            )
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                urlopen(f"http://127.0.0.1:{self.port}/s/nothing/", timeout=10)
            except HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError((self.home / "web.log").read_text()[-3000:])

    def stop_web(self) -> None:
        if self.web is not None:
            self.web.terminate()
            self.web.wait()
            self.web = None

    def start_valkey(self) -> None:
        self.valkey = subprocess.Popen(self._broker.command(), cwd="/", preexec_fn=end_with_parent)
        self._broker.wait()

    def stop_valkey(self) -> None:
        if self.valkey is not None:
            self.valkey.kill()
            self.valkey.wait()
            self.valkey = None

    def crash_database(self) -> None:
        """Stop PostgreSQL as a power cut does; it recovers from its log when it starts."""
        self.cluster._run("pg_ctl", "stop", "-D", str(self.cluster.data), "-m", "immediate", "-w")

    def connect(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(host=str(self.cluster.sockets), user=NAME, dbname=NAME, autocommit=True)

    def stop(self) -> None:
        self.stop_web()
        self.stop_valkey()
        self.cluster.stop()
