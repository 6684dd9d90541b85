"""A supervisor of two sleeping processes, for the tests to signal.

python -m tests.config.supervised [deaf | brief FILE]
"""

import os
import sys

from config.supervisor import Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]

BRIEF = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write('.')", *sys.argv[2:]]

commands = {
    "deaf": {"sleep": SLEEP, "deaf": DEAF},
    "brief": {"sleep": SLEEP, "brief": BRIEF},
}.get(sys.argv[1] if sys.argv[1:] else "", {"one": SLEEP, "two": SLEEP})


def announce() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


Supervisor(commands, environment=os.environ, patience=1.0).run(is_ready=lambda: True, announce=announce)
