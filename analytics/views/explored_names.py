"""What the variables and codes of a table are called."""

from analytics.views.reader import Reader
from surveys.questionnaire.codebook import item_of
from surveys.questionnaire.text import Wording
from surveys.questionnaire.variables import Variable


def name_of(variable: Variable, reader: Reader) -> str:
    """A variable in a list: its question, and the row of a battery."""
    return " – ".join(filter(None, (question_text(variable, reader), item_text(variable, reader))))


def question_text(variable: Variable, reader: Reader) -> str:
    """What was asked."""
    return text_of(reader.definition.question_named[variable.question].label, reader)


def item_text(variable: Variable, reader: Reader) -> str:
    """What of the question a variable is about, or nothing where it is the whole."""
    return text_of(item_of(reader.definition, variable), reader)


def text_of(wording: Wording, reader: Reader) -> str:
    """A text of the questionnaire, in the reader's language."""
    return reader.text({language: wording.read(language) or "" for language in reader.definition.languages})


def label_of(variable: Variable, code: str, reader: Reader) -> str:
    """What a code of a variable is called."""
    return next((text_of(each.label, reader) for each in variable.codes if each.code == code), code)
