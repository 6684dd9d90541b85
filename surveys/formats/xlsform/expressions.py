"""Whether an expression can be read."""

from surveys.questionnaire.expressions import Dialect, ExpressionError, parse


def reason_unreadable(text: str, dialect: Dialect = "xlsform") -> str:
    """Why an expression cannot be read; "" when it can."""
    try:
        parse(text, dialect)
    except ExpressionError as error:
        return str(error)
    return ""
