"""Formulas as SurveyJS writes them: its own as they are, those of XLSForm where something means the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from surveys.formats.report import Notes, Place
from surveys.formats.surveyjs.expressions import quoted
from surveys.formats.surveyjs.writing.paths import Paths
from surveys.questionnaire.expressions import (
    Call,
    Column,
    Expression,
    ExpressionError,
    Literal,
    Node,
    Operation,
    Parent,
    Reference,
    Self,
    Unary,
    parse,
    walk,
)
from surveys.questionnaire.expressions.surveyjs.coercions import number_text
from surveys.questionnaire.formula import Formula

_ARITHMETIC: Mapping[str, str] = {"+": "+", "-": "-", "*": "*", "div": "/", "mod": "%"}
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_QUOTES = frozenset("'\"\\")


class NoCounterpartError(ValueError):
    """SurveyJS has nothing that means the same."""


def pattern_of(formula: Formula) -> str:
    """The regular expression of a constraint that is nothing else; '' for others."""
    try:
        tree = parse(formula.text, formula.dialect).tree
    except ExpressionError:
        return ""
    match tree:
        case Call(name="regex", arguments=(Self(), Literal(value=str() as pattern))) if formula.dialect == "xlsform":
            return pattern
        case _:
            return ""


@dataclass(frozen=True)
class FormulaWriter:
    """Writes the formulas of one definition."""

    paths: Paths
    notes: Notes

    def write(
        self, formula: Formula | None, place: Place, *, loop: str = "", own: str = "", value: bool = False
    ) -> str:
        """The expression of a formula of `own` in a loop; '' when there is none, with a line when it had to go.

        `value`: the result counts, not only whether it holds.
        """
        if formula is None:
            return ""
        try:
            expression = parse(formula.text, formula.dialect)
            if formula.dialect == "surveyjs":
                return self._renamed(expression, loop)
            if formula.dialect == "limesurvey":
                raise NoCounterpartError(formula.dialect)
            translator = _Translator(self.paths, loop, own)
            return translator.value(expression.tree) if value else translator.truth(expression.tree)
        except (NoCounterpartError, ExpressionError):
            self.notes.warning(place, "expression_untranslated", dialect=formula.dialect, expression=formula.text)
            return ""

    def _renamed(self, expression: Expression, loop: str) -> str:
        """The same text, by the paths of the fields."""
        text = expression.text
        spots = sorted(
            {
                (node.place.offset, node.place.end, node)
                for node in walk(expression.tree)
                if isinstance(node, Reference)
            },
            key=lambda spot: -spot[0],
        )
        for start, end, node in spots:
            path = self.paths.path(node.name, loop)
            text = text[:start] + text[start:end].replace(node.name, path, 1) + text[end:]
        return text


@dataclass(frozen=True)
class _Translator:
    """Writes the tree of XLSForm."""

    paths: Paths
    loop: str
    own: str

    def truth(self, node: Node) -> str:
        """A condition: only what is true or false by itself."""
        match node:
            case Operation(operator="and" | "or" as operator, operands=operands):
                return "(" + f" {operator} ".join(self.truth(operand) for operand in operands) + ")"
            case Operation(operator=operator, operands=(left, right)) if operator in _COMPARISONS:
                return self._comparison(operator, left, right)
            case Call(name="not", arguments=(argument,)):
                return f"!({self.truth(argument)})"
            case Call(name="true" | "false" as name, arguments=()):
                return name
            case Call(name="selected", arguments=(Reference() as question, Literal(value=str() as code))):
                operator = "contains" if question.name in self.paths.multiple else "="
                return f"({self._reference(question)} {operator} {self._text(code)})"
            case Call(name="selected", arguments=(Reference() as question, Column(name="name"))):
                return f"({self._reference(question)} contains {{item}})"
            case _:
                raise NoCounterpartError

    def value(self, node: Node) -> str:
        """A calculation; one with an unanswered number has no result, as XPath's NaN has none."""
        read = list(dict.fromkeys(self._numbers(node)))
        written = self._value(node)
        if not read:
            return written
        return f"iif({' and '.join(f'{name} notempty' for name in read)}, {written}, '')"

    def _comparison(self, operator: str, left: Node, right: Node) -> str:
        for one, other in ((left, right), (right, left)):
            if operator in ("=", "!=") and isinstance(other, Literal) and other.value == "":
                return f"({self._value(one)} {'empty' if operator == '=' else 'notempty'})"
        guards = list(dict.fromkeys((*self._numbers(left), *self._numbers(right))))
        compared = f"{self._value(left)} {operator} {self._value(right)}"
        return "(" + " and ".join([*(f"({name} notempty)" for name in guards), f"({compared})"]) + ")"

    def _numbers(self, node: Node) -> Iterator[str]:
        """What arithmetic reads: in XPath nothing can be computed with a blank."""
        match node:
            case Operation(operator=operator, operands=operands) if operator in _ARITHMETIC:
                for operand in operands:
                    if isinstance(operand, Reference | Self):
                        yield self._value(operand)
                    yield from self._numbers(operand)
            case _:
                return

    def _value(self, node: Node) -> str:
        match node:
            case Literal(value=value) if not isinstance(value, bool):
                return self._text(value) if isinstance(value, str) else number_text(value or 0.0)
            case Reference() | Self() | Column(name="name"):
                return self._read(node)
            case Operation(operator=operator, operands=operands) if operator in _ARITHMETIC:
                if not all(map(_is_number_like, operands)):
                    raise NoCounterpartError
                return "(" + f" {_ARITHMETIC[operator]} ".join(self._value(one) for one in operands) + ")"
            case Unary(operator="-", operand=Literal(value=float() as number)):
                return number_text(-number)
            case Call(name=name, arguments=arguments) if name in _CALLS:
                return _CALLS[name](self, arguments)
        return self.truth(node)

    def _read(self, node: Node) -> str:
        if isinstance(node, Reference):
            return self._reference(node)
        if isinstance(node, Column):
            return "{item}"
        if not self.own:
            raise NoCounterpartError
        return f"{{{self.paths.path(self.own, self.loop)}}}"

    def _reference(self, node: Reference) -> str:
        if node.name in self.paths.names_of_loops or node.name not in self.paths.of_field:
            raise NoCounterpartError
        return f"{{{self.paths.path(node.name, self.loop)}}}"

    @staticmethod
    def _text(text: str) -> str:
        """A text as a literal; SurveyJS would read one that looks like a number or truth value as it is too."""
        if _QUOTES & set(text):
            raise NoCounterpartError
        return quoted(text)

    def chosen(self, arguments: tuple[Node, ...]) -> str:
        """`if(condition, yes, no)`."""
        if len(arguments) != 3:
            raise NoCounterpartError
        condition, yes, no = arguments
        return f"iif({self.truth(condition)}, {self.value(yes)}, {self.value(no)})"

    def counted(self, arguments: tuple[Node, ...]) -> str:
        """`count-selected(question)`."""
        match arguments:
            case (Reference(name=name) as question,) if name in self.paths.multiple:
                written = self._reference(question)
                return f"iif({written} empty, 0, {written[:-1]}.length}})"
            case _:
                raise NoCounterpartError

    def first_given(self, arguments: tuple[Node, ...]) -> str:
        """`coalesce(one, other)`."""
        match arguments:
            case (Reference() as one, other):
                written = self._reference(one)
                return f"iif({written} notempty, {written}, {self.value(other)})"
            case _:
                raise NoCounterpartError

    def summed(self, arguments: tuple[Node, ...]) -> str:
        """`sum(field of a loop)`."""
        match arguments:
            case (Reference(name=name),) if self.paths.loops.get(name, self.loop) != self.loop:
                return f"sumInArray({{{self.paths.loops[name]}}}, '{self.paths.of_field[name]}')"
            case _:
                raise NoCounterpartError

    def place(self, arguments: tuple[Node, ...]) -> str:
        """`position(..)`: SurveyJS counts from 0."""
        match arguments:
            case (Parent(),) if self.loop:
                return "({panelIndex} + 1)"
            case _:
                raise NoCounterpartError

    def taken(self, arguments: tuple[Node, ...]) -> str:
        """`indexed-repeat(field, loop, number)`."""
        match arguments:
            case (Reference(name=name), Reference(name=loop), Literal(value=float() as number)) if (
                self.paths.loops.get(name) == loop and number >= 1
            ):
                return f"{{{loop}[{int(number) - 1}].{self.paths.of_field[name]}}}"
            case _:
                raise NoCounterpartError


def _is_number_like(node: Node) -> bool:
    """What arithmetic may be done with: what is never blank, or is asked whether it is."""
    counted = isinstance(node, Call) and node.name in ("position", "count-selected")
    return counted or isinstance(node, Reference | Self | Literal | Operation)


_CALLS: Mapping[str, Callable[[_Translator, tuple[Node, ...]], str]] = {
    "if": _Translator.chosen,
    "count-selected": _Translator.counted,
    "coalesce": _Translator.first_given,
    "sum": _Translator.summed,
    "position": _Translator.place,
    "indexed-repeat": _Translator.taken,
}
