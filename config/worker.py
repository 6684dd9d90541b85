"""What `celery -A config.worker` loads: the application, with its services running."""

import warnings

from celery.exceptions import SecurityWarning

from config.celery import app
from config.services import start_embedded_services

__all__ = ["app"]

# It tells root of the dangers of pickle, which is not accepted here.
warnings.filterwarnings("ignore", category=SecurityWarning)

start_embedded_services()
