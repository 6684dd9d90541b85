"""Formulas of any dialect as LimeSurvey's expressions, where they mean the same there.

An answer that is blank, or that no number writes, is compared as LimeSurvey does: `<` and `>` are
then false, as they are in every dialect here. Anything that is not listed below is not written.
"""

import re
from collections.abc import Callable, Mapping

from surveys.formats.limesurvey.writing.codes import Codes
from surveys.questionnaire.expressions import (
    Call,
    Column,
    ExpressionError,
    Literal,
    Node,
    Operation,
    Reference,
    Self,
    Unary,
    parse,
)
from surveys.questionnaire.formula import Formula

_NAME = re.compile(r"""("[^"\n]*"|'[^'\n]*')|([A-Za-z][A-Za-z0-9_]*)((?:\.[A-Za-z0-9_]+)*)(\s*\()?""")
_SAME: Mapping[str, str] = {
    "and": "and", "or": "or", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "==", "==": "==", "!=": "!=",
    "+": "+", "-": "-", "*": "*", "div": "/", "/": "/",
}  # fmt: skip
_FUNCTIONS: Mapping[str, str] = {
    "string-length": "strlen", "if": "if", "iif": "if", "round": "round", "floor": "floor", "ceiling": "ceil",
    "abs": "abs", "pow": "pow", "sqrt": "sqrt", "exp": "exp", "int": "intval", "number": "floatval", "once": "",
    "min": "min", "max": "max", "boolean": "", "string": "",
}  # fmt: skip


_UNARY: Mapping[str, str] = {
    "-": "(0 - {0})", "!": "!({0})", "empty": "is_empty({0})", "notempty": "!is_empty({0})",
}  # fmt: skip


class NotWrittenError(Exception):
    """LimeSurvey has nothing that means the same."""


class Formulas:
    """Writes formulas by the names that LimeSurvey gets."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    def written(self, formula: Formula, own: str = "", choice: Mapping[str, str] | None = None) -> str:
        """The text of a formula; `own` is the field that `.` stands for, `choice` the columns of the choice looked at.

        Raises NotWrittenError.
        """
        if formula.dialect == "limesurvey":
            return self._renamed(formula.text)
        try:
            tree = parse(formula.text, formula.dialect).tree
        except ExpressionError as error:
            raise NotWrittenError from error
        return _Emission(self._codes, own, choice or {}).emit(tree)

    def _renamed(self, text: str) -> str:
        def rename(found: re.Match[str]) -> str:
            if found[1] or found[4] or found[2] not in self._codes.variables:
                return found[0]
            return self._codes.variables[found[2]] + found[3]

        return _NAME.sub(rename, text)


class _Emission:
    """One tree to text."""

    def __init__(self, codes: Codes, own: str, choice: Mapping[str, str]) -> None:
        self._codes = codes
        self._own = own
        self._choice = choice
        self._calls: Mapping[str, Callable[[tuple[Node, ...]], str]] = {
            "selected": self._selected,
            "count-selected": self._counted,
            "not": lambda parts: f"!({self.emit(parts[0])})",
            "true": lambda _: "1",
            "false": lambda _: "0",
            "coalesce": self._coalesced,
            "regex": lambda parts: f"regexMatch({_quoted('/' + _text(parts[1]) + '/')}, {self.emit(parts[0])})",
            "concat": lambda parts: f"join({', '.join(map(self.emit, parts))})",
        }

    def emit(self, node: Node) -> str:
        """The text of a node, in brackets where it has parts."""
        match node:
            case Literal(value=value):
                return _constant(value)
            case Unary(operator=operator, operand=operand):
                return self._unary(operator, operand)
            case Operation(operator=operator, operands=operands):
                return self._operation(operator, operands)
            case Call(name=name, arguments=arguments):
                return self._call(name, arguments)
            case _:
                return self._read(node)

    def _read(self, node: Node) -> str:
        """An answer, or a column of the choice that is looked at."""
        if isinstance(node, Column) and node.name in self._choice:
            return _quoted(self._choice[node.name])
        if isinstance(node, Reference) and node.path not in ((), ("", node.name)):
            raise NotWrittenError
        field = self._field(node)
        if field not in self._codes.variables:
            raise NotWrittenError
        return f"{self._codes.variables[field]}.NAOK"

    def _unary(self, operator: str, operand: Node) -> str:
        written = _UNARY.get(operator)
        if written is None:
            raise NotWrittenError
        return written.format(self.emit(operand))

    def _operation(self, operator: str, operands: tuple[Node, ...]) -> str:
        if operator in ("contains", "notcontains"):
            found = self._selected(operands)
            return found if operator == "contains" else f"!({found})"
        if operator not in _SAME:
            raise NotWrittenError
        same = _SAME[operator]
        if same in ("==", "!=") and len(operands) == 2:
            return self._equality(same, *operands)
        return f"({f' {same} '.join(map(self.emit, operands))})"

    def _equality(self, operator: str, left: Node, right: Node) -> str:
        """Equality with nothing is emptiness; a code is the one that LimeSurvey has for it."""
        if isinstance(left, Literal) and not isinstance(right, Literal):
            left, right = right, left
        if isinstance(right, Literal) and right.value in ("", None):
            return f"{'' if operator == '==' else '!'}is_empty({self.emit(left)})"
        return f"({self.emit(left)} {operator} {self._coded(left, right)})"

    def _coded(self, reference: Node, value: Node) -> str:
        field = self._field(reference)
        if field and isinstance(value, Literal) and isinstance(value.value, str):
            return _quoted(self._codes.offered.get(field, {}).get(value.value, value.value))
        return self.emit(value)

    def _field(self, node: Node) -> str:
        return node.name if isinstance(node, Reference) else self._own if isinstance(node, Self) else ""

    def _selected(self, parts: tuple[Node, ...]) -> str:
        """That a box is ticked, or that the one answer is a code."""
        field, code = self._field(parts[0]), self._code(parts[1])
        box = f"{field}_{code}"
        if box in self._codes.boxes:
            return f"!is_empty({self._codes.variables[box]}.NAOK)"
        if field in self._codes.offered and f"{field}_1" not in self._codes.variables:
            return f"({self.emit(parts[0])} == {_quoted(self._codes.offered[field].get(code, code))})"
        raise NotWrittenError

    def _code(self, node: Node) -> str:
        if isinstance(node, Column) and node.name in self._choice:
            return self._choice[node.name]
        return _text(node)

    def _counted(self, parts: tuple[Node, ...]) -> str:
        field = self._field(parts[0])
        boxes = [f"{field}_{code}" for code in self._codes.offered.get(field, {})]
        names = [f"{self._codes.variables[box]}.NAOK" for box in boxes if box in self._codes.boxes]
        if not names:
            raise NotWrittenError
        return f"count({', '.join(names)})"

    def _coalesced(self, parts: tuple[Node, ...]) -> str:
        first, *rest = map(self.emit, parts)
        return f"if(is_empty({first}), {', '.join(rest) or _quoted('')}, {first})"

    def _call(self, name: str, arguments: tuple[Node, ...]) -> str:
        if name in self._calls:
            return self._calls[name](arguments)
        if name not in _FUNCTIONS:
            raise NotWrittenError
        return f"{_FUNCTIONS[name]}({', '.join(map(self.emit, arguments))})"


def _constant(value: str | float | bool | None) -> str:
    if isinstance(value, bool) or value is None:
        return "1" if value else "''"
    if isinstance(value, str):
        return _quoted(value)
    return f"{value:g}" if value == float(f"{value:g}") else repr(value)


def _text(node: Node) -> str:
    if isinstance(node, Literal) and isinstance(node.value, str):
        return node.value
    raise NotWrittenError


def _quoted(text: str) -> str:
    """A text between quotation marks that it does not hold itself. Raises NotWrittenError."""
    mark = next((mark for mark in "'\"" if mark not in text), "")
    if not mark or "\n" in text or text.endswith("\\"):
        raise NotWrittenError
    return f"{mark}{text}{mark}"
