"""The question types. A new one is a file here, a template, and one line below."""

from typing import Annotated, get_args

from pydantic import Field

from surveys.questionnaire.types.assigned import Assigned
from surveys.questionnaire.types.base import Question
from surveys.questionnaire.types.calculated import Calculated, Hidden
from surveys.questionnaire.types.consent import Consent
from surveys.questionnaire.types.differential import Differential, Opposites
from surveys.questionnaire.types.grid import Column, Grid
from surveys.questionnaire.types.matrix import Matrix
from surveys.questionnaire.types.matrix_multiple import MatrixMultiple
from surveys.questionnaire.types.matrix_scales import MatrixScales, Scale
from surveys.questionnaire.types.moment import Moment
from surveys.questionnaire.types.multiple import Multiple
from surveys.questionnaire.types.multiple_number import MultipleNumber
from surveys.questionnaire.types.multiple_text import MultipleText
from surveys.questionnaire.types.note import Note
from surveys.questionnaire.types.nps import Nps
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.open_text import OpenText
from surveys.questionnaire.types.ranking import Ranking
from surveys.questionnaire.types.rows import Battery, Row
from surveys.questionnaire.types.single import Single
from surveys.questionnaire.types.slider import Slider
from surveys.questionnaire.types.upload import Upload
from surveys.questionnaire.types.yes_no import YesNo

AnyQuestion = Annotated[
    Single
    | Multiple
    | YesNo
    | Nps
    | Slider
    | Number
    | Moment
    | OpenText
    | Ranking
    | Matrix
    | MatrixMultiple
    | MatrixScales
    | Grid
    | MultipleText
    | MultipleNumber
    | Differential
    | Upload
    | Note
    | Consent
    | Calculated
    | Hidden
    | Assigned,
    Field(discriminator="type"),
]

#: The classes of all types.
QUESTION_TYPES: tuple[type[Question], ...] = get_args(get_args(AnyQuestion)[0])

__all__ = [
    "QUESTION_TYPES",
    "AnyQuestion",
    "Assigned",
    "Battery",
    "Calculated",
    "Column",
    "Consent",
    "Differential",
    "Grid",
    "Hidden",
    "Matrix",
    "MatrixMultiple",
    "MatrixScales",
    "Moment",
    "Multiple",
    "MultipleNumber",
    "MultipleText",
    "Note",
    "Nps",
    "Number",
    "OpenText",
    "Opposites",
    "Question",
    "Ranking",
    "Row",
    "Scale",
    "Single",
    "Slider",
    "Upload",
    "YesNo",
]
