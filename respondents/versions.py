"""Versions as this process runs them: compiled once, shared by every thread."""

from functools import lru_cache

from surveys.api import load_definition, version_named
from surveys.runtime import Compiled, compile_definition


@lru_cache(maxsize=64)
def compiled_version(version_id: int) -> Compiled:
    """The compiled definition of a version: two queries the first time, then none.

    A version never changes, so that nothing here is ever stale.
    """
    return compile_definition(load_definition(version_named(str(version_id))))
