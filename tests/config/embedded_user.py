"""A process that uses the embedded services until its standard input closes.

    python embedded_user.py HOME

It prints the number of PostgreSQL's main process and how many such processes came before it.
"""

import os
import sys
from pathlib import Path

import psycopg
from redis import Redis

from config.embedded import NAME, places_for, start_services

places = places_for(Path(sys.argv[1]), root=os.geteuid() == 0)
start_services(places=places, postgresql=True, valkey=True)
with psycopg.connect(host=str(places.sockets), user=NAME, dbname=NAME, autocommit=True) as connection:
    connection.execute("SELECT pg_advisory_lock(1)")  # two users may create the table at once
    connection.execute("CREATE TABLE IF NOT EXISTS visit (id serial)")
    connection.execute("SELECT pg_advisory_unlock(1)")
    row = connection.execute("SELECT count(*) FROM visit").fetchone()
    connection.execute("INSERT INTO visit DEFAULT VALUES")
assert row is not None
assert Redis.from_url(f"unix://{places.sockets}/valkey.sock").ping()
pid = (places.cluster / "postmaster.pid").read_text().split()[0]
sys.stdout.write(f"{pid} {row[0]}\n")
sys.stdout.flush()
sys.stdin.read()
