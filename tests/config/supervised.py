"""A supervisor of two sleeping processes, for the tests to signal.

python -m tests.config.supervised
"""

import os
import sys

from config.supervisor import Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"]

commands = {"sleep": SLEEP, "deaf": DEAF} if sys.argv[1:] == ["deaf"] else {"one": SLEEP, "two": SLEEP}


def announce() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


Supervisor(commands, environment=os.environ, patience=1.0).run(is_ready=lambda: True, announce=announce)
