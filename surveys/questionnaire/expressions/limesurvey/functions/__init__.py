"""The functions that LimeSurvey's expression manager has, and no others."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.limesurvey.functions.attributes import LISTIFOP
from surveys.questionnaire.expressions.limesurvey.functions.dates import DATE_FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.functions.html import HTML_FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.functions.lists import LIST_FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.functions.logic import LOGIC_FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.functions.numbers import NUMBER_FUNCTIONS
from surveys.questionnaire.expressions.limesurvey.functions.texts import TEXT_FUNCTIONS
from surveys.questionnaire.expressions.rules import Form, Function

FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        **LOGIC_FUNCTIONS,
        **NUMBER_FUNCTIONS,
        **TEXT_FUNCTIONS,
        **HTML_FUNCTIONS,
        **LIST_FUNCTIONS,
        "listifop": LISTIFOP,
        **DATE_FUNCTIONS,
    }
)
