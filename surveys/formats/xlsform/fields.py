"""The fields of a question type, read from the columns, parameters and lists of its row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from surveys.formats.xlsform.choices import ChoiceLists
from surveys.formats.xlsform.parameters import Parameters
from surveys.formats.xlsform.records import Record
from surveys.formats.xlsform.shapes import CLASSES, Field, fields_of
from surveys.questionnaire.types import AnyQuestion


@dataclass(frozen=True)
class Values:
    """Where the fields of one question are read."""

    record: Record
    parameters: Parameters
    lists: ChoiceLists

    def of(self, type_: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a type that its row says something of, besides those that are given."""
        blank = self.parameters.several("blank")
        found = {one.name: self._value(one, blank) for one in fields_of(CLASSES[type_]) if one.name not in given}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, one: Field, blank: list[str]) -> Any:
        if one.shape == "wording":
            wording = self.record.wording(one.column)
            return wording if wording or one.name in blank else None
        if one.shape == "formula":
            return self.record.formula(one.column)
        if one.shape == "choices":
            written = self.parameters.text(one.parameter)
            return self.lists.own(written, self.record) if written else None
        if one.shape == "parts":
            return None
        if one.name == "list":
            return self.lists.name(self.parameters.text("list"), self.record)
        return self.parameters.value(one)


def made(type_: str, given: Mapping[str, Any], values: Values) -> AnyQuestion:
    """The question of a type; what its type refuses of what was written is left out, with a line."""
    read = values.of(type_, given)
    cls = CLASSES[type_]
    while True:
        try:
            return cast(AnyQuestion, cls(**given, **read, type=type_))
        except ValidationError as error:
            needed = {name for name in read if cls.model_fields[name].is_required()}
            faulty = {str(one["loc"][0]) for one in error.errors() if one["loc"]} & read.keys() or read.keys()
            if not faulty - needed:
                raise
            values.record.fault("parameters", "fields_refused", names=", ".join(sorted(faulty)))
            read = {name: value for name, value in read.items() if name in needed or name not in faulty}
