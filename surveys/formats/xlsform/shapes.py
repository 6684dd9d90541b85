"""How the fields of a question type are written in a workbook, told by the fields themselves.

A text per language is a translated column, an expression a column, choices of its own a list of the
choices sheet, parts (rows, columns, scales) rows under the question, and anything else a parameter.
A type that is added to the registry is therefore read and written without a line here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from surveys.questionnaire.choices import Choice
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion, Question, Row

Shape = Literal["wording", "formula", "choices", "parts", "plain"]

#: Where XLSForm has a word for the field.
_COLUMNS: Mapping[str, str] = {"formula": "calculation"}
_PARAMETERS: Mapping[str, str] = {"rotate": "randomize"}


@dataclass(frozen=True)
class Field:
    """One field of a question type beyond those of every question, or of a part."""

    name: str
    shape: Shape
    info: FieldInfo
    adapter: TypeAdapter[Any]
    model: type[BaseModel] | None = None  # what parts are

    @property
    def column(self) -> str:
        return _COLUMNS.get(self.name, self.name)

    @property
    def parameter(self) -> str:
        return _PARAMETERS.get(self.name, self.name)

    @property
    def part(self) -> str:
        """The type of the rows that hold its parts: "row" for rows."""
        return self.name.removesuffix("s")

    @property
    def default(self) -> Any:
        return None if self.info.is_required() else self.info.get_default(call_default_factory=True, validated_data={})

    @property
    def several(self) -> bool:
        """Whether a parameter holds several values."""
        return any(part is tuple for part in _origins(self.info.annotation))


def _classes() -> Iterator[type[Question]]:
    yield from get_args(get_args(AnyQuestion)[0])


#: The class of every question type, by the type's name.
CLASSES: Mapping[str, type[Question]] = {
    name: cls for cls in _classes() for name in get_args(cls.model_fields["type"].annotation)
}


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a question type beyond those of every question, or of a part beyond its name and label."""
    common = Question.model_fields.keys() if issubclass(model, Question) else {"name", "label"}
    return tuple(_field(name, info) for name, info in model.model_fields.items() if name not in common)


def parts_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields that are rows under a question."""
    return tuple(field for field in fields_of(model) if field.shape == "parts")


def _field(name: str, info: FieldInfo) -> Field:
    held = set(_origins(info.annotation))
    model = next((part for part in held if isinstance(part, type) and issubclass(part, BaseModel)), None)
    adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
    if model is None:
        return Field(name, "plain", info, adapter)
    shapes: Mapping[type[BaseModel], Shape] = {Wording: "wording", Formula: "formula", Choice: "choices"}
    shape = shapes.get(model, "parts")
    return Field(name, shape, info, adapter, model if shape == "parts" else None)


def _origins(annotation: Any) -> Iterator[Any]:
    """Every type that an annotation is made of."""
    arguments = get_args(annotation)
    yield getattr(annotation, "__origin__", annotation)
    for argument in arguments:
        yield from _origins(argument)


def _is_row(field: Field) -> bool:
    return field.model is not None and issubclass(field.model, Row)


#: The types that are groups of rows, and the types of those rows.
GROUPED = frozenset(name for name, cls in CLASSES.items() if parts_of(cls))
PARTS = frozenset(field.part for name in GROUPED for field in parts_of(CLASSES[name]))
#: Those whose names only end the names of fields.
ENDINGS = PARTS - {field.part for name in GROUPED for field in parts_of(CLASSES[name]) if _is_row(field)}


def _columns(shape: Shape) -> Iterator[str]:
    for cls in dict.fromkeys(CLASSES.values()):
        for field in fields_of(cls):
            models = [field.model] if field.model else []
            for inner in (field, *(one for model in models for one in fields_of(model))):
                if inner.shape == shape:
                    yield inner.column


#: The columns of the survey sheet that hold texts and expressions of some type alone.
WORDING_COLUMNS = tuple(dict.fromkeys(_columns("wording")))
FORMULA_COLUMNS = tuple(dict.fromkeys(_columns("formula")))
