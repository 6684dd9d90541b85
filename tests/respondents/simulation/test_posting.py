"""What is posted: valid for every type, at random or by the profile, and other when it was refused."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respondents.simulation.balance import Balance
from respondents.simulation.person import Person
from respondents.simulation.posting import Try, post
from respondents.simulation.profile import Profile, Rule, Spread
from surveys.questionnaire.choices import ChoiceList
from surveys.questionnaire.types import AnyQuestion, Consent, Multiple, Number
from tests.surveys.questionnaire.every_type import BY_NAME, QUESTIONS, every_type

ASKED = [question for question in QUESTIONS if question.asks]
DEFINITION = every_type()
FIRST = Try(0, {})


def rule(shares: dict[str, float], spread: Spread | None = None) -> tuple[Rule, ...]:
    return (Rule(None, shares, spread),)


#: One answer for everyone to each kind of field, and what is then posted.
RULES = {
    "one": rule({"else": 1.0}),
    "one_other": rule({"Jardiner": 1.0}),
    "ever": rule({"no": 1.0}),
    "recommend": rule({"10": 1.0}),
    "several": rule({"search": 1.0, "letter": 1.0}),
    "m_home": rule({"3": 1.0}),
    "mm_home": rule({"summary": 1.0}),
    "ms_home_now": rule({"5": 1.0}),
    "d_cold": rule({"unknown": 1.0}),
    "order": rule({"4": 1.0}),
    "pain": rule({}, Spread(52, 0)),
    "age": rule({}, Spread(200, 0)),
    "share": rule({}, Spread(12.345, 0)),
    "g_home_day": rule({}, Spread(7.6, 0)),
    "split_home": rule({}, Spread(30, 0)),
    "split_work": rule({}, Spread(70, 0)),
    "word": rule({"Utile": 1.0}),
    "names_home": rule({"": 1.0}),
}
POSTED = {
    "one": ["else"], "one_other": ["Jardiner"], "ever": ["no"], "recommend": ["10"], "several": ["search", "letter"],
    "m_home": ["3"], "mm_home": ["summary"], "ms_home_now": ["5"], "d_cold": ["unknown"], "order:4": ["1"],
    "pain": ["50"], "age": ["120"], "share": ["12.35"], "g_home_day": ["8"], "split_home": ["30"],
    "split_work": ["70"], "word": ["Utile"],
}  # fmt: skip


def someone(seed: int, *, agrees: bool = True, profile: Profile | None = None) -> Person:
    return Person(
        definition=DEFINITION,
        profile=profile or Profile(),
        balance=Balance(DEFINITION),
        population="",
        agrees=agrees,
        leaves_at=1.0,
        chance=Random(seed),
    )


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.type)
@settings(max_examples=25)
@given(seed=st.integers(0, 10**9), refusals=st.integers(0, 30))
def test_every_type_is_answered_validly(question: AnyQuestion, seed: int, refusals: int) -> None:
    must = question.model_copy(update={"required": "required"})
    for profile in (Profile(), Profile(rules={("", field): found for field, found in RULES.items()})):
        posted = post(must, someone(seed, profile=profile), Try(refusals, {}))
        answers = must.parse(posted, BY_NAME)
        assert must.validate_answers(answers, BY_NAME) == ()


def test_every_kind_of_field_is_answered_by_its_rule() -> None:
    person = someone(1, profile=Profile(rules={("", field): found for field, found in RULES.items()}))
    posted = {control: list(values) for question in ASKED for control, values in post(question, person, FIRST).items()}
    assert {control: posted.get(control) for control in POSTED} == POSTED
    assert "names_home" not in posted


def test_whoever_refuses_declines() -> None:
    assert post(Consent(name="agreed"), someone(1, agrees=False), FIRST) == {"agreed": ["no"]}


def test_what_is_not_offered_now_is_not_chosen() -> None:
    question = next(question for question in QUESTIONS if question.name == "one")
    left = {**BY_NAME, "uses": ChoiceList(name="uses", choices=BY_NAME["uses"].choices[1:3])}
    rules = {("", "one"): rule({"search": 0.9, "letter": 0.1})}
    chosen = {
        post(question, someone(seed, profile=profile), FIRST, left)["one"][0]
        for seed in range(40)
        for profile in (Profile(), Profile(rules=rules))
    }
    assert chosen == {"letter", "summary"}


def test_several_answers_of_a_rule_that_were_refused_become_fewer() -> None:
    question = Multiple(name="several", list="uses")
    shares = dict.fromkeys(("search", "letter", "summary"), 1.0)
    person = someone(1, profile=Profile(rules={("", "several"): rule(shares)}))
    assert len(post(question, person, Try(1, {"several": ["search", "letter", "summary"]}))["several"]) == 2


def test_a_rule_that_is_refused_again_and_again_is_forgotten() -> None:
    question = Number(name="age", required="required")
    person = someone(1, profile=Profile(rules={("", "age"): rule({}, Spread(40, 0))}))
    assert [post(question, person, Try(n, {}))["age"] for n in (0, 20)] == [["40"], ["40"]]
    assert {post(question, person, Try(n, {}))["age"][0] for n in range(21, 60)} != {"40"}
    assert "age" not in person.numbers


def test_numbers_that_were_refused_are_looked_for_elsewhere() -> None:
    person = someone(3)
    question = Number(name="age", required="required")
    numbers = [float(post(question, person, Try(n, {}))["age"][0]) for n in range(200)]
    assert min(numbers) < 0
    assert max(numbers) > 1000
