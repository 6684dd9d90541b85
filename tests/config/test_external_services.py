"""With DATABASE_URL and REDIS_URL, those servers are used and none is started."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded.places import account_for, make_private, places_for
from config.embedded.postgresql import Cluster
from tests.config.ports import free_port

ROOT = Path(__file__).parents[2]
ASK = """
from django.conf import settings
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT inet_server_port()")
    print(cursor.fetchone()[0], settings.REDIS_URL)
"""


@pytest.fixture
def external_port() -> Iterator[int]:
    """A PostgreSQL of somebody else's, which listens on a port."""
    directory = Path(tempfile.mkdtemp(prefix="miroir-", dir="/tmp"))
    directory.chmod(0o711)
    places = places_for(directory, root=os.geteuid() == 0)
    account = account_for(places)
    make_private(places.sockets, account)
    cluster = Cluster(places.cluster, sockets=places.sockets, account=account)
    cluster.start()
    port = free_port()
    where = ("-D", str(cluster.data), "-l", str(cluster.data / "server.log"))
    cluster._run("pg_ctl", "restart", *where, "-o", f"-k {places.sockets} -h 127.0.0.1 -p {port}", "-w")
    yield port
    cluster.stop()
    shutil.rmtree(directory)


def test_they_are_used_and_none_is_started(external_port: int, valkey: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = {
        "PATH": os.environ["PATH"],
        "DEMO": "1",
        "DATABASE_URL": f"postgres://miroir@127.0.0.1:{external_port}/miroir",
        "REDIS_URL": valkey,
        "MIROIR_HOME": str(home),
    }
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", ASK]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == (f"{external_port} {valkey}\n", "")
    assert [path.name for path in home.iterdir()] == ["secrets"]
