"""The base of every value of a definition: immutable, closed to unknown keys."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """An immutable pydantic model; an unknown key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


#: What a question, page, population or cell is called in expressions and exports.
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]{0,63}$")]

#: What a column or a scale adds to the name of a row: a field is called `row_ending`.
Ending = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$")]

#: A language tag as the workbook writes it between brackets: ``fr``, ``en``, ``pt-BR``.
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
