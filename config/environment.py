"""Environment variables, with one clear line for one that cannot be understood."""

import builtins
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env


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
