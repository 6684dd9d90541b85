"""The functions that survey-core registers, and no others."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Form, Function
from surveys.questionnaire.expressions.surveyjs.functions.arrays import ARRAY_FUNCTIONS
from surveys.questionnaire.expressions.surveyjs.functions.dates import DATE_FUNCTIONS
from surveys.questionnaire.expressions.surveyjs.functions.numbers import NUMBER_FUNCTIONS
from surveys.questionnaire.expressions.surveyjs.functions.values import VALUE_FUNCTIONS

FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {**VALUE_FUNCTIONS, **NUMBER_FUNCTIONS, **ARRAY_FUNCTIONS, **DATE_FUNCTIONS}
)
