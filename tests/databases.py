"""Databases that killed test sessions left on the embedded server."""

import re
from typing import Any

import psutil
import psycopg
from psycopg import sql

NAME = re.compile(r"test_miroir_(\d+)")


def drop_abandoned_databases(connection: Any) -> None:
    """Drop the test databases whose process is gone."""
    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as server:
        for (name,) in server.execute("SELECT datname FROM pg_database").fetchall():
            found = NAME.fullmatch(name)
            if found and not psutil.pid_exists(int(found[1])):
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                server.execute(drop.format(sql.Identifier(name)))
