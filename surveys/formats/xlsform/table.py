"""A sheet being written: rows of cells, and the columns that they need."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from surveys.formats.xlsform.languages import written_as
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.text import Text, Wording


@dataclass(frozen=True)
class Key:
    """A column: its name, and for texts the tag of its language and whom it is for."""

    base: str
    language: str = ""
    audience: str = ""

    @property
    def header(self) -> str:
        language = f"::{written_as(self.language)}" if self.language else ""
        return f"{self.base}{language}{'@' if self.audience else ''}{self.audience}"


class Cells(dict[Key, str | float]):
    """One row; empty values leave no cell."""

    def put(self, **values: str | float | Formula | None) -> "Cells":
        for base, value in values.items():
            self.put_cell(base, value)
        return self

    def put_cell(self, base: str, value: str | float | Formula | None) -> "Cells":
        text = written_formula(value) if isinstance(value, Formula) else value
        if text is not None and text != "":
            self[Key(base)] = text
        return self

    def put_texts(self, base: str, texts: Text, audience: str = "") -> "Cells":
        self.update({Key(base, language, audience): text for language, text in texts.items() if text})
        return self

    def put_wording(self, base: str, wording: Wording) -> "Cells":
        self.put_texts(base, wording.text)
        for audience, texts in wording.variants.items():
            self.put_texts(base, texts, audience)
        return self


@dataclass
class Table:
    """A sheet: its columns in the order of `bases`, of which the first two always stand, then its rows."""

    name: str
    bases: Sequence[str]
    #: Translated columns that every language has, filled or not.
    always: Sequence[str] = ()
    rows: list[Cells] = field(default_factory=list)

    def columns(self, languages: Sequence[str]) -> list[Key]:
        """The columns that have a cell, and those that stand in any case; unknown ones come last."""
        used = dict.fromkeys(key for row in self.rows for key in row)
        used |= dict.fromkeys(Key(base, language) for base in self.always for language in languages)
        used |= dict.fromkeys(Key(base) for base in self.bases[:2] if base not in {key.base for key in used})
        places = {base: place for place, base in enumerate(dict.fromkeys([*self.bases, *(key.base for key in used)]))}
        order = {language: place for place, language in enumerate(("", *languages))}
        ranks = {audience: place for place, audience in enumerate(sorted({key.audience for key in used}))}
        return sorted(
            used,
            key=lambda key: (places[key.base], ranks[key.audience], order.get(key.language, len(order))),
        )


def written_formula(formula: Formula) -> str:
    """An expression as a cell holds it; one of another dialect says so."""
    return formula.text if formula.dialect == "xlsform" else f"{formula.dialect}: {formula.text}"


def number_text(number: float) -> str:
    """A number as a cell or a parameter writes it: 3 for 3.0, every digit otherwise."""
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(float(number))
