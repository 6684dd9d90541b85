"""The dialect `surveyjs`: the expressions of survey-core 3, with the coercions of JavaScript."""

from surveys.questionnaire.expressions.rules import Form, Rules, Run
from surveys.questionnaire.expressions.surveyjs.coercions import COERCIONS, to_boolean, write
from surveys.questionnaire.expressions.surveyjs.functions import FUNCTIONS
from surveys.questionnaire.expressions.surveyjs.functions.calls import function
from surveys.questionnaire.expressions.surveyjs.javascript import emit
from surveys.questionnaire.expressions.surveyjs.leaves import leaf
from surveys.questionnaire.expressions.surveyjs.operators import OPERATORS
from surveys.questionnaire.expressions.surveyjs.reading import read
from surveys.questionnaire.expressions.tree import Node

#: A function that nobody registered gives nothing; the original only warns.
_UNKNOWN: Form = function(lambda _: None)


def condition(tree: Node, run: Run) -> Run:
    """Take a condition for met when it gives true itself: a text or a number does not show a question."""
    return lambda scope: run(scope) is True


SURVEYJS = Rules(
    read=read,
    leaf=leaf,
    coercions=COERCIONS,
    operators=OPERATORS,
    functions=FUNCTIONS,
    unsupported=frozenset(),
    emit=emit,
    write=write,
    condition=condition,
    truth=to_boolean,
    unknown=_UNKNOWN,
)

__all__ = ["SURVEYJS"]
