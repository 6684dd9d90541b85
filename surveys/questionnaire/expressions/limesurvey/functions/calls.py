"""How LimeSurvey calls a function: every argument is evaluated, and none has a kind of its own."""

from collections.abc import Callable

from surveys.questionnaire.expressions.compilation import placed
from surveys.questionnaire.expressions.errors import RefusalError
from surveys.questionnaire.expressions.limesurvey.values import Numeral
from surveys.questionnaire.expressions.limits import MAX_RESULT, MAX_VALUES
from surveys.questionnaire.expressions.rules import Coerce, Compiled, Form, Run
from surveys.questionnaire.expressions.scope import Scope
from surveys.questionnaire.expressions.tree import Call, Node
from surveys.questionnaire.expressions.values import Value


def function(call: Callable[..., Value], least: int, most: int | None = -1, *, scoped: bool = False) -> Form:
    """Declare a function of `least` to `most` arguments: as many as `least` by default, any number for None.

    With `scoped` the scope comes first. `self` and `that` stand for as many arguments as they have answers.
    """

    def build(node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Compiled:
        spread = any(operand.kind == "nodes" for operand in operands)
        arguments = _spreading(form, node, operands, coerce) if spread else _each([operand.run for operand in operands])

        def run(scope: Scope) -> Value:
            values = arguments(scope)
            result = call(scope, *values) if scoped else call(*values)
            return bounded(result) if isinstance(result, str) else result

        return Compiled(node, "any", placed(run, node))

    form = Form(build, least, least if most == -1 else most)
    return form


def bounded(text: str) -> Numeral:
    """Give the result of a function; raises RefusalError when it is too long."""
    refuse_length(len(text))
    return Numeral(text)


def refuse_length(length: float) -> None:
    """Raise RefusalError for a text that would be too long, before it is made."""
    if length > MAX_RESULT:
        raise RefusalError("too_much_text", limit=MAX_RESULT)


def _each(runs: list[Run]) -> Run:
    return lambda scope: [run(scope) for run in runs]


def _spreading(form: Form, node: Node, operands: tuple[Compiled, ...], coerce: Coerce) -> Run:
    name = node.name if isinstance(node, Call) else ""
    runs = [coerce(operand, "many") for operand in operands]

    def values(scope: Scope) -> list[Value]:
        found = [value for run in runs for value in run(scope)]
        if len(found) > MAX_VALUES:
            raise RefusalError("too_many_values", limit=MAX_VALUES)
        if not form.accepts(len(found)):
            raise RefusalError("wrong_arguments", name=name, expected=form.expected, given=len(found))
        return found

    return values
