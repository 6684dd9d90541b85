"""What `celery -A config.worker` loads: the application, with its services running."""

from config.celery import app
from config.services import start_embedded_services

__all__ = ["app"]

start_embedded_services()
