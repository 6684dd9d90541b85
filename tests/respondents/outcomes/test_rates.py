"""Outcome rates against figures that others published, and against what must hold of any figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondents.outcomes import RATES, Cases, OptIn, Rate, eligibility, rates_of

#: 12 cases, with the rates that the R package outcomerate, reviewed by rOpenSci, prints for them in its
#: introduction (https://github.com/ropensci/outcomerate, README).
PUBLISHED = Cases(
    complete=4, partial=2, refusal=1, non_contact=1, other=1, unknown=1, unknown_other=1, not_eligible=1
)  # fmt: skip
FIGURES: dict[Rate, float] = {
    "RR1": 0.364, "RR2": 0.545, "RR3": 0.370, "RR4": 0.556, "RR5": 0.444, "RR6": 0.667,
    "COOP1": 0.500, "COOP2": 0.750, "COOP3": 0.571, "COOP4": 0.857,
    "REF1": 0.091, "REF2": 0.093, "REF3": 0.111,
    "CON1": 0.727, "CON2": 0.741, "CON3": 0.889,
}  # fmt: skip

#: By hand: 1000 invited; 300 complete, 50 partial, 100 refused, 20 unusable, 30 screened out, 500 silent.
#: e = 470 / 500 = 0.94; the denominator with e is 470 + 0.94 x 500 = 940.
BY_HAND = Cases(complete=300, partial=50, refusal=100, other=20, unknown=460, unknown_other=40, not_eligible=30)

ANY = st.builds(Cases, *[st.integers(0, 10**6)] * 8)


def test_the_figures_that_others_published() -> None:
    assert {rate: round(value or 0, 3) for rate, value in rates_of(PUBLISHED).items()} == FIGURES
    assert eligibility(PUBLISHED) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        ("RR1", 300 / 970), ("RR2", 350 / 970), ("RR3", 300 / 940), ("RR4", 350 / 940), ("RR5", 300 / 470),
        ("COOP1", 300 / 470), ("COOP3", 300 / 450), ("REF1", 100 / 970), ("REF2", 100 / 940), ("CON2", 470 / 940),
        ("CON3", 1.0),
    ],
)  # fmt: skip
def test_figures_computed_by_hand(rate: Rate, value: float) -> None:
    assert rates_of(BY_HAND)[rate] == pytest.approx(value)


def test_nothing_is_divided_by_nothing() -> None:
    assert rates_of(Cases()) == dict.fromkeys(RATES)
    assert rates_of(Cases(unknown=5))["RR3"] is None  # nobody's eligibility is known: e cannot be estimated
    assert rates_of(Cases(unknown=5))["RR1"] == 0


@given(ANY)
def test_rates_are_shares_in_their_order(cases: Cases) -> None:
    told = {rate: value for rate, value in rates_of(cases).items() if value is not None}
    assert all(0 <= value <= 1 for value in told.values())
    for less, more in [("RR1", "RR3"), ("RR3", "RR5"), ("RR1", "RR2"), ("COOP1", "COOP3"), ("REF1", "REF2")]:
        if less in told and more in told:
            assert told[less] <= told[more] + 1e-12


@given(ANY)
def test_one_more_complete_never_lowers_a_response_rate(cases: Cases) -> None:
    before, after = rates_of(cases), rates_of(replace(cases, complete=cases.complete + 1))
    assert (before["RR1"] or 0) <= (after["RR1"] or 0)


def test_who_came_by_themselves() -> None:
    told = OptIn(complete=60, left=30, refused=5, rejected=5, not_eligible=20)
    assert [told.began, told.participation, told.break_off] == pytest.approx([120, 0.6, 30 / 95])
    assert (OptIn().participation, OptIn().break_off) == (None, None)
