"""The application that the tests serve, with points where it kills itself once, and two that are broken.

`gunicorn tests.faults.web:application`. The file named by FAULT holds the point where the process
that removes it is killed; CONTROL breaks the application in a way that the checks must find.
"""

import os
import signal
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings

# Nothing was collected in a fresh clone, and two sessions may not collect into one folder.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT = os.environ["STATIC"]

from config.wsgi import application  # noqa: E402
from respondents import interviews  # noqa: E402
from respondents.views import pages  # noqa: E402

__all__ = ["application"]

FAULT = Path(os.environ["FAULT"])


def killed(point: str, call: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
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


def _die_at(point: str) -> None:
    try:
        if FAULT.read_text() != point:
            return
        FAULT.unlink()
    except FileNotFoundError:
        return  # no fault, or another thread's
    os.kill(os.getpid(), signal.SIGKILL)


def _put(module: ModuleType, name: str, point: str, *, after: bool) -> None:
    setattr(module, name, killed(point, getattr(module, name), after=after))


def _taken_for_another(answer: Callable[..., Any]) -> Callable[..., Any]:
    """A page sent twice is stored twice."""
    return lambda **sent: answer(**{**sent, "revision": sent["passage"].revision + 1})


_put(interviews, "store", "before the write", after=False)
_put(interviews, "store", "after the write", after=True)
_put(interviews, "settle", "before the commit", after=True)
_put(pages, "answer", "after the commit", after=True)
match os.environ.get("CONTROL"):
    case "forgets":
        setattr(interviews, "store", lambda *_, **__: True)  # noqa: B010  # it is not exported
    case "doubles":
        setattr(pages, "answer", _taken_for_another(pages.answer))  # type: ignore[attr-defined]  # noqa: B010
