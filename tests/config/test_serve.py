"""`manage.py serve` and `demo`: everything runs, or one line says why not; nothing is left behind."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from tests.config.ports import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> Iterator[int]:
    """A port that another program listens on, until the test closes it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def manage(command: str, environment: dict[str, str], **variables: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env={**environment, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_one_line(port: int, command: str, process_environment: dict[str, str]) -> None:
    process = manage(command, process_environment, PORT=str(port))
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (1, "")
    assert errors == (
        f"miroir: port {port} of 127.0.0.1 cannot be used (Address already in use): choose another with PORT=8001\n"
    )


@pytest.mark.parametrize(
    ("variable", "value", "line"),
    [
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none", "the database does not answer: look at DATABASE_URL"),
        ("REDIS_URL", "redis://127.0.0.1:1", "the broker does not answer: look at REDIS_URL"),
    ],
)
def test_a_service_that_does_not_answer_is_one_line(
    process_environment: dict[str, str], variable: str, value: str, line: str
) -> None:
    process = manage("serve", process_environment, **{variable: value, "PORT": str(free_port())})
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.splitlines()[-1] == f"miroir: {line}"
    assert "Traceback" not in errors


def test_all_runs_and_all_stops(process_environment: dict[str, str]) -> None:
    port = str(free_port())
    server = manage("serve", process_environment, PORT=port)
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"Miroir is at http://localhost:{port} (Ctrl-C stops it)\n"
        children = psutil.Process(server.pid).children(recursive=True)
        said = [" ".join(child.cmdline()) for child in children]
        for part in ("granian", " worker ", " beat "):
            assert any(part in command for command in said), said
        with urlopen(f"http://127.0.0.1:{port}/healthz") as response:
            assert response.status == 200
    finally:
        server.terminate()
        _, errors = server.communicate(timeout=60)
    assert server.returncode == 0, errors
    assert "Traceback" not in errors
    assert psutil.wait_procs(children, timeout=1)[1] == []
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/healthz")
