"""`manage.py serve`: the web server, a worker and beat."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.serve import serve


class Command(BaseCommand):
    help = "Runs the web server, a Celery worker and beat until Ctrl-C or SIGTERM."

    def handle(self, *_args: Any, **_options: Any) -> None:
        serve(welcome=f"Miroir is at {settings.SITE_URL} (Ctrl-C stops it)")
