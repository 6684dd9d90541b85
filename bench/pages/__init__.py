"""Pages of a wave, from the browser's end: how many a second, how long each takes, what they cost.

An installation of its own is made in a temporary directory and served as `manage.py serve` does it.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def report() -> Iterator[str]:
    """Print-ready lines. Raises CalledProcessError when a page is refused."""
    with tempfile.TemporaryDirectory(prefix="miroir-bench-") as home:
        Path(home).chmod(0o711)  # PostgreSQL passes through it, as another account than root
        command = [sys.executable, "-m", "bench.pages"]
        with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as measuring:
            for line in measuring.stdout or ():
                yield line.rstrip("\n")
        if measuring.returncode:
            raise subprocess.CalledProcessError(measuring.returncode, command)


def environment(home: str) -> dict[str, str]:
    """A local installation, embedded services and all, that writes its log as production does."""
    own = {"MIROIR_HOME": home, "DEMO": "1", "PORT": str(_free_port()), "LOG_FORMAT": "json"}
    given = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**given, "DJANGO_SETTINGS_MODULE": "config.settings", **own}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
