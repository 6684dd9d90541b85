"""How SurveyJS calls a function: with any number of arguments, each of them a value of any kind."""

from collections.abc import Callable, Sequence

from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limits import MAX_VALUES
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.surveyjs.coercions import is_list, is_number, number_of
from surveys.questionnaire.expressions.tree import Node
from surveys.questionnaire.expressions.values import Value

Arguments = Sequence[Value]


def function(call: Callable[[Arguments], Value]) -> Form:
    """Declare a function of its arguments."""
    return scoped(lambda _, arguments: call(arguments))


def scoped(call: Callable[[Scope, Arguments], Value]) -> Form:
    """Declare a function of the scope and of its arguments."""

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        runs = [coerce(operand, "any") for operand in operands]
        return Compiled(node, "any", placed(lambda scope: call(scope, [run(scope) for run in runs]), node))

    return Form(build, 0, None)


def flat(values: Arguments) -> list[Value]:
    """Give the values of lists within lists in one row, without null; texts that write a number become one."""
    found: list[Value] = []
    pending = list(reversed(values))
    while pending:
        value = pending.pop()
        if is_list(value):
            pending += reversed(value)
        elif value is not None:
            found.append(number_of(value) if is_number(value) else value)
        if len(found) > MAX_VALUES or len(pending) > MAX_VALUES:
            raise RefusalError("too_many_values", limit=MAX_VALUES)
    return found
