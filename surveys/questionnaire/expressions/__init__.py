"""Expressions of questionnaires: text -> typed tree -> value.

One tree and one evaluator for every dialect; a dialect is a grammar and three tables (see
rules.py). docs/language.md describes the language.
"""

from surveys.questionnaire.expressions.errors import ExpressionError, Place
from surveys.questionnaire.expressions.expression import (
    DIALECTS,
    Dialect,
    Expression,
    evaluate,
    evaluate_bool,
    parse,
    part,
    references,
    to_javascript,
    uses_self,
)
from surveys.questionnaire.expressions.scope import EPOCH, MappingScope, Scope
from surveys.questionnaire.expressions.tree import (
    Call,
    Column,
    Items,
    Literal,
    Node,
    Operation,
    Parent,
    Reference,
    Self,
    Unary,
    children,
    walk,
)
from surveys.questionnaire.expressions.values import Value
from surveys.questionnaire.expressions.xlsform.coercions import to_text

__all__ = [
    "DIALECTS",
    "EPOCH",
    "Call",
    "Column",
    "Dialect",
    "Expression",
    "ExpressionError",
    "Items",
    "Literal",
    "MappingScope",
    "Node",
    "Operation",
    "Parent",
    "Place",
    "Reference",
    "Scope",
    "Self",
    "Unary",
    "Value",
    "children",
    "evaluate",
    "evaluate_bool",
    "parse",
    "part",
    "references",
    "to_javascript",
    "to_text",
    "uses_self",
    "walk",
]
