"""Aggregation of a wave by one, two and four workers: seconds, and how many interviews each makes in one.

An installation of its own is made in a temporary directory, and filled with interviews.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.pages import environment

#: Where the time goes is the same for more interviews; `SCALING` in the environment is another number.
INTERVIEWS = 200_000


def report() -> Iterator[str]:
    """Print-ready lines. Raises CalledProcessError when a run gives other results than another."""
    with tempfile.TemporaryDirectory(prefix="miroir-bench-") as home:
        Path(home).chmod(0o711)  # PostgreSQL passes through it, as another account than root
        command = [sys.executable, "-m", "bench.scaling"]
        with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as measuring:
            for line in measuring.stdout or ():
                yield line.rstrip("\n")
        if measuring.returncode:
            raise subprocess.CalledProcessError(measuring.returncode, command)
