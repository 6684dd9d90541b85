"""What was found by reading a whole panel is forgotten once somebody of it has changed."""

import structlog
from django.core.cache import cache
from django.db import transaction
from redis.exceptions import RedisError

log = structlog.get_logger("miroir.panel")


def name_of_attributes(study: int) -> str:
    """What the attributes of a panel are kept under."""
    return f"attributes:{study}"


def forget_attributes(study: int) -> None:
    """Read the panel anew, once what changed is committed."""

    def forget() -> None:
        try:
            cache.delete(name_of_attributes(study))
        except RedisError:
            log.info("the cache does not answer")

    transaction.on_commit(forget)
