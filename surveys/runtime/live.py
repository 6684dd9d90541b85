"""What the browser may show and hide at once: what controls of the same page decide, and nothing else does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from surveys.questionnaire.expressions import (
    Call,
    Column,
    Expression,
    Items,
    Literal,
    Node,
    Operation,
    Unary,
    to_javascript,
)
from surveys.questionnaire.types import AnyQuestion
from surveys.runtime.dependencies import Dependencies
from surveys.runtime.outline import Outline, ParsedPage, ParsedQuestion
from surveys.runtime.script import Script, script_of

#: The conditions of the choices of one question are no longer than that in its page, in characters.
_LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Live:
    """The conditions of one page that a browser can tell; the others take one step more."""

    outline: Outline
    graph: Dependencies
    page: ParsedPage

    def script(self, formula: Expression | None) -> Script | None:
        """A condition, when controls of the page decide it and everything else stays as it is."""
        written = to_javascript(formula) if formula is not None and self._decides(formula) else None
        return script_of(written) if written else None

    def rows(self, one: ParsedQuestion) -> Mapping[str, Script]:
        """The conditions of rows, by name."""
        scripts = {name: self.script(relevant) for name, relevant in one.rows}
        return {name: script for name, script in scripts.items() if script is not None}

    def choices(self, one: ParsedQuestion, columns: Mapping[str, Mapping[str, str]]) -> Mapping[str, Script]:
        """What the filter comes to for each choice, by code; of all of them, or of none."""
        if one.filter is None or not one.question.readable or not self._decides(one.filter):
            return {}
        scripts: dict[str, Script] = {}
        for code, known in columns.items():
            tree = _with_columns(one.filter.tree, known)
            written = to_javascript(replace(one.filter, tree=tree)) if tree is not None else None
            if written is None:
                return {}
            scripts[code] = script_of(written)
        times = max(1, len(one.rows))
        length = times * sum(len(text) for script in scripts.values() for text in script.texts)
        return scripts if length <= _LONGEST else {}

    def _decides(self, formula: Expression) -> bool:
        """Whether controls of the page do, and nothing else that they change."""
        first, last, questions = self.page.first, self.page.last, self.outline.questions
        controls = (1 << last) - (1 << first)
        reads = self.graph.read_by((formula,))
        here = {vertex for vertex in reads if first <= vertex < last and _is_control(questions[vertex].question)}
        return bool(here) and not any(self.graph.behind[vertex] & controls for vertex in reads - here)


def _is_control(question: AnyQuestion) -> bool:
    return question.asks and question.readable


def _with_columns(node: Node, known: Mapping[str, str]) -> Node | None:
    """A filter as it reads for one choice; None when it reads a column that this choice has not."""
    match node:
        case Column(name=name):
            return Literal(value=known[name], place=node.place) if name in known else None
        case Unary(operand=operand):
            inside = _all_with_columns((operand,), known)
            return replace(node, operand=inside[0]) if inside else None
        case Operation(operands=operands):
            inside = _all_with_columns(operands, known)
            return replace(node, operands=inside) if inside is not None else None
        case Call(arguments=arguments):
            inside = _all_with_columns(arguments, known)
            return replace(node, arguments=inside) if inside is not None else None
        case Items(items=items):
            inside = _all_with_columns(items, known)
            return replace(node, items=inside) if inside is not None else None
        case _:
            return node


def _all_with_columns(nodes: tuple[Node, ...], known: Mapping[str, str]) -> tuple[Node, ...] | None:
    read = [_with_columns(node, known) for node in nodes]
    return None if None in read else tuple(one for one in read if one is not None)
