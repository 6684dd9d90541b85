"""An expression: parsed once, evaluated often."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from surveys.questionnaire.expressions.compilation import coerced, compile_tree
from surveys.questionnaire.expressions.errors import ExpressionError
from surveys.questionnaire.expressions.limesurvey import LIMESURVEY
from surveys.questionnaire.expressions.limits import MAX_TEXT
from surveys.questionnaire.expressions.rules import Compiled, Form, Function, Rules, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs import SURVEYJS
from surveys.questionnaire.expressions.tree import Call, Node, Reference, Self, walk
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform import XLSFORM

Dialect = Literal["xlsform", "limesurvey", "surveyjs"]

DIALECTS: Mapping[Dialect, Rules] = MappingProxyType(
    {"xlsform": XLSFORM, "limesurvey": LIMESURVEY, "surveyjs": SURVEYJS}
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A text in a dialect, its typed tree, and what runs it. Equal when text and dialect are."""

    text: str
    dialect: Dialect
    tree: Node = field(compare=False, repr=False)
    run: Run = field(compare=False, repr=False)
    run_boolean: Run = field(compare=False, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel as text: closures cannot be pickled."""
        return parse, (self.text, self.dialect)


def parse(text: str, dialect: Dialect = "xlsform") -> Expression:
    """Read an expression; raises ExpressionError with the place of what is wrong.

    What can be known without answers is refused here: syntax, unknown functions, the number of
    arguments, patterns and paths that cannot be used.
    """
    return _parse(text, dialect)


@lru_cache(maxsize=8192)
def _parse(text: str, dialect: Dialect) -> Expression:
    if len(text) > MAX_TEXT:
        raise ExpressionError("too_long", length=len(text), limit=MAX_TEXT)
    if not text.strip():
        raise ExpressionError("empty")
    return _made(text, dialect, DIALECTS[dialect].read(text))


def part(expression: Expression, node: Node) -> Expression:
    """Give a part of an expression as one of its own; raises ExpressionError for what has no value by itself."""
    text = expression.text[node.place.offset : node.place.end]
    return _made(text, expression.dialect, node)


def _made(text: str, dialect: Dialect, tree: Node) -> Expression:
    rules = DIALECTS[dialect]
    compiled = compile_tree(tree, rules)
    return Expression(
        text=text,
        dialect=dialect,
        tree=tree,
        run=coerced(compiled, "any", rules),
        run_boolean=_condition(compiled, rules),
    )


def _condition(compiled: Compiled, rules: Rules) -> Run:
    if rules.condition is None:
        return coerced(compiled, "boolean", rules)
    return rules.condition(compiled.node, coerced(compiled, "any", rules))


def references(expression: Expression) -> frozenset[str]:
    """Give the names of the fields that it reads; `.` is not one."""
    return frozenset(node.name for node in walk(expression.tree) if isinstance(node, Reference))


def uses_self(expression: Expression) -> bool:
    """Tell whether it reads the answer of its own question, by `.` or by a function about it."""
    functions = DIALECTS[expression.dialect].functions
    return any(_reads_self(node, functions) for node in walk(expression.tree))


def _reads_self(node: Node, functions: Mapping[str, Function | Form]) -> bool:
    match node:
        case Self():
            return True
        case Call(name=name, arguments=arguments):
            function = functions.get(name)
            return isinstance(function, Function) and (function.reads_self or (function.about_self and not arguments))
        case _:
            return False


def evaluate(expression: Expression, scope: Scope) -> Value:
    """Give the value of an expression; raises ExpressionError where it cannot be computed."""
    value: Value = expression.run(scope)
    return value


def evaluate_bool(expression: Expression, scope: Scope) -> bool:
    """Give the truth of an expression, by the rules of its dialect."""
    truth: bool = expression.run_boolean(scope)
    return truth


def to_javascript(expression: Expression) -> str | None:
    """Give a condition as nested JSON arrays for the browser, None when it cannot evaluate it."""
    return DIALECTS[expression.dialect].emit(expression.tree)
