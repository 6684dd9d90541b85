"""Rotation."""

from collections import Counter

from surveys.questionnaire.types import Matrix, Multiple, Ranking, Row, Single
from tests.surveys.questionnaire.building import definition, page, words
from tests.surveys.runtime.walking import Respondent, respondent

ROWS = tuple(Row(name=f"r{number}", label=words(str(number))) for number in range(4))
KNOWN = definition(
    page(
        "one",
        Single(name="plain", list="fruits"),
        Single(name="first", list="fruits", rotate=True),
        Multiple(name="second", list="fruits", rotate=True),
        Ranking(name="rank", list="letters", rotate=True),
        Matrix(name="grid", list="letters", rows=ROWS, rotate=True),
    )
)


def ordered(seed: int) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    person: Respondent = respondent(KNOWN)
    person.seed = seed
    return {question.key: (question.codes, question.rows) for question in person.page().questions}


def test_the_seed_decides_and_each_question_has_its_own_order() -> None:
    assert ordered(1) == ordered(1)
    assert len({ordered(seed)["first"] for seed in range(40)}) == 6
    assert any(ordered(seed)["first"] != ordered(seed)["second"] for seed in range(10))


def test_what_is_not_rotated_stays() -> None:
    order = ordered(7)
    assert order["plain"] == (("apple", "pear", "plum", "else", "none", "unsaid"), ())
    assert order["first"][0][3:] == ("else", "none", "unsaid")
    assert order["grid"][0] == ("a", "b", "c")
    assert sorted(order["grid"][1]) == ["r0", "r1", "r2", "r3"]


def test_every_choice_comes_first_equally_often() -> None:
    firsts = Counter(ordered(seed)["rank"][0][0] for seed in range(600))
    assert set(firsts) == {"a", "b", "c"}
    assert min(firsts.values()) > 150


def test_an_order_is_for_ever() -> None:
    """Respondents come back after an upgrade: this very order is part of the contract."""
    orders = [ordered(seed)["rank"][0] for seed in (1, 2, 3)]
    assert orders == [("b", "a", "c"), ("a", "b", "c"), ("b", "c", "a")]
