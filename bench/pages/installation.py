"""An installation to measure: its services, its tables, its wave, and its web server."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from bench.pages.barometer import definition
from bench.pages.processes import Spent, cpu_of
from config.catalogs import compile_catalogs
from config.serve import commands
from config.services import start_embedded_services
from config.static_files import collect_if_changed
from respondents.api import open_wave
from surveys.api import create_study, publish_version

_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """The web server and the database that it asks, by their first processes."""

    web: int
    database: int

    def spent(self) -> Spent:
        return Spent(web=cpu_of(self.web), database=cpu_of(self.database))


@contextmanager
def installed() -> Iterator[None]:
    """Services that run, and tables."""
    start_embedded_services()
    compile_catalogs(settings.LOCALE_PATHS[0])
    collect_if_changed()
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, row bigint NOT NULL, said jsonb NOT NULL)")
    yield
    connections.close_all()


def opened_wave(slug: str) -> None:
    """A wave of the questionnaire, that takes answers."""
    study = create_study(slug=slug, title={"fr": "Mesure", "en": "Bench"})
    version = publish_version(study=study, definition=definition())
    open_wave(study=study, version=version, slug=slug, title=study.title, opens_at=timezone.now())


@contextmanager
def served(application: str = "config.wsgi:application") -> Iterator[Server]:
    """The web server of `manage.py serve`, until it answers; it is stopped afterwards."""
    command = [application if word == "config.wsgi:application" else word for word in commands()["web"]]
    log = Path(settings.MIROIR_HOME) / "web.log"
    with log.open("a") as output:
        web = subprocess.Popen([sys.executable, *command[1:]], env=os.environ, stderr=output)
    try:
        _wait(web, log)
        postmaster = (settings.PLACES.cluster / "postmaster.pid").read_text().split("\n", 1)[0]
        yield Server(web.pid, int(postmaster))
    finally:
        web.terminate()
        web.wait()


def _wait(web: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while web.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(f"http://127.0.0.1:{settings.PORT}/nothing", timeout=10)
        except HTTPError:
            return  # it answers that there is no such page
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the web server does not answer:\n{log.read_text()[-3000:]}")
