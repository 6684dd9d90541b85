"""Functions over the rows of a matrix or the panels of a repeat: a column, and a condition on each row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from surveys.questionnaire.expressions.arithmetic import divide
from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limits import MAX_VALUES
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs.arithmetic import total
from surveys.questionnaire.expressions.surveyjs.coercions import is_list, is_number, number_of, to_number
from surveys.questionnaire.expressions.surveyjs.comparisons import before, is_empty
from surveys.questionnaire.expressions.surveyjs.functions.calls import function
from surveys.questionnaire.expressions.surveyjs.rows import RowScope
from surveys.questionnaire.expressions.tree import Literal, Node
from surveys.questionnaire.expressions.values import Value

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Column:
    """The rows that count, the column that is computed with, and the column that is given."""

    rows: Sequence[Row]
    name: str
    given: str

    def numbers(self) -> list[Value]:
        """Give the values of the column: texts as the numbers that they write, else nothing."""
        return [_number(row[self.name]) for row in self.rows]


def _number(value: Value) -> Value:
    if isinstance(value, str):
        return number_of(value) if is_number(value) else None
    return value


def _over_rows(compute: Callable[[_Column], Value], otherwise: Value) -> Form:
    """Declare a function of (rows, column, column to give?, condition?)."""

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        if not 2 <= len(operands) <= 4:
            return function(lambda _: otherwise).build(node, operands, coerce)
        rows, name, *rest = [coerce(operand, "any") for operand in operands]
        given = _constant_text(operands[2].node) if len(operands) > 2 else None
        conditions = rest if given is None else rest[1:]

        def run(scope: Scope) -> Value:
            column = name(scope)
            if not isinstance(column, str):
                return otherwise
            kept = _kept(scope, rows(scope), column, conditions[0] if conditions else None)
            return compute(_Column(kept, column, column if given is None else given))

        return Compiled(node, "any", placed(run, node))

    return Form(build, 0, None)


def _constant_text(node: Node) -> str | None:
    return node.value if isinstance(node, Literal) and isinstance(node.value, str) else None


def _kept(scope: Scope, value: Value, column: str, condition: Run | None) -> list[Row]:
    """Give the rows that have something in the column, and for which the condition is true."""
    items = list(value.values()) if isinstance(value, Mapping) else value if is_list(value) else []
    breadth = len(items) * (scope.breadth if isinstance(scope, RowScope) else 1)
    if breadth > MAX_VALUES:
        raise RefusalError("too_many_values", limit=MAX_VALUES)
    rows = [item for item in items if isinstance(item, Mapping) and not is_empty(item.get(column))]
    if condition is None:
        return rows
    return [row for row in rows if _is_true(condition(RowScope(scope, row, breadth)))]


def _is_true(value: Value) -> bool:
    """Compare with true as JavaScript's `==` does: 1 and "1" equal it."""
    return value is not None and to_number(value) == 1


def _sum(column: _Column) -> Value:
    result: Value = 0.0
    for value in column.numbers():
        result = result if value is None else total(result, value)
    return result


def _average(column: _Column) -> Value:
    return divide(to_number(_sum(column)), len(column.rows)) if column.rows else 0.0


def _extreme(better: Callable[[Value, Value], bool]) -> Callable[[_Column], Value]:
    def compute(column: _Column) -> Value:
        best: Value = None
        found: Row = {}
        for row, value in zip(column.rows, column.numbers(), strict=True):
            if value is not None and (best is None or better(value, best)):
                best, found = value, row
        return best if column.given == column.name else found.get(column.given)

    return compute


ARRAY_FUNCTIONS: Mapping[str, Form] = MappingProxyType(
    {
        "sumInArray": _over_rows(_sum, 0.0),
        "countInArray": _over_rows(lambda column: float(len(column.rows)), 0.0),
        "avgInArray": _over_rows(_average, 0.0),
        "minInArray": _over_rows(_extreme(before), None),
        "maxInArray": _over_rows(_extreme(lambda value, best: before(best, value)), None),
    }
)
