"""The specification: what an analyst asks of a survey file."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from analytics.surveyfiles import code_text


def _as_code(value: Any) -> Any:
    """Numbers may be written as numbers: the code of 1 is "1"."""
    if isinstance(value, bool):
        return str(value).upper()
    return code_text(value) if isinstance(value, int | float) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | int | float) else value


Code = Annotated[str, BeforeValidator(_as_code), Field(json_schema_extra={"type": ["string", "number", "boolean"]})]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_as_list)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Part(BaseModel):
    """A part of a specification: frozen, and nothing that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Condition(Part):
    """Rows whose variable is one of some codes, is none of them, is between two numbers, or is missing."""

    variable: Name
    one_of: Codes | None = Field(default=None, alias="in")
    none_of: Codes | None = Field(default=None, alias="not_in")
    at_least: float | None = None
    at_most: float | None = None
    missing: bool | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """A condition of nothing would keep everybody."""
        if all(each is None for each in (self.one_of, self.none_of, self.at_least, self.at_most, self.missing)):
            raise ValueError("a condition needs in, not_in, at_least, at_most or missing")
        return self


Filter = tuple[Condition, ...]


class VariableSpec(Part):
    """What the file does not say about a variable: codes in order (those that nobody has included),
    labels, and codes that are no answer."""

    codes: Codes | None = None
    labels: dict[str, str] = Field(default_factory=dict)
    missing: Codes = ()
    label: str = ""


class Recode(Part):
    """New codes for old ones; `rest` is the code of all others (null: missing)."""

    make: Literal["recode"]
    of: Name
    to: dict[str, Code]
    rest: Code | None = None


class Net(Part):
    """1 for any of some codes, 0 for other answers: top and bottom boxes."""

    make: Literal["net"]
    of: Name
    codes: Codes


class Score(Part):
    """A number for each code; codes without one are missing."""

    make: Literal["score"]
    of: Name
    scores: dict[str, float]


class Promoters(Part):
    """The net promoter score of an answer from 0 to 10: -100 up to 6, 0, and 100 from 9."""

    make: Literal["nps"]
    of: Name


class Bands(Part):
    """Bands of a number: below the first cut, from each cut up to the next, and from the last on."""

    make: Literal["bands"]
    of: Name
    cuts: tuple[float, ...] = Field(min_length=1)
    labels: tuple[str, ...] = ()


class Cross(Part):
    """An interaction: `a / b` for each pair of codes."""

    make: Literal["cross"]
    of: Names = Field(min_length=2)


class When(Part):
    """The code of the first case whose conditions all hold."""

    make: Literal["when"]
    cases: tuple["Case", ...] = Field(min_length=1)
    rest: Code | None = None


class Case(Part):
    """A code, and the conditions under which a row has it."""

    code: Code
    where: Filter = Field(min_length=1)


class Combine(Part):
    """The sum or the mean of several numbers; missing with fewer than `at_least` of them."""

    make: Literal["sum", "mean"]
    of: Names = Field(min_length=1)
    at_least: int = Field(default=1, ge=1)


Derivation = Annotated[Recode | Net | Score | Promoters | Bands | Cross | When | Combine, Field(discriminator="make")]


class SetSpec(Part):
    """A multiple response: columns ticked with `counted`, or (null) columns that hold codes, in order of rank.

    Asked are those who have anything in one of the columns.
    """

    of: Names = Field(min_length=1)
    counted: Code | None = "1"
    labels: dict[str, str] = Field(default_factory=dict)
    first: int | None = Field(default=None, ge=1, description="of ranks, only the first so many columns")
