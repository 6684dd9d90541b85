"""What each question of the file will be called, before any of them is read: the symbols of its logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.formats.qualtrics.asked import column_name
from surveys.formats.qualtrics.choices import MOST_ROWS, asks_to_specify, codes_of, items_of
from surveys.formats.qualtrics.loose import as_map, as_text
from surveys.formats.qualtrics.names import Names
from surveys.formats.qualtrics.survey import Payload
from surveys.formats.qualtrics.symbols import Shape, Symbol


@dataclass(frozen=True)
class Planner:
    """Gives a question its names."""

    question: str
    payload: Payload
    names: Names

    @property
    def tag(self) -> str:
        return as_text(self.payload.get("DataExportTag")) or self.question

    def nothing(self) -> Symbol:
        """A question without answer."""
        return Symbol(self.question, self.names.free(self.tag), "nothing")

    def value(self) -> Symbol:
        """A question with one answer that is no choice."""
        return Symbol(self.question, self.names.free(self.tag), "value")

    def closed(self, shape: Shape, group: str = "Choices", codes: Mapping[str, str] | None = None) -> Symbol:
        """A question whose answer is of its choices."""
        items = items_of(self.payload, group)
        codes = codes_of(self.payload, items) if codes is None else codes
        other = next((name for name, item in items.items() if asks_to_specify(item)), "") if group == "Choices" else ""
        ends = ["_other"] if other else []
        ends += [f"_{code}" for code in codes.values()] if shape != "single" else []
        return Symbol(self.question, self.names.free(self.tag, ends), shape, codes, other=other)

    def battery(self, shape: Shape, codes: Mapping[str, str], answers: Iterable[str] = ()) -> Symbol:
        """A question with rows: a field for each, or one for each row and answer."""
        name = self.names.free(self.tag)
        rows = list(items_of(self.payload, "Choices"))[:MOST_ROWS]
        tags = as_map(self.payload.get("ChoiceDataExportTags"))
        columns = tuple(answers)
        ends = [f"_{column_name(answer)}" for answer in columns]
        if shape == "multiple":
            ends = [f"_{code}" for code in codes.values()]
        fields = {}
        for row in rows:
            called = self.names.free(as_text(tags.get(row)) or f"{name}_{row}", ends)
            fields[row] = tuple(f"{called}_{column_name(answer)}" for answer in columns) or (called,)
        return Symbol(self.question, name, shape, codes, fields, answers=columns)
