"""Evaluating parts of expressions with the dialect's own evaluator, on values that are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from surveys.checks.proof.states import Exact, State
from surveys.questionnaire.choices import Choice
from surveys.questionnaire.definition import Definition
from surveys.questionnaire.expressions import Dialect, Node, Value
from surveys.questionnaire.expressions.compilation import coerced, compile_tree
from surveys.questionnaire.expressions.expression import DIALECTS
from surveys.questionnaire.expressions.rules import Kind, Run
from surveys.questionnaire.text import in_language

#: How a choice filter calls the code of the choice, and its label, which may repeat answers.
CODE_COLUMN, LABEL_COLUMN = "name", "label"


class BeyondError(Exception):
    """The part reads something that is not known: the clock, chance, another passage, an open answer."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where an expression stands: whose it is, in which loop; in a filter, for which choice."""

    owner: str = ""
    loop: str = ""
    self_field: str = ""
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class KnownScope:
    """A scope over one possibility for each name that is read; `at_large`: over none of them."""

    definition: Definition
    site: Site
    known: Mapping[str, State]
    repeated: frozenset[str]  # names inside loops
    at_large: bool = False

    def value(self, name: str) -> Value:
        """The value, "" for a name that holds nothing."""
        return self._exact(name).read

    def values(self, name: str) -> Sequence[Value]:
        """A column of the choice, or the one value of a field outside loops."""
        if self.site.choice is not None:
            if name == CODE_COLUMN:
                return (self.site.choice.code,)
            if name in self.site.choice.columns:
                return (self.site.choice.columns[name],)
            if name == LABEL_COLUMN:
                raise BeyondError
        if self.at_large or name in self.repeated:
            raise BeyondError
        return (self._exact(name).read,) if name in self.known else ()

    def column(self, name: str) -> Value:
        """A column of the choice; None for what is none, and elsewhere."""
        return next(iter(self.values(name)), None) if self.site.choice is not None else None

    def data(self, name: str) -> Value:
        """The value as it is kept."""
        return self._exact(name).kept

    def relevant(self, name: str) -> bool:
        """Whether the question counts."""
        if self.at_large:
            raise BeyondError
        return name not in self.known or self.known[name].asked

    def wording(self, name: str) -> str:
        """The text of the question, in the first language."""
        question = self.definition.question_of_field.get(name)
        return question.label.read(self.definition.default_language) if question else ""

    def self_value(self) -> Value:
        """The answer that is being checked."""
        return self._exact(self.site.self_field).read

    def position(self) -> int:
        """Which passage: unknown inside loops."""
        if self.site.loop:
            raise BeyondError
        return 1

    def choice_label(self, name: str, code: str) -> str:
        """The label of a code in the first language."""
        question = self.definition.question_of_field.get(name)
        offered = question.offered(self.definition.choice_lists) if question else None
        choice = offered.by_code.get(code) if offered else None
        language = self.definition.default_language
        return in_language(choice.label.text, language, language) if choice else code

    def now(self) -> datetime:
        raise BeyondError

    def random(self) -> float:
        raise BeyondError

    def _exact(self, name: str) -> Exact:
        state = self.known.get(name)
        if state is None and not self.at_large:
            return Exact("", None)
        if state is None or not isinstance(state.content, Exact):
            raise BeyondError
        return state.content


@dataclass(slots=True)
class Parts:
    """Parts of expressions made ready to run, once each."""

    _runs: dict[tuple[str, Dialect, Kind], Run] = field(default_factory=dict)
    _kinds: dict[tuple[str, Dialect], Kind] = field(default_factory=dict)

    def run(self, node: Node, dialect: Dialect, kind: Kind) -> Run:
        """What gives the value of a part as a kind."""
        key = (repr(node), dialect, kind)
        if key not in self._runs:
            rules = DIALECTS[dialect]
            self._runs[key] = coerced(compile_tree(node, rules), kind, rules)
        return self._runs[key]

    def kind(self, node: Node, dialect: Dialect) -> Kind:
        """What is known of the value of a part."""
        key = (repr(node), dialect)
        if key not in self._kinds:
            self._kinds[key] = compile_tree(node, DIALECTS[dialect]).kind
        return self._kinds[key]
