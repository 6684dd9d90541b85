"""When each value becomes known."""

from collections.abc import Mapping
from functools import cached_property

from surveys.questionnaire.definition import Definition, Loop
from surveys.questionnaire.expressions import ExpressionError, parse, references
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import Calculated

#: The page of a value that is there from the start.
_ALWAYS = -1


class Calendar:
    """On which page each value becomes known; pages count from 0, those of loops once."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._known: dict[str, int] = {}

    @cached_property
    def fields(self) -> Mapping[str, int]:
        """Every field with the number of its page; what nobody is asked is there from the start.

        The name of a loop over choices is the code that a passage is about. Parts of answers (one
        box, one rank) are known with the whole.
        """
        lists = self._definition.choice_lists
        fields = {
            field: number if question.asks else _ALWAYS
            for number, page in enumerate(self._definition.flat_pages())
            for question in page.questions
            for field in question.fields(lists)
        }
        loops = {item.name: _ALWAYS for item in self._definition.pages if isinstance(item, Loop) and item.over}
        parts = {name: fields[part.field] for name, (_, part) in self._definition.part_named.items()}
        return {**loops, **parts, **fields}

    @cached_property
    def without_value(self) -> frozenset[str]:
        """Names of notes, batteries, pages and loops: they exist, and hold nothing."""
        names = {question.name for question in self._definition.questions()}
        names.update(page.name for page in self._definition.flat_pages())
        names.update(item.name for item in self._definition.pages)
        return frozenset(names - self.fields.keys())

    @cached_property
    def _formulas(self) -> Mapping[str, Formula]:
        questions = self._definition.questions()
        return {question.name: question.formula for question in questions if isinstance(question, Calculated)}

    def known_at(self, name: str) -> int:
        """The page after which a field is known: for a calculation, that of the last field that it reads."""
        if name not in self._known:
            self._known[name] = self.fields.get(name, _ALWAYS)
            read, seen = [name], {name}
            while read:  # through calculations, each once: they may depend on themselves, which is another finding
                for other in self._read_by(read.pop()) - seen:
                    seen.add(other)
                    read.append(other)
            self._known[name] = max(self.fields.get(other, _ALWAYS) for other in seen)
        return self._known[name]

    def _read_by(self, name: str) -> frozenset[str]:
        formula = self._formulas.get(name)
        if formula is None:
            return frozenset()
        try:
            return references(parse(formula.text, formula.dialect))
        except ExpressionError:  # another check says so
            return frozenset()
