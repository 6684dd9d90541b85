"""Reading a profile: what is understood, and every mistake with its line."""

import pytest

from respondents.simulation.profile import Profile, Spread
from respondents.simulation.reading import COLUMNS, ProfileError, read_profile
from tests.respondents.simulation.small_barometer import PROFILE, definition

HEADER = ",".join(COLUMNS)


def read(*lines: str) -> Profile:
    return read_profile("\n".join([HEADER, *lines]) + "\n", definition())


def test_rules_are_found_for_the_most_precise_audience() -> None:
    profile = read_profile(PROFILE, definition())
    [nurses] = profile.rules_for(("nurses", "professionals"), "benefits")
    [others] = profile.rules_for(("doctors", "professionals"), "benefits")
    assert (nurses.shares["time"], others.shares["time"]) == (0.85, 0.5)
    assert profile.rules_for(("doctors",), "visits")[0].spread == Spread(12, 5, 0, 60)
    assert [rule.when is None for rule in profile.rules_for(("patients",), "trust")] == [False, True]
    assert profile.arrivals == {"patients": 0.5, "doctors": 0.25, "nurses": 0.25}


def test_a_side_stands_between_a_population_and_everyone() -> None:
    profile = read(
        "professionals,trust,,not,1,,,,",
        "doctors,trust,,fully,1,,,,",
        ",@dropouts,,,0.1,,,,",
        "nurses,@dropouts,,,0.3,,,,",
    )
    assert profile.rules_for(("nurses", "professionals"), "trust")[0].shares == {"not": 1}
    assert profile.rules_for(("doctors", "professionals"), "trust")[0].shares == {"fully": 1}
    assert profile.rules_for(("patients", "patients"), "trust") == ()
    assert profile.dropout_share(("nurses", "professionals")) == 0.3
    assert profile.dropout_share(("patients", "patients")) == 0.1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("vets,trust,,fully,1,,,,", 'line 2: there is no population or side named "vets"'),
        (",love,,fully,1,,,,", 'line 2: there is no question named "love"'),
        (",trust,,often,1,,,,", 'line 2: "often" is not a value of trust'),
        (",trust,,fully,0.4,,,,", "line 2: the shares of trust sum to 0.400, not 1"),
        (",trust,,fully,1.2,,,,", "line 2: the share must be between 0 and 1"),
        (",trust,,fully,,,,,", "line 2: the share must be between 0 and 1"),
        (",trust,,fully,many,,,,", 'line 2: "many" is not a number'),
        (",trust,${sex} =,fully,1,,,,", "line 2: the condition cannot be read"),
        (",trust,${love} = 1,fully,1,,,,", 'line 2: the condition refers to "love"'),
        (",visits,,,,,,,", "line 2: a number needs a mean"),
        (",visits,,,,3,-1,,", "line 2: a number needs a mean"),
        (",@arrivals,,martians,1,,,,", 'line 2: "martians" is not a value of @arrivals'),
        (",trust,,fully,1,,,,,more", "line 2: there are more cells than columns"),
    ],
)
def test_a_mistake_says_where_and_what(line: str, message: str) -> None:
    with pytest.raises(ProfileError) as refused:
        read(line)
    assert str(refused.value).startswith(message)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(ProfileError) as refused:
        read(",love,,fully,1,,,,", ",trust,,often,1,,,,", ",trust,,often,0,,,,")
    assert {mistake.line for mistake in refused.value.mistakes} == {2, 3, 4}


@pytest.mark.parametrize("text", ["", "population,question\n", HEADER.replace("when", "if") + "\n"])
def test_the_columns_are_checked(text: str) -> None:
    with pytest.raises(ProfileError, match="line 1: the columns must be"):
        read_profile(text, definition())


def test_several_answers_need_not_sum_to_one_but_others_must() -> None:
    shares = read(",benefits,,time,0.9,,,,", ",benefits,,quality,0.8,,,,").rules_for((), "benefits")[0].shares
    assert shares == {"time": 0.9, "quality": 0.8}


def test_a_file_that_is_too_long_is_refused() -> None:
    with pytest.raises(ProfileError, match="longer than"):
        read_profile(HEADER + "\n" * 2_000_001, definition())
