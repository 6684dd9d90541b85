"""Expressions of a survey in the names and codes of the definition; their text stays otherwise as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from surveys.formats.reasons import Reason, because
from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.choices import code_of
from surveys.formats.surveyjs.element import value_text
from surveys.formats.surveyjs.symbols import NO_CODES, LoopSymbols, Symbol, Symbols
from surveys.formats.texts import straight_quotes
from surveys.questionnaire.expressions import (
    DIALECTS,
    Call,
    Column,
    Expression,
    ExpressionError,
    Items,
    Literal,
    Node,
    Operation,
    Reference,
    Unary,
    children,
    parse,
    walk,
)
from surveys.questionnaire.formula import Formula

DIALECT: Final = "surveyjs"
_LONGEST = 8192
_COMPARING = frozenset({"=", "!=", "contains", "notcontains", "anyof", "allof", "noneof"})
_SEARCHING: Mapping[str, str] = {"contains": "anyof", "notcontains": "noneof"}
_OVER_ROWS: Mapping[str, str] = {"sumInArray": "sum", "avgInArray": "avg", "minInArray": "min", "maxInArray": "max"}
_COUNTING = "countInArray"
#: An application may add functions of its own, which give nothing where nobody knows them.
_FUNCTIONS = DIALECTS[DIALECT].functions
_MARKS = "#$"


class _UntranslatableError(ValueError):
    """A part that has no counterpart here."""


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Rewriter:
    """Rewrites expressions by the symbols of a survey."""

    symbols: Symbols
    notes: Notes

    def formula(
        self,
        written: str,
        place: Place,
        *,
        loop: LoopSymbols | None = None,
        items: Mapping[str, str] = NO_CODES,
    ) -> Formula | None:
        """The formula that an expression means here; None, with a line, when there is none.

        `items`: the changed codes of the choices that `{item}` stands for.
        """
        expression = self._parsed(written, place)
        if expression is None:
            return None
        try:
            text = self._rewritten(expression, _Reader(self.symbols, loop, items))
            called = [node.name for node in walk(parse(text, DIALECT).tree) if isinstance(node, Call)]
        except _UntranslatableError as part:
            if isinstance(expression.tree, Operation) and expression.tree.operator == "and":
                return self._partly(expression, place, loop, items)
            self.notes.warning(place, "reference_unknown", name=str(part))
        except ExpressionError as error:
            self._dropped(place, written, because(error.code, **error.parameters))
        else:
            if len(text) <= _LONGEST:
                for name in dict.fromkeys(called):
                    if name not in _FUNCTIONS:
                        self.notes.warning(place, "function_unknown", name=f"{name}()")
                return Formula(text=text, dialect=DIALECT)
            self._dropped(place, written, because("too_long", length=len(text), limit=_LONGEST))
        return None

    def _partly(
        self, expression: Expression, place: Place, loop: LoopSymbols | None, items: Mapping[str, str]
    ) -> Formula | None:
        """The parts of a condition that have a counterpart; the others are said."""
        parts = [expression.text[part.place.offset : part.place.end] for part in children(expression.tree)]
        found = [self.formula(part, place, loop=loop, items=items) for part in parts]
        text = all_of([part.text for part in found if part is not None])
        return Formula(text=text, dialect=DIALECT) if text else None

    def _parsed(self, written: str, place: Place) -> Expression | None:
        """The expression; one with curly quotes, or with quotes doubled by a database, as it was meant."""
        try:
            return parse(written, DIALECT)
        except ExpressionError as error:
            reason = because(error.code, **error.parameters)
        straight = straight_quotes(written)
        for mended in dict.fromkeys((straight, straight.replace("''", "'"))):
            try:
                expression = parse(mended, DIALECT)
            except ExpressionError as error:
                reason = because(error.code, **error.parameters)
            else:
                self.notes.info(place, "quotes_straightened")
                return expression
        self._dropped(place, written, reason)
        return None

    def _dropped(self, place: Place, written: str, reason: Reason) -> None:
        self.notes.warning(place, "expression_dropped", reason=reason, expression=written)

    @staticmethod
    def _rewritten(expression: Expression, reader: "_Reader") -> str:
        text = expression.text
        edits = sorted(reader.edits(expression.tree, text), key=lambda edit: (edit.start, -edit.end))
        parts, position = [], 0
        for edit in edits:
            if edit.start >= position:  # what stands inside a part that was replaced went with it
                parts += [text[position : edit.start], edit.text]
                position = edit.end
        return "".join([*parts, text[position:]])


@dataclass(frozen=True)
class _Reader:
    """Says what to change in one expression."""

    symbols: Symbols
    loop: LoopSymbols | None
    items: Mapping[str, str]

    def edits(self, node: Node, text: str) -> Iterator[_Edit]:
        """Every change, outer parts first."""
        match node:
            case Unary(operator="empty" | "notempty" as operator, operand=Reference() as operand) if (
                found := self._emptiness(operand, text, operator)
            ):
                yield _replace(node, found)
            case Call(name=name) if name in _OVER_ROWS or name == _COUNTING:
                yield _replace(node, self._over_rows(node, text))
            case Reference():
                yield _replace(node, self._reference(node, text))
            case Operation(operator=operator, operands=operands) if operator in _COMPARING:
                yield from self._comparison(node, operator, operands, text)
            case _:
                for child in children(node):
                    yield from self.edits(child, text)

    def _written(self, node: Reference, text: str) -> str:
        """The path as it stands in the text; a function names questions in quotes."""
        return text[node.place.offset : node.place.end].strip("{}'\"")

    def _symbol(self, path: str) -> Symbol:
        found = self.symbols.find(path, self.loop) or self.symbols.variable(path)
        if found is None or not found.name:
            raise _UntranslatableError(path)
        return found

    def _reference(self, node: Reference, text: str) -> str:
        path = self._written(node, text)
        quoted = text[node.place.offset : node.place.offset + 1] != "{"
        mark = path[0] if path[:1] in _MARKS and len(path) > 1 else ""
        path = path[len(mark) :]
        if mark == "$" and not quoted:
            question, _, attribute = path.rpartition(".")
            return f"{{${self._symbol(question or path).name}.{attribute}}}"
        symbol = self._symbol(path)
        return f"'{symbol.name}'" if quoted else f"{{{mark}{symbol.name}{symbol.step}}}"

    def _emptiness(self, node: Reference, text: str, operator: str) -> str:
        """Whether anything in a battery, or any passage of a loop, was answered; '' for other references."""
        path = self._written(node, text)
        symbol = self.symbols.find(path, self.loop)
        if symbol is None and (count := self.symbols.how_many(path)):
            return f"({count.formula} > 0)" if operator == "notempty" else f"!({count.formula} > 0)"
        if symbol is None or symbol.name or not symbol.fields:
            return ""
        glue = " or " if operator == "notempty" else " and "
        return "(" + glue.join(f"{{{field}}} {operator}" for field in symbol.fields) + ")"

    def _over_rows(self, node: Call, text: str) -> str:
        match node.arguments:
            case (Reference() as rows, Literal(value=str() as column)):
                found = self.symbols.over_rows(node.name, self._written(rows, text), column)
            case _:
                found = None
        if found is None:
            raise _UntranslatableError(text[node.place.offset : node.place.end])
        if isinstance(found, Symbol):
            return found.formula
        if node.name == _COUNTING:
            return "(" + " + ".join(f"iif({{{field}}} notempty, 1, 0)" for field in found) + ")"
        return f"{_OVER_ROWS[node.name]}({', '.join(f'{{{field}}}' for field in found)})"

    def _comparison(self, node: Node, operator: str, operands: tuple[Node, ...], text: str) -> Iterator[_Edit]:
        symbol = next(filter(None, (self._coded(operand, text) for operand in operands)), None)
        if symbol is not None and (found := self._search(symbol, operator, operands)):
            yield _replace(node, found)
            return
        for operand in operands:
            if symbol is not None and isinstance(operand, Literal | Items):
                yield from _coded_literals(operand, symbol.codes)
            else:
                yield from self.edits(operand, text)

    def _coded(self, node: Node, text: str) -> Symbol | None:
        """What has codes that changed."""
        if isinstance(node, Column):
            return Symbol("item", self.items, single=True) if self.items else None
        found = self.symbols.find(self._written(node, text), self.loop) if isinstance(node, Reference) else None
        return found if found and found.codes else None

    def _search(self, symbol: Symbol, operator: str, operands: tuple[Node, ...]) -> str:
        """`contains` looks for a part of the one value that was chosen: give the codes of those that have it."""
        match operands:
            case (Reference(), Literal(value=str() as part)) if operator in _SEARCHING and symbol.single:
                codes = [code for value, code in symbol.codes.items() if part.lower() in value]
            case _:
                return ""
        if part.lower() in symbol.codes or not codes or symbol.step:
            return ""
        return f"({symbol.formula} {_SEARCHING[operator]} [{', '.join(map(quoted, codes))}])"


def quoted(text: str) -> str:
    """A text as a literal."""
    return "'" + text.replace("\\", "").replace("'", "\\'") + "'"


def _coded_literals(node: Node, codes: Mapping[str, str]) -> Iterator[_Edit]:
    if isinstance(node, Items):
        for item in node.items:
            yield from _coded_literals(item, codes)
    elif isinstance(node, Literal) and isinstance(node.value, str | float) and not isinstance(node.value, bool):
        value = value_text(node.value)
        code = codes.get(value.lower()) or (code_of(value) if isinstance(node.value, str) and value else value)
        if code != value:
            yield _replace(node, quoted(code))


def _replace(node: Node, text: str) -> _Edit:
    return _Edit(node.place.offset, node.place.end, text)


def all_of(conditions: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """Conditions that have to hold together; '' for none."""
    parts = list(dict.fromkeys(filter(None, conditions)))
    if len(parts) < 2:
        return "".join(parts)
    return " and ".join(f"({part})" for part in parts)


def any_of(conditions: list[str]) -> str:
    """Conditions of which one has to hold."""
    parts = list(dict.fromkeys(filter(None, conditions)))
    return " or ".join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)
