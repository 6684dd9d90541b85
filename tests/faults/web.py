"""The application that the tests serve, with points where it kills itself, a clock that is wrong, and ways to break.

The web server serves it. Files of the directory named by FAULTS say what goes wrong:
`fault` holds the point where the process that removes it is killed, `clock` by how many seconds the
clock of the server is wrong, `control` what the application does so wrongly that the checks must find it.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.utils import timezone

# Nothing was collected in a fresh clone, and two sessions may not collect into one folder.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT = os.environ["STATIC"]

from config.wsgi import application  # noqa: E402
from respondents import interviews  # noqa: E402
from respondents.views import pages, visit  # noqa: E402

__all__ = ["application"]

FAULTS = Path(os.environ["FAULTS"])
Call = Callable[..., Any]


def _said(name: str) -> str:
    """What a file says; nothing when there is none."""
    try:
        return (FAULTS / name).read_text()
    except FileNotFoundError:
        return ""


def _die_at(point: str) -> None:
    if _said("fault") != point:
        return
    try:
        (FAULTS / "fault").unlink()
    except FileNotFoundError:
        return  # it was another thread's
    os.kill(os.getpid(), signal.SIGKILL)


def _killed(point: str, call: Call, *, after: bool) -> Call:
    """The function, in a process that is killed before it or after it when the file says this point."""

    @wraps(call)
    def faulty(*args: Any, **kwargs: Any) -> Any:
        if not after:
            _die_at(point)
        result = call(*args, **kwargs)
        if after:
            _die_at(point)
        return result

    return faulty


def _broken(control: str, call: Call, instead: Call) -> Call:
    """The function, or what is done instead when the file says this control."""

    @wraps(call)
    def breakable(*args: Any, **kwargs: Any) -> Any:
        return (instead if _said("control") == control else call)(*args, **kwargs)

    return breakable


def _misled_time(right: Callable[[], float] = time.time) -> float:
    return right() + float(_said("clock") or 0)


def _misled_now(right: Callable[[], datetime] = timezone.now) -> datetime:
    return right() + timedelta(seconds=float(_said("clock") or 0))


def _put(module: ModuleType, name: str, change: Callable[[Call], Call]) -> None:
    setattr(module, name, change(getattr(module, name)))


_put(interviews, "store", lambda store: _killed("before the write", store, after=False))
_put(interviews, "store", lambda store: _killed("after the write", store, after=True))
_put(interviews, "settle", lambda settle: _killed("before the commit", settle, after=True))
_put(pages, "answer", lambda answer: _killed("after the commit", answer, after=True))

_put(time, "time", lambda right: _misled_time)  # cookies are signed and dated by it
_put(timezone, "now", lambda right: _misled_now)

_put(interviews, "store", lambda store: _broken("forgets", store, lambda *_, **__: True))
_put(
    pages,
    "answer",
    lambda answer: _broken(
        "doubles", answer, lambda **sent: answer(**{**sent, "revision": sent["passage"].revision + 1})
    ),
)
_put(
    visit,
    "read",
    lambda read: _broken("reads its own clock", read, lambda **asked: replace(read(**asked), now=timezone.localtime())),
)
