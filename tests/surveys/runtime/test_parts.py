"""Names for parts of answers: what questionnaires from elsewhere call one box of several, or one rank."""

import pytest

from surveys.questionnaire.answers import Answers
from surveys.questionnaire.expressions import Dialect
from surveys.questionnaire.flaws import DefinitionError
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import MatrixMultiple, Multiple, Ranking, Row, Single
from surveys.runtime import Complete, compile_definition
from tests.surveys.questionnaire.building import definition, loop, number, page, single, words
from tests.surveys.runtime.walking import respondent

GIVEN: Answers = {"m": ["a", "c"], "rank": ["b", "a", "c"], "r1": ["c"], "r2": None, "gate": "yes"}
ROWS = (Row(name="r1", label=words("1")), Row(name="r2", label=words("2")))
ASKED = page(
    "one",
    single("gate"),
    Multiple(name="m", list="letters", relevant=Formula(text="${gate} = 'yes'")),
    Ranking(name="rank", list="letters"),
    MatrixMultiple(name="grid", list="letters", rows=ROWS),
)


def holds(text: str, dialect: Dialect, answers: Answers) -> bool:
    """Whether a question with this condition is asked."""
    asked = Single(name="z", list="yesno", relevant=Formula(text=text, dialect=dialect))
    return not isinstance(respondent(definition(ASKED, page("two", asked)), **answers).next(), Complete)


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        ("m_a == 'Y'", "limesurvey", True),
        ("m_b == 'Y'", "limesurvey", False),
        ("is_empty(m_b) and !is_empty(m_c.NAOK)", "limesurvey", True),
        ("count(m_a, m_b, m_c) == 2", "limesurvey", True),
        ("rank_1 == 'b' and rank_3 == 'c'", "limesurvey", True),
        ("r1_c.NAOK == 'Y' and r2_c.NAOK != 'Y'", "limesurvey", True),
        ("${m_a} = 'Y' and ${m_b} = ''", "xlsform", True),
        ("${rank_2} = 'a'", "xlsform", True),
        ("count-non-empty(${m_a}) = 1 and sum(${m_b}) != 1", "xlsform", True),
        ("{m_c} = 'Y'", "surveyjs", True),
        ("{m_b} empty and {rank_1} = 'b'", "surveyjs", True),
    ],
)
def test_parts_are_read_in_every_dialect(text: str, dialect: Dialect, expected: bool) -> None:
    assert holds(text, dialect, GIVEN) is expected


def test_the_part_of_a_question_that_is_not_asked_reads_as_nothing() -> None:
    closed: Answers = {**GIVEN, "gate": "no"}
    assert not holds("${m_a} = 'Y'", "xlsform", closed)
    assert not holds("m_a != 'Y'", "limesurvey", closed)  # a condition on what is not asked is false
    assert holds("m_a.relevanceStatus == 0 and m_a.NAOK != 'Y'", "limesurvey", closed)


def test_a_field_of_the_same_name_is_meant_first() -> None:
    named = page("zero", single("m_a"))
    known = definition(named, ASKED, page("two", single("z", "${m_a} = 'yes'")))
    assert respondent(known, m_a="yes", **GIVEN).seen() == ["two", "z"]


def test_formulas_depend_on_the_question_behind_a_part() -> None:
    known = definition(page("one", Multiple(name="m", list="letters", relevant=Formula(text="${m_a} = 'Y'"))))
    with pytest.raises(DefinitionError) as refused:
        compile_definition(known)
    assert [flaw.code for flaw in refused.value.problems] == ["circular"]
    with pytest.raises(DefinitionError) as refused:
        compile_definition(definition(ASKED, page("two", single("z", "${m_z} = 'Y'"))))
    assert [flaw.code for flaw in refused.value.problems] == ["unknown_reference"]


def test_in_a_loop_the_part_is_that_of_the_passage() -> None:
    inside = page("p", Multiple(name="m", list="letters"), number("n", "${m_a} = 'Y'"))
    known = definition(loop("l", "2", inside), page("end", number("z", "count-non-empty(${m_a}) = 1")))
    person = respondent(known)
    person.send(m__1=["b"])
    person.send(m__2=["a"])
    assert person.seen() == ["p#2", "m#2", "n#2"]
