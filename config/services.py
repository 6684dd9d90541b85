"""Start what the settings say is embedded; entry points call this first."""

from django.conf import settings

from config.embedded import start_services


def start_embedded_services() -> None:
    """Start PostgreSQL and Valkey where no address was given, or join the running ones.

    Raises `ServiceError` with one line that says what to do.
    """
    start_services(
        places=settings.PLACES,
        postgresql=settings.EMBEDDED_POSTGRESQL,
        valkey=settings.EMBEDDED_VALKEY,
    )
