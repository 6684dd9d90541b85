"""Shares of a profile come out of the weighting at the published rounding, for any seed and size."""

from collections import Counter
from dataclasses import replace

import pytest

from respondents.simulation.sampler import Sampler
from tests.respondents.simulation.small_barometer import SIDES, answered, definition, expected, profile, weighted_share

ITEMS = [("trust", code) for code in ("fully", "not")] + [("benefits", code) for code in ("time", "quality", "none")]


def people_of(seed: int, count: int) -> list[tuple[str, dict[str, list[str]]]]:
    sampler = Sampler(definition(), profile(), seed=seed)
    people = []
    for _ in range(count):
        person = sampler.next_person()
        people.append((person.population, answered(person)))
        sampler.count(person)
    return people


@pytest.mark.parametrize(("seed", "count"), [(1, 600), (2, 600), (3, 601), (4, 777), (5, 1200)])
def test_weighted_shares_are_within_half_a_point(seed: int, count: int) -> None:
    people = people_of(seed, count)
    found = {(side, item): weighted_share(side, item, people) for side in SIDES for item in ITEMS}
    wanted = {(side, item): expected(side, item) for side in SIDES for item in ITEMS}
    assert found == pytest.approx(wanted, abs=0.005)


def test_without_steering_chance_would_miss() -> None:
    """The tolerance above is a real one: respondents who know nothing of the others are beyond it."""
    sampler = Sampler(definition(), profile(), seed=1)
    people = [(person.population, answered(person)) for person in (sampler.next_person() for _ in range(600))]
    misses = [weighted_share(side, item, people) - expected(side, item) for side in SIDES for item in ITEMS]
    assert max(map(abs, misses)) > 0.01


def test_questions_are_not_answered_in_step() -> None:
    patients = [answers["benefits"] for population, answers in people_of(1, 1200) if population == "patients"]
    together = sum({"time", "quality"} <= set(ticked) for ticked in patients) / len(patients)
    # Among the 90 % who see a benefit, each is ticked by itself.
    assert together == pytest.approx(0.9 * (0.5 / 0.9) * (0.6 / 0.9), abs=0.06)


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert people_of(5, 60) == people_of(5, 60)
    assert people_of(5, 60) != people_of(6, 60)


def test_arrivals_keep_to_their_mix() -> None:
    mix = Counter(population for population, _ in people_of(1, 400))
    assert mix["patients"] == pytest.approx(200, abs=3)
    assert mix["nurses"] == pytest.approx(100, abs=3)


def test_numbers_keep_to_their_mean_and_limits() -> None:
    visits = [float(answers["visits"][0]) for _, answers in people_of(1, 400)]
    assert sum(visits) / 400 == pytest.approx(12, abs=0.4)
    assert min(visits) >= 0
    assert len(set(visits)) > 15


def test_only_those_who_complete_are_made_up_for() -> None:
    sampler = Sampler(definition(), profile(), seed=3)
    counted = []
    for place in range(900):
        person = sampler.next_person()
        answers = answered(person)
        if place % 3:
            sampler.count(person)
            counted.append((person.population, answers))
    assert weighted_share("patients", ("trust", "not"), counted) == pytest.approx(
        expected("patients", ("trust", "not")), abs=0.005
    )


def test_a_share_leaves_before_the_end() -> None:
    sampler = Sampler(definition(), replace(profile(), dropouts={"patients": 0.2, "": 0.0}), seed=1)
    people = [sampler.next_person() for _ in range(200)]
    leaving = [person for person in people if person.leaves_at < 1]
    assert {person.population for person in leaving} == {"patients"}
    assert len(leaving) == pytest.approx(20, abs=3)
