"""The functions of the ODK XForms specification that make sense in a web questionnaire."""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.questionnaire.expressions.rules import Form, Function
from surveys.questionnaire.expressions.xlsform.functions.choices import CHOICE_FUNCTIONS
from surveys.questionnaire.expressions.xlsform.functions.dates import DATE_FUNCTIONS
from surveys.questionnaire.expressions.xlsform.functions.logic import LOGIC_FUNCTIONS
from surveys.questionnaire.expressions.xlsform.functions.numbers import NUMBER_FUNCTIONS
from surveys.questionnaire.expressions.xlsform.functions.texts import TEXT_FUNCTIONS

FUNCTIONS: Mapping[str, Function | Form] = MappingProxyType(
    {
        **LOGIC_FUNCTIONS,
        **TEXT_FUNCTIONS,
        **NUMBER_FUNCTIONS,
        **CHOICE_FUNCTIONS,
        **DATE_FUNCTIONS,
    }
)

UNSUPPORTED = frozenset(
    {
        "area",
        "base64-decode",
        "distance",
        "extract-signed",
        "geofence",
        "id",
        "instance",
        "intersects",
        "jr:itext",
        "lang",
        "last",
        "local-name",
        "name",
        "namespace-uri",
        "pulldata",
        "randomize",
    }
)
