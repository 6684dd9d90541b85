"""What every template knows of the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(_request: HttpRequest) -> dict[str, object]:
    """Say whether this is a demonstration, whose accounts may be shown."""
    return {"demo": settings.DEMO}
