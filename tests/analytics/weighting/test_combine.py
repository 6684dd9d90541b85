"""Populations of a side in the proportions of their universes."""

import pytest

from analytics.weighting import Sampled, combine

GP, NURSE = Sampled("gp", 200, 1000), Sampled("nurse", 100, 3000)


@pytest.mark.parametrize(
    ("populations", "factors", "mode"),
    [
        ((GP, NURSE), {"gp": 0.375, "nurse": 2.25}, "universe"),
        ((GP,), {"gp": 1.0}, "universe"),
        ((GP, Sampled("nurse", 0, 3000)), {"gp": 1.0, "nurse": 1.0}, "universe"),
        ((GP, Sampled("nurse", 100, None)), {"gp": 1.0, "nurse": 1.0}, "as_sampled"),
        ((Sampled("gp", 0, 1000),), {"gp": 1.0}, "as_sampled"),
        ((), {}, "as_sampled"),
    ],
)
def test_factors(populations: tuple[Sampled, ...], factors: dict[str, float], mode: str) -> None:
    found = combine(populations)
    assert (dict(found.factors), found.mode) == (factors, mode)


def test_the_side_keeps_its_total() -> None:
    found = combine((GP, NURSE))
    assert GP.total * found.factors["gp"] + NURSE.total * found.factors["nurse"] == pytest.approx(300)
