"""`manage.py demo`: what `make demo` runs once everything is installed."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from config.catalogs import compile_catalogs
from config.serve import refuse_silent_services, refuse_taken_port, serve
from config.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Prepares the demonstration barometer and serves it until Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("the demonstration has accounts with known passwords: set DEMO=1 to say you want it")
        refuse_taken_port(settings.HOST, settings.PORT)
        refuse_silent_services()
        if compile_catalogs(settings.LOCALE_PATHS[0]):
            self.stdout.write("Translations compiled")
        if collect_if_changed():
            self.stdout.write("Static files collected")
        migrate_if_needed()
        told = StringIO()
        call_command("load_demo", stdout=told)
        connections.close_all()
        serve(welcome=f"\nMiroir is at {settings.SITE_URL} (Ctrl-C stops it)\n{told.getvalue()}")


def migrate_if_needed() -> None:
    """Bring the tables up to date, and say so, unless they are."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=1)
