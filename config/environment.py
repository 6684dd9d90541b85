"""Environment variables, with one clear line for one that cannot be understood."""

import builtins
from base64 import urlsafe_b64decode
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

NOTSET = Env.NOTSET
KEY_BYTES = 32


class Environment(Env):  # type: ignore[misc]  # it has no types
    """django-environ, strict: it takes any word it does not know for false."""

    def bool(self, var: str, default: Any = Env.NOTSET) -> builtins.bool:
        value = self.str(var, default=default)
        if isinstance(value, builtins.bool):
            return value
        if value.lower() in {"1", "true", "yes", "on"}:
            return True
        if value.lower() in {"", "0", "false", "no", "off"}:
            return False
        raise ImproperlyConfigured(f"{var} is {value!r}: it must be true or false")

    def int(self, var: str, default: Any = Env.NOTSET, *, most: builtins.int | None = None) -> builtins.int:
        value = self.str(var, default=default)
        try:
            number = builtins.int(value)
        except ValueError:
            number = -1
        if number < 0 or (most is not None and number > most):
            limit = "" if most is None else f" up to {most}"
            raise ImproperlyConfigured(f"{var} is {value!r}: it must be a whole number{limit}")
        return number

    def key(self, var: builtins.str, default: Any = NOTSET) -> bytes:
        """The 32 bytes of a key, written in URL-safe base64."""
        return _decoded(var, self.str(var, default=default))

    def keys(self, var: builtins.str, default: Any = NOTSET) -> tuple[bytes, ...]:
        """One key or more, separated by commas."""
        return tuple(_decoded(var, text) for text in self.str(var, default=default).split(","))


def _decoded(var: str, text: str) -> bytes:
    text = text.strip()
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        # The text itself is not quoted: it may be most of a secret.
        raise ImproperlyConfigured(f"{var} must hold {KEY_BYTES} bytes in URL-safe base64")
    return key
