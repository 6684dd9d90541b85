"""What becomes of a question whose type a format does not know: the nearest thing, never an error."""

import pytest

from surveys.formats.files import read_questionnaire, write_questionnaire
from surveys.questionnaire.types import OpenText
from tests.surveys.questionnaire.building import definition, page, words


@pytest.mark.parametrize("filename", ["new.lss", "new.surveyjs.json"])
def test_a_type_that_a_format_does_not_know_is_a_line_of_text_there(filename: str) -> None:
    drawn = OpenText(name="drawn", label=words("Sign here")).model_copy(update={"type": "signature"})
    known = definition(page("p").model_copy(update={"questions": (drawn,)}))
    found = read_questionnaire(write_questionnaire(known, filename), filename)
    assert found.definition.question_named["drawn"].type == "text"
