"""The dialect `limesurvey`: the expression manager of LimeSurvey 6, with the coercions of PHP 8."""

import math

from surveys.questionnaire.expressions.limesurvey.coercions import COERCIONS, to_text
from surveys.questionnaire.expressions.limesurvey.functions import FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.javascript import emit
from surveys.questionnaire.expressions.limesurvey.leaves import asked, leaf
from surveys.questionnaire.expressions.limesurvey.operators import OPERATORS
from surveys.questionnaire.expressions.limesurvey.reading import read
from surveys.questionnaire.expressions.rules import Rules
from surveys.questionnaire.expressions.values import Value


def write(value: Value) -> str:
    """Give a result as text: truth values in words, every digit of a number."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) and math.isfinite(value) else to_text(value)


LIMESURVEY = Rules(
    read=read,
    leaf=leaf,
    coercions=COERCIONS,
    operators=OPERATORS,
    functions=FUNCTIONS,
    unsupported=frozenset(),
    emit=emit,
    write=write,
    condition=asked,
)

__all__ = ["LIMESURVEY"]
