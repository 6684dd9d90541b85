"""Logs: structured, as JSON or for a console, without personal data.

Requests are logged by route (`config.request_log`). What Django and Celery say passes through
`hide_private`, the last step before a line is written.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from logging import LogRecord
from traceback import extract_tb
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

#: The logger of requests (`config.request_log`).
REQUESTS = "miroir.request"
PRIVATE = "[private]"
PRIVATE_KEYS = frozenset(
    {
        *("answer", "answers", "raw", "typed", "value", "values"),
        *("email", "name", "phone", "recipient", "ip", "user_agent"),
        *("authorization", "cookie", "password", "query_string", "secret", "token", "url", "path"),
    }
)
# Written by PostgreSQL after a failed constraint, with the values of the row
DATABASE_DETAIL = re.compile(r"^(DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(r"(?<![\w.])/(?:s|i|f|accounts|waves|studies)/\S*")


def hide_private(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace what may say who somebody is or what they answered."""
    return {key: PRIVATE if key in PRIVATE_KEYS else _clean(event[key]) for key in event}


def _clean(value: object) -> object:
    if not isinstance(value, str):
        return value
    value = DATABASE_DETAIL.sub(rf"\1: {PRIVATE}", value)
    value = ADDRESS.sub(PRIVATE, value)
    return EMAIL.sub(PRIVATE, value)


COMMON: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def describe_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say where an exception came from and of which type, without its message, which may quote an answer."""
    error = event.pop("exc_info", None)
    error = error[1] if isinstance(error, tuple) else error
    told = []
    while isinstance(error, BaseException):
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
        told.append({"type": f"{type(error).__module__}.{type(error).__qualname__}", "frames": frames})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return {**event, "exceptions": told} if told else event


def configure_structlog() -> None:
    """Send structlog's events through the standard library's handlers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *COMMON,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


class Structured(structlog.stdlib.ProcessorFormatter):
    """A line for every event. That of a request is written straight: it says nothing private."""

    def __init__(self, *, style: str, **options: Any) -> None:
        super().__init__(**options)
        self._written: Callable[[dict[str, Any]], str] = json.dumps if style == "json" else _for_console

    def format(self, record: LogRecord) -> str:
        """The event as one line."""
        if record.name != REQUESTS or not isinstance(record.args, dict):
            return super().format(record)
        timestamp = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        told = {"event": record.msg, "logger": record.name, "level": record.levelname.lower(), "timestamp": timestamp}
        return self._written({**record.args, **told})


def _for_console(event: dict[str, Any]) -> str:
    return "{timestamp} {event} {method} {route} {status} {ms} ms".format(**event)


def is_not_a_probe(record: LogRecord) -> bool:
    """Whether a record is about anything but `/healthz`, whose answer says it all, every few seconds."""
    return getattr(getattr(record, "request", None), "path", "") != "/healthz"


def logging_settings(*, style: str, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one handler to standard error, `style` is `json` or `console`."""
    renderers: dict[str, list[Processor]] = {
        "json": [describe_exception, hide_private, structlog.processors.JSONRenderer()],
        "console": [structlog.processors.format_exc_info, hide_private, structlog.dev.ConsoleRenderer(colors=False)],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": Structured,
                "style": style,
                "foreign_pre_chain": [*COMMON, structlog.stdlib.PositionalArgumentsFormatter()],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderers[style],
                ],
            }
        },
        "filters": {"not_a_probe": {"()": "django.utils.log.CallbackFilter", "callback": is_not_a_probe}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Pages that are missing or refused are in the request log already.
            "django.request": {"level": "ERROR", "filters": ["not_a_probe"]},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
