"""What an installation runs: a web server, a worker and beat, until it is told to stop."""

import os
import socket
import sys
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from django.conf import settings

from config.embedded import ServiceError
from config.health import broker_answers, database_answers
from config.supervisor import Supervisor

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to

_direct = build_opener(ProxyHandler({}))


def serve(*, welcome: str) -> None:
    """Run everything until SIGINT or SIGTERM; print `welcome` when all of it answers.

    Raises `ServiceError` when the port is taken or a process cannot start.
    """
    refuse_taken_port(settings.HOST, settings.PORT)
    refuse_silent_services()
    supervisor = Supervisor(commands(), environment={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        supervisor.run(is_ready=_is_ready, announce=lambda: print(welcome, flush=True))  # noqa: T201
    except RuntimeError as error:
        raise ServiceError(str(error)) from error


def commands() -> dict[str, list[str]]:
    """Return the command of each process."""
    celery = [sys.executable, "-m", "celery", "--quiet", "--skip-checks", "--app", "config.worker"]
    return {
        "web": [
            *(sys.executable, "-m", "granian", "config.wsgi:application", "--interface", "wsgi", "--http", "1"),
            *("--no-ws", "--host", settings.HOST, "--port", str(settings.PORT), "--log-level", "warning"),
            *("--workers", str(settings.WEB_PROCESSES), "--blocking-threads", str(settings.WEB_THREADS)),
            *("--respawn-failed-workers", "--respawn-interval", "0.1", "--workers-kill-timeout", "5s"),
        ],
        "worker": [
            *(*celery, "worker", "--concurrency", str(settings.WORKER_PROCESSES), "--loglevel", "WARNING"),
            *("--hostname", f"{settings.PORT}@%h", "--without-gossip", "--without-mingle"),
        ],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""],
    }


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `ServiceError` when another program listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise ServiceError(
                f"port {port} of {host} cannot be used ({error.strerror}): choose another with PORT=8001"
            ) from error


def refuse_silent_services() -> None:
    """Raise `ServiceError` when the database or the broker does not answer."""
    if not database_answers():
        raise ServiceError("the database does not answer: look at DATABASE_URL")
    if not broker_answers():
        raise ServiceError("the broker does not answer: look at REDIS_URL")


def _is_ready() -> bool:
    host = "127.0.0.1" if settings.HOST in EVERYWHERE else settings.HOST
    try:
        with _direct.open(f"http://{host}:{settings.PORT}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except (URLError, HTTPException, OSError):
        return False
