"""How a simulation is shared out between processes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.simulation.profile import REFUSED, SCREENED_OUT, Profile
from respondents.simulation.sharing import shares_of
from surveys.questionnaire.definition import Definition, Page, Population, Side

DEFINITION = Definition(
    name="small",
    title={"fr": "Petit"},
    languages=("fr",),
    pages=(Page(name="p", questions=()),),
    sides=(Side(name="patients"), Side(name="professionals")),
    populations=(
        Population(name="patients", side="patients"),
        Population(name="gp", side="professionals"),
        Population(name="nurse", side="professionals"),
    ),
)
PROFILE = Profile(arrivals={"patients": 0.4, "gp": 0.2, "nurse": 0.3, SCREENED_OUT: 0.06, REFUSED: 0.04})


@pytest.mark.parametrize(
    ("workers", "expected"),
    [
        (1, [({"patients", "gp", "nurse", SCREENED_OUT, REFUSED}, 100)]),
        (2, [({"gp", "nurse"}, 50), ({"patients", SCREENED_OUT, REFUSED}, 50)]),
        (3, [({"gp", "nurse"}, 50), ({"patients"}, 40), ({SCREENED_OUT, REFUSED}, 10)]),
        (9, [({"gp", "nurse"}, 50), ({"patients"}, 40), ({SCREENED_OUT}, 6), ({REFUSED}, 4)]),
    ],
)
def test_a_side_is_never_split(workers: int, expected: list[tuple[set[str], int]]) -> None:
    shares = shares_of(DEFINITION, PROFILE, interviews=100, workers=workers)
    assert [(set(share.profile.arrivals), share.interviews) for share in shares] == expected
    for share in shares:
        assert sum(share.profile.arrivals.values()) == pytest.approx(1)


def test_without_arrivals_the_shares_are_even() -> None:
    shares = shares_of(DEFINITION, Profile(), interviews=10, workers=4)
    assert sorted(share.interviews for share in shares) == [2, 2, 3, 3]


@given(interviews=st.integers(1, 5000), workers=st.integers(1, 32))
def test_everybody_is_sent_once(interviews: int, workers: int) -> None:
    shares = shares_of(DEFINITION, PROFILE, interviews=interviews, workers=workers)
    assert sum(share.interviews for share in shares) == interviews
    assert 1 <= len(shares) <= workers
