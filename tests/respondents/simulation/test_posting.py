"""What is posted without a profile: valid for every type, at random, and other when it was refused."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.simulation.balance import Balance
from respondents.simulation.person import Person
from respondents.simulation.posting import Try, post
from respondents.simulation.profile import Profile
from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Page, Population, Side
from surveys.questionnaire.text import Wording
from surveys.questionnaire.types import AnyQuestion
from surveys.questionnaire.types.consent import Consent
from surveys.questionnaire.types.matrix import Matrix
from surveys.questionnaire.types.moment import Moment
from surveys.questionnaire.types.multiple import Multiple
from surveys.questionnaire.types.note import Note
from surveys.questionnaire.types.number import Number
from surveys.questionnaire.types.open_text import OpenText
from surveys.questionnaire.types.ranking import Ranking
from surveys.questionnaire.types.rows import Row
from surveys.questionnaire.types.single import Single
from tests.respondents.simulation.small_barometer import NOW

COLOURS = ChoiceList(
    name="colours",
    choices=(
        *(Choice(code=code, label=Wording()) for code in ("red", "green", "blue")),
        Choice(code="another", label=Wording(), other=True),
        Choice(code="none", label=Wording(), exclusive=True),
        Choice(code="refused", label=Wording(), missing="refused"),
    ),
)
QUESTIONS: list[AnyQuestion] = [
    Single(name="a", list="colours", required="required"),
    Single(name="b", list="colours", type="dropdown"),
    Multiple(name="c", list="colours", required="required", least=2, most=3),
    Multiple(name="d", list="colours"),
    Matrix(name="e", list="colours", rows=(Row(name="e1", label=Wording()), Row(name="e2", label=Wording()))),
    Ranking(name="f", list="colours", required="required"),
    Ranking(name="g", list="colours", top=2, required="required"),
    Number(name="h", least=18, most=99, required="required"),
    Number(name="i", type="decimal", least=500, required="required"),
    Number(name="j", most=-5, required="required"),
    OpenText(name="k", required="required", longest=5),
    OpenText(name="l", type="email", required="required"),
    OpenText(name="m", type="long_text"),
    Moment(name="n", type="date", required="required"),
    Moment(name="o", type="datetime", least="2020-01-01", most="2020-12-31", required="required"),
    Moment(name="p", type="time", required="required"),
    Moment(name="q", type="date", least="2030-01-01", required="required"),
    Consent(name="r"),
    Note(name="s"),
]
DEFINITION = Definition(
    name="types",
    title={"en": "Types"},
    languages=("en",),
    lists=(COLOURS,),
    pages=(Page(name="all", questions=tuple(QUESTIONS)),),
    sides=(Side(name="all"),),
    populations=(Population(name="all", side="all"),),
)


def someone(seed: int, *, agrees: bool = True) -> Person:
    return Person(
        definition=DEFINITION,
        profile=Profile(),
        balance=Balance(DEFINITION),
        population="",
        agrees=agrees,
        leaves_at=1.0,
        chance=Random(seed),
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.name}-{question.type}")
@given(seed=st.integers(0, 10**9), refusals=st.integers(0, 30))
def test_every_type_is_answered_validly(question: AnyQuestion, seed: int, refusals: int) -> None:
    lists = DEFINITION.choice_lists
    posted = post(question, someone(seed), Try(NOW, refusals, {}))
    answers = question.parse(posted, lists)
    assert question.validate_answers(answers, lists) == ()


def test_whoever_refuses_declines() -> None:
    assert post(Consent(name="r"), someone(1, agrees=False), Try(NOW, 0, {})) == {"r": ["no"]}


@given(seed=st.integers(0, 10**9))
def test_several_answers_that_were_refused_become_fewer(seed: int) -> None:
    question = Multiple(name="d", list="colours", required="required")
    before = {"d": ["red", "green", "blue"]}
    posted = post(question, someone(seed), Try(NOW, 1, before))
    assert len(posted["d"]) <= 2


def test_numbers_that_were_refused_are_looked_for_elsewhere() -> None:
    person = someone(3)
    numbers = [float(post(Number(name="h", required="required"), person, Try(NOW, n, {}))["h"][0]) for n in range(200)]
    assert min(numbers) < 0
    assert max(numbers) > 1000
