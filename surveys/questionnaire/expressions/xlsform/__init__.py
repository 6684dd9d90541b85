"""The dialect `xlsform`: XPath 1.0 as ODK uses it. What Miroir writes and shows."""

from surveys.questionnaire.expressions.rules import Rules
from surveys.questionnaire.expressions.xlsform.coercions import COERCIONS, to_text
from surveys.questionnaire.expressions.xlsform.functions import FUNCTIONS, UNSUPPORTED
from surveys.questionnaire.expressions.xlsform.javascript import emit
from surveys.questionnaire.expressions.xlsform.leaves import leaf
from surveys.questionnaire.expressions.xlsform.operators import OPERATORS
from surveys.questionnaire.expressions.xlsform.reading import read

XLSFORM = Rules(
    read=read,
    leaf=leaf,
    coercions=COERCIONS,
    operators=OPERATORS,
    functions=FUNCTIONS,
    unsupported=UNSUPPORTED,
    emit=emit,
    write=to_text,
)

__all__ = ["XLSFORM"]
