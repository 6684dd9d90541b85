"""A web server that is started again when it ends, as `manage.py serve` does it.

python -m tests.faults.serving COMMAND
"""

import os
import sys

from config.supervisor import Supervisor

server = Supervisor({"web": sys.argv[1:]}, environment=os.environ, patience=3.0)
server.run(is_ready=lambda: True, announce=lambda: None)
