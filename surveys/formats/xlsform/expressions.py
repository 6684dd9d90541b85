"""Whether an expression can be read."""

from surveys.formats.reasons import Reason, unreadable
from surveys.questionnaire.expressions import Dialect, ExpressionError, parse


def reason_unreadable(text: str, dialect: Dialect = "xlsform") -> Reason | None:
    """Why an expression cannot be read; None when it can."""
    try:
        parse(text, dialect)
    except ExpressionError as error:
        return unreadable(error)
    return None
