"""Workers on hosts of their own, that share PostgreSQL, Valkey and the storage, and nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connections

from analytics.api import aggregate, request_aggregation
from analytics.models import SnapshotPart
from config.celery import app
from tests.analytics.scale.hosts import Host, may_make_hosts, relay
from tests.analytics.scale.wide import a_wide_wave, results
from tests.analytics.test_jobs import state, wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not may_make_hosts(), reason="network namespaces need the root account and `ip`"),
]


@contextmanager
def services(host: Host, valkey: str) -> Iterator[dict[str, str]]:
    """The addresses of the services as a host reaches them: by TCP, whatever they are here."""
    database, cache = connections["default"].settings_dict, urlsplit(valkey)
    place, port = str(database["HOST"]), int(database["PORT"] or 5432)
    postgresql = f"{place}/.s.PGSQL.{port}" if place.startswith("/") else (place, port)
    broker = cache.path if cache.scheme == "unix" else (str(cache.hostname), cache.port or 6379)
    user = ":".join(quote(part, safe="") for part in (database["USER"], database["PASSWORD"]) if part)
    with relay(host.outside, postgresql) as first, relay(host.outside, broker) as second:
        yield {
            "DATABASE_URL": f"postgres://{user}@{host.outside}:{first}/{database['NAME']}",
            "REDIS_URL": f"redis://{host.outside}:{second}/0",
        }


@pytest.fixture
def hosts(process_environment: dict[str, str], valkey: str, tmp_path: Path) -> Iterator[list[Path]]:
    """Two hosts with a worker each, on a queue of their own; the homes of the workers."""
    queue = "two-hosts"
    with ExitStack() as stack:
        names, homes = list[str](), list[Path]()
        for number in range(2):
            host = stack.enter_context(Host(number))
            home = tmp_path / host.name
            home.mkdir()
            homes.append(home)
            places = stack.enter_context(services(host, valkey))
            names.append(f"{host.name}@{host.name}")
            options = ["--concurrency", "1", "--queues", queue, "--hostname", names[-1], "--without-mingle"]
            worker = host.start(
                *["-m", "celery", "-A", "config.worker", "worker", "--loglevel", "INFO", *options],
                environment={**process_environment, **places, "CELERY_QUEUE": queue},
                home=home,
            )
            stack.callback(worker.wait, 30)
            stack.callback(worker.terminate)
        before, app.conf.task_default_queue = app.conf.task_default_queue, queue
        stack.callback(setattr, app.conf, "task_default_queue", before)
        wait_until(lambda: len(app.control.ping(destination=names, timeout=1) or ()) == len(names), "the start of both")
        yield homes


def test_two_hosts_give_the_same_bytes_as_one_process(hosts: list[Path]) -> None:
    wave, whole = a_wide_wave("hosts", people=400), a_wide_wave("whole", people=400)
    asked = request_aggregation(wave.pk)
    wait_until(lambda: state(asked) == "done", "the aggregation")
    assert SnapshotPart.objects.filter(wave=wave).count() == 20
    assert all("analytics.make_part" in (path / "log").read_text() for path in hosts), "one host did everything"
    assert results(asked) == results(aggregate(whole.pk))
