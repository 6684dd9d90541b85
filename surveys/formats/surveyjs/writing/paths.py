"""What the fields of a definition are called in a survey: `matrix.row`, `q-Comment`, `panel.q`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.types import AnyQuestion, Battery, Multiple, Question
from surveys.questionnaire.types.beside import comment_field, other_field


def row_value(question: Question, row: str) -> str:
    """What a row is called inside its question: `sat_staff` of `sat` is `staff`."""
    return row.removeprefix(f"{question.name}_") or row


@dataclass(frozen=True)
class Paths:
    """By field, where a survey keeps it; `loops`: by field, the loop that it is in."""

    of_field: Mapping[str, str]
    loops: Mapping[str, str]
    multiple: frozenset[str] = field(default_factory=frozenset)
    names_of_loops: frozenset[str] = field(default_factory=frozenset)

    def path(self, name: str, loop: str = "") -> str:
        """How an expression in this loop reads a field; outside of its loop, its first passage."""
        path = self.of_field.get(name, name)
        within = self.loops.get(name, "")
        if not within:
            return path
        return f"panel.{path}" if within == loop else f"{within}[0].{path}"


def paths_of(definition: Definition, counters: Mapping[str, str]) -> Paths:
    """The paths of every field; `counters`: by question that only counts a loop's passages, the loop."""
    of_field: dict[str, str] = {}
    loops: dict[str, str] = {}
    several = set()
    for item in definition.pages:
        for page in item.pages if isinstance(item, Loop) else (item,):
            for question in page.questions:
                found = _fields(question, definition)
                of_field |= found
                several |= {name for name in found if isinstance(question, Multiple)}
                loops |= dict.fromkeys(found, item.name) if isinstance(item, Loop) else {}
    of_field |= {name: f"{loop}.length" for name, loop in counters.items()}
    names = frozenset(item.name for item in definition.pages if isinstance(item, Loop))
    return Paths(of_field, loops, frozenset(several), names)


def _fields(question: AnyQuestion, definition: Definition) -> Mapping[str, str]:
    if not isinstance(question, Battery):
        beside = (other_field(question.name), comment_field(question.name))
        fields = question.fields(definition.choice_lists)
        return {name: f"{question.name}-Comment" if name in beside else name for name in fields}
    found = {}
    for row in question.rows:
        base = f"{question.name}.{row_value(question, row.name)}"
        fields_of_row = question.fields_of(row.name)
        for name in fields_of_row:
            column = name.removeprefix(f"{row.name}_") if name != row.name else ""
            found[name] = f"{base}.{column}" if column else base
    return found
