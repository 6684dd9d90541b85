#!/usr/bin/env python
"""Miroir's commands: `manage.py help` lists them."""

import os
import signal
import sys
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.embedded import ServiceError
from config.services import start_embedded_services

WITHOUT_SERVICES = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "findstatic",
        "help",
        "makemessages",
        "startapp",
        "tabulate",
        "version",
    }
)


def leave(_signal: int, _frame: FrameType | None) -> None:
    """Turn SIGTERM into an ordinary exit, so that unused services are stopped."""
    sys.exit(128 + signal.SIGTERM)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    signal.signal(signal.SIGTERM, leave)
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    helping = command.startswith("-") or "--help" in sys.argv
    try:
        if not helping and command not in WITHOUT_SERVICES:
            start_embedded_services()
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ServiceError) as error:
        sys.exit(f"miroir: {error}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
