"""An installation to break: its own PostgreSQL and Valkey, and the real web server."""

import os
import secrets
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

from config.embedded.errors import ServiceError
from config.embedded.places import account_for, make_passable, make_private, places_for
from config.embedded.postgresql import NAME, Cluster
from config.embedded.valkey import Valkey
from config.supervisor import end_with_parent
from tests.config.ports import free_port
from tests.faults.disk import SmallDisk

ROOT = Path(__file__).parents[2]
_PATIENCE = 60.0  # seconds

#: A copy of the first wave and of its cells, whatever their columns are.
_COPY = """
    WITH copy AS (
        INSERT INTO respondents_wave SELECT (jsonb_populate_record(first, jsonb_build_object(
            'id', nextval(pg_get_serial_sequence('respondents_wave', 'id')), 'slug', %s::text))).*
        FROM respondents_wave AS first WHERE slug = 'wave-1' RETURNING id
    )
    INSERT INTO respondents_quotacell SELECT (jsonb_populate_record(cell, jsonb_build_object(
        'id', nextval(pg_get_serial_sequence('respondents_quotacell', 'id')), 'wave_id', copy.id))).*
    FROM copy CROSS JOIN respondents_quotacell AS cell JOIN respondents_wave AS first ON first.id = cell.wave_id
    WHERE first.slug = 'wave-1'
"""


#: The functions that statements call for the time, shadowed by others: `clock.wrong` says by how much.
_CLOCK = f"""
    CREATE SCHEMA clock;
    CREATE TABLE clock.wrong AS SELECT interval '0' AS by;
    CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
        AS 'SELECT pg_catalog.clock_timestamp() + by FROM clock.wrong';
    CREATE FUNCTION clock.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
        AS 'SELECT pg_catalog.statement_timestamp() + by FROM clock.wrong';
    CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
        AS 'SELECT pg_catalog.now() + by FROM clock.wrong';
    ALTER DATABASE {NAME} SET search_path = clock, pg_catalog, public;
"""


@dataclass
class Site:
    """`home` is a directory that any account may pass through. Every wait has an end."""

    home: Path
    port: int = field(default_factory=free_port)
    web: "subprocess.Popen[bytes] | None" = None
    valkey: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        places = places_for(self.home, root=os.geteuid() == 0)
        account = account_for(places)
        make_passable(places.home)
        make_private(places.logs, None)
        make_private(self.static, None)
        make_private(self.faults, None)
        make_private(places.sockets, account)
        self.disk = SmallDisk(self.home / "disk")
        self.cluster = Cluster(self.disk.path / "postgresql", sockets=places.sockets, account=account)
        self._broker = Valkey(socket=self.home / "broker.sock", logs=places.logs)

    @property
    def faults(self) -> Path:
        """The directory whose files say what goes wrong in the web server."""
        return self.home / "faults"

    @property
    def fault(self) -> Path:
        """The file that says where a process is to be killed."""
        return self.faults / "fault"

    @property
    def clock(self) -> Path:
        """The file that says by how many seconds the clock of the web server is wrong."""
        return self.faults / "clock"

    @property
    def control(self) -> Path:
        """The file that says how the web server is broken."""
        return self.faults / "control"

    @property
    def static(self) -> Path:
        """An empty directory: pages are read here without what makes them look well."""
        return self.home / "static"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MIROIR_HOME": str(self.home),
            "DATABASE_URL": f"postgres://{NAME}@/{quote(f'{self.cluster.sockets}/', safe='')}{NAME}",
            "REDIS_URL": self._broker.url,
            "DEMO": "1",
            "FAULTS": str(self.faults),
            "STATIC": str(self.static),
            "PORT": str(self.port),
        }

    def start(self) -> None:
        """Services and tables."""
        self.start_database()
        self.start_valkey()
        self.run("manage.py", "migrate", "--verbosity", "0")
        with self.connect() as database:
            database.execute(_CLOCK)

    def run(self, *command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, check=True, timeout=_PATIENCE)

    def open_first_wave(self, *, limit: int) -> None:
        """`wave-1`, with so many places in each cell."""
        self.run("-m", "tests.faults.opening", str(limit))

    def open_wave(self) -> str:
        """Another wave as the first one was when it was opened; its slug."""
        slug = f"wave-{secrets.token_hex(4)}"
        with self.connect() as database:
            database.execute(_COPY, [slug])
        return slug

    def serve_once(self) -> None:
        """The web server, unless it runs already."""
        if self.web is None:
            self.serve()

    def serve(self, **variables: str) -> None:
        """The web server of `manage.py serve`, with these variables, instead of the one before."""
        self.stop_web()
        options = ["--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "2", "--blocking-threads", "4"]
        options += ["--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "1s"]
        options += ["--port", str(self.port), "--log-level", "warning"]
        supervised = [sys.executable, "-m", "tests.faults.serving"]
        with (self.home / "web.log").open("ab") as log:
            self.web = subprocess.Popen(
                [*supervised, sys.executable, "-m", "granian", "tests.faults.web:application", *options],
                cwd=ROOT,
                env={**self.environment, **variables},
                stdout=log,
                stderr=log,
                preexec_fn=end_with_parent,
            )
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self.web.poll() is None:
            try:
                urlopen(f"http://127.0.0.1:{self.port}/s/nothing/", timeout=10)
            except HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError((self.home / "web.log").read_text()[-3000:])

    def stop_web(self) -> None:
        if self.web is not None:
            _end(self.web)
            self.web = None

    def start_valkey(self) -> None:
        self.valkey = subprocess.Popen(self._broker.command(), cwd="/", preexec_fn=end_with_parent)
        self._broker.wait()

    def stop_valkey(self) -> None:
        if self.valkey is not None:
            self.valkey.kill()
            self.valkey.wait(_PATIENCE)
            self.valkey = None

    def move_database_clock(self, *, seconds: int) -> None:
        """Have the database read a clock that is wrong by so much."""
        with self.connect() as database:
            database.execute("UPDATE clock.wrong SET by = make_interval(secs => %s)", [seconds])

    def restore(self) -> None:
        """Everything right again, whatever a test did."""
        for wrong in self.faults.iterdir():
            wrong.unlink()
        self.disk.clear()
        self.start_database()
        self.move_database_clock(seconds=0)

    def crash_database(self) -> None:
        """Stop PostgreSQL as a power cut does; it recovers from its log when it starts."""
        stop = ["stop", "-D", str(self.cluster.data), "-m", "immediate", "-w"]
        self.disk.within(lambda: self.cluster._run("pg_ctl", *stop))

    def start_database(self) -> None:
        """Start PostgreSQL unless it runs. What it logged tells why it does not."""
        try:
            self.disk.within(self.cluster.start)
        except ServiceError as error:
            error.add_note(self.disk.within((self.cluster.data / "server.log").read_text)[-3000:])
            raise

    def connect(self) -> "psycopg.Connection[Any]":
        """A connection beside the server's; no statement of it waits for ever."""
        return psycopg.connect(
            host=str(self.cluster.sockets),
            user=NAME,
            dbname=NAME,
            autocommit=True,
            connect_timeout=5,
            options=f"-c statement_timeout={_PATIENCE:.0f}s",
        )

    def stop(self) -> None:
        self.stop_web()
        self.stop_valkey()
        self.disk.within(self.cluster.stop)
        self.disk.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask a process to end, and kill it when it does not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_PATIENCE)
