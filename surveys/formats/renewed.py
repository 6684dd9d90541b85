"""Values with something changed. What pydantic's own ways keep of cached properties would then be wrong."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


def own_fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """The fields of a value, without what it computed from them."""
    for name in type(model).model_fields:
        yield name, getattr(model, name)


def renewed(model: Model, **changes: Any) -> Model:
    """The value with other fields, and nothing computed yet."""
    return type(model)(**{**dict(own_fields(model)), **changes})
