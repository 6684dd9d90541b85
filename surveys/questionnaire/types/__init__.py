"""The question types. A new one is a file here, a template, and one line below."""

from typing import Annotated

from pydantic import Field

from surveys.questionnaire.types.base import Question
from surveys.questionnaire.types.calculated import Calculated, Hidden
from surveys.questionnaire.types.consent import Consent
from surveys.questionnaire.types.matrix import Matrix, Row
from surveys.questionnaire.types.moment import Moment
from surveys.questionnaire.types.multiple import Multiple
from surveys.questionnaire.types.note import Note
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.open_text import OpenText
from surveys.questionnaire.types.ranking import Ranking
from surveys.questionnaire.types.single import Single

AnyQuestion = Annotated[
    Single | Multiple | Matrix | Ranking | Number | Moment | OpenText | Note | Consent | Calculated | Hidden,
    Field(discriminator="type"),
]

__all__ = [
    "AnyQuestion",
    "Calculated",
    "Consent",
    "Hidden",
    "Matrix",
    "Moment",
    "Multiple",
    "Note",
    "Number",
    "OpenText",
    "Question",
    "Ranking",
    "Row",
    "Single",
]
