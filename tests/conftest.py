"""What tests run on: real PostgreSQL, real Valkey, a real Celery worker and a real browser.

Each session has a database of its own, named by its process, on the server that the settings name
(the embedded one by default), and a Valkey of its own: sessions may run side by side.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from django.test.utils import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from config.catalogs import compile_catalogs
from config.celery import app
from config.embedded import start_services
from config.embedded.valkey import Valkey
from config.supervisor import end_with_parent
from tests.databases import drop_abandoned_databases

QUEUE = f"test-{os.getpid()}"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_FIXTURES = {"browser", "context", "new_context", "page", "phone_page", "desk_page", "no_js_page"}


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations, once for all the processes of the session."""
    if not hasattr(config, "workerinput"):
        compile_catalogs(Path(__file__).parents[1] / "locale")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and skip it, by name, where there is none."""
    for item in items:
        if BROWSER_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason=f"Chromium is not installed: {item.name}"))


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """Address of this session's Valkey, or of the server in REDIS_URL."""
    if not settings.EMBEDDED_VALKEY:
        yield settings.REDIS_URL
        return
    directory = Path(tempfile.mkdtemp(prefix="miroir-", dir="/tmp"))
    server = Valkey(socket=directory / "valkey.sock", logs=directory)
    process = subprocess.Popen(server.command(), cwd="/", preexec_fn=end_with_parent)
    server.wait()
    yield server.url
    process.terminate()
    process.wait()
    shutil.rmtree(directory)


@pytest.fixture(scope="session", autouse=True)
def test_installation(valkey: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings of the session: its own Valkey and storage, quick passwords, unhashed static files."""
    broker = valkey.replace("unix://", "redis+socket://", 1)
    app.conf.update(broker_url=broker, result_backend=broker, task_default_queue=QUEUE)
    storage = str(tmp_path_factory.mktemp("storage"))
    with override_settings(
        DEMO=False,
        MIROIR_PART_INTERVIEWS=20,  # so that small waves have parts for several workers
        REDIS_URL=valkey,
        CACHES={"default": {**settings.CACHES["default"], "LOCATION": valkey, "KEY_PREFIX": QUEUE}},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=storage,  # WhiteNoise wants a directory; the finders serve the files
        STORAGE_ROOT=storage,
        STORAGES={
            "default": {**settings.STORAGES["default"], "OPTIONS": {"location": storage}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Give the session its own database, and connections enough for tests of concurrency."""
    start_services(places=settings.PLACES, postgresql=settings.EMBEDDED_POSTGRESQL, valkey=False)
    connection = connections["default"]
    if settings.EMBEDDED_POSTGRESQL:
        drop_abandoned_databases(connection)
    connection.settings_dict["TEST"]["NAME"] = f"test_miroir_{os.getpid()}"
    options = connection.settings_dict["OPTIONS"]
    options["pool"] = {**options["pool"], "max_size": 80}
    options["options"] = "-c synchronous_commit=off"


@pytest.fixture(autouse=True)
def _identities_are_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Django empties the tables that it finds without a schema's name; those of identities are emptied here."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or "transactional_db" in request.fixturenames:
        tables = [model._meta.db_table for model in apps.get_models() if model._meta.db_table.startswith('"identity"')]
        with request.getfixturevalue("django_db_blocker").unblock(), connections["default"].cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(tables)}")


@pytest.fixture(scope="session")
def process_environment(django_db_setup: None, valkey: str) -> dict[str, str]:
    """Environment of a process that shares this session's database, Valkey and storage."""
    database = connections["default"].settings_dict
    user = quote(database["USER"], safe="")
    password = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    host = str(database["HOST"])
    port = f":{database['PORT']}" if database["PORT"] else ""
    place = f"/{quote(host + '/', safe='')}" if host.startswith("/") else f"{host}{port}/"
    return {
        **os.environ,
        "DATABASE_URL": f"postgres://{user}{password}@{place}{database['NAME']}",
        "REDIS_URL": valkey,
        "STORAGE_ROOT": settings.STORAGE_ROOT,
        "SECRET_KEY": settings.SECRET_KEY,
        "DEMO": "1",
        "CELERY_QUEUE": QUEUE,
        "MIROIR_PART_INTERVIEWS": str(settings.MIROIR_PART_INTERVIEWS),
    }


@pytest.fixture(scope="session")
def celery_worker_process(
    process_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator["subprocess.Popen[bytes]"]:
    """A real worker on this session's database; the tests that use it must be transactional."""
    log = tmp_path_factory.mktemp("celery") / "worker.log"
    name = f"{QUEUE}@localhost"
    command = [sys.executable, "-m", "celery", "-A", "config.worker", "worker", "--loglevel", "INFO"]
    options = ["--concurrency", "2", "--queues", QUEUE, "--hostname", name, "--without-gossip", "--without-mingle"]
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [*command, *options], env=process_environment, stdout=output, stderr=output, preexec_fn=end_with_parent
        )
    try:
        deadline = time.monotonic() + 60
        while not app.control.ping(destination=[name], timeout=0.5):
            if worker.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the worker did not start:\n{log.read_text()[-3000:]}")
        yield worker
    finally:
        worker.terminate()
        worker.wait(30)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium. Its driver runs an event loop, in which Django would refuse its database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGUMENTS}


def _page(new_context: Any, live_server: LiveServer, **options: Any) -> Page:
    context = new_context(base_url=live_server.url, locale="fr-FR", **options)
    context.set_default_timeout(10_000)
    page: Page = context.new_page()
    return page


@pytest.fixture
def phone_page(new_context: Any, live_server: LiveServer) -> Page:
    """A French phone of 360 by 740 on the live server; addresses may be relative."""
    return _page(new_context, live_server, viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)


@pytest.fixture
def no_js_page(new_context: Any, live_server: LiveServer) -> Page:
    """The same phone without JavaScript."""
    phone = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
    return _page(new_context, live_server, java_script_enabled=False, **phone)


@pytest.fixture
def desk_page(new_context: Any, live_server: LiveServer) -> Page:
    """A French desk of 1280 by 900 on the live server."""
    return _page(new_context, live_server, viewport={"width": 1280, "height": 900})
