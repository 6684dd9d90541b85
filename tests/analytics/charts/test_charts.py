"""Each chart on a small case: lengths, order and words."""

import pytest

from analytics.charts import Category, ChartSpec, Series, Value, dumbbell, mirrored_bars, quota_bar, stacked_bars
from tests.analytics.charts.drawing import bars, texts, words

USE = ChartSpec(
    title="Use",
    categories=(Category(""),),
    series=(
        Series("Professionals", "professionals", (Value(0.9, 0.88, 0.92),), "n = 1 004"),
        Series("Patients", "patients", (Value(0.45, 0.42, 0.48),), "n = 2 013"),
    ),
)


def test_bars_start_at_zero_and_have_the_length_of_their_value() -> None:
    drawn = mirrored_bars(USE, key="k")
    (whole, _), (professionals, patients) = bars(drawn, "chart-track"), bars(drawn, "chart-bar")
    assert professionals.left == patients.left == whole.left
    length = whole.right - whole.left
    assert (professionals.right - professionals.left) / length == pytest.approx(0.9, abs=0.001)
    assert (patients.right - patients.left) / length == pytest.approx(0.45, abs=0.001)
    assert words(drawn) == ["Professionals", "n = 1 004", "90%", "Patients", "n = 2 013", "45%"]


def test_a_mean_is_drawn_on_its_own_axis_with_one_decimal() -> None:
    spec = ChartSpec(
        title="Trust",
        categories=(Category(""),),
        series=(Series("Patients", "patients", (Value(6.25),)),),
        unit="number",
        top=10,
        language="fr",
    )
    drawn = mirrored_bars(spec, key="k")
    assert words(drawn) == ["Patients", "6,2"]
    (whole,), (mean,) = bars(drawn, "chart-track"), bars(drawn, "chart-bar")
    assert mean.right - mean.left == pytest.approx(0.625 * (whole.right - whole.left), abs=0.2)


def test_a_side_without_a_value_keeps_its_place() -> None:
    spec = ChartSpec(
        title="",
        categories=(Category("a"),),
        series=(Series("Professionals", "professionals", (None,)), Series("Patients", "patients", (Value(0.3),))),
    )
    assert words(mirrored_bars(spec, key="k")) == ["a", "Professionals", "Patients", "30%"]
    assert words(dumbbell(spec, key="k"))[-1] == "30%"


def test_a_dumbbell_writes_the_lower_value_at_the_left() -> None:
    numbers = sorted(texts(dumbbell(USE, key="k", heading=False)), key=lambda text: text.left)
    assert [number.words for number in numbers] == ["45%", "90%"]


def test_a_dumbbell_has_two_ends() -> None:
    spec = ChartSpec(title="", categories=(), series=(Series("a", "patients", ()),) * 3)
    with pytest.raises(ValueError, match="two series"):
        dumbbell(spec, key="k")


def test_a_stack_shades_opinions_and_sets_no_opinion_apart() -> None:
    spec = ChartSpec(
        title="",
        categories=(Category("Yes"), Category("Rather"), Category("No"), Category("Do not know", neutral=True)),
        series=(Series("Patients", "patients", (Value(0.5), Value(0.2), Value(0.28), Value(0.02))),),
    )
    drawn = stacked_bars(spec, key="k", across=400)
    segments = bars(drawn, "chart-segment")[4:]  # after the swatches of the key
    assert [round(segment.left) for segment in segments] == [0, 200, 280, 392]
    assert "step-1" in drawn
    assert "step-4" in drawn
    assert "step-7" in drawn
    assert "step-none" in drawn
    assert words(drawn)[-4:] == ["Patients", "50%", "20%", "28%"]  # 2% has no room for its number


@pytest.mark.parametrize(
    ("complete", "reserved", "target", "limit", "lengths"),
    [
        (0, 0, 100, 100, []),
        (50, 10, 100, 100, [80, 16]),
        (120, 0, 100, 100, [160]),
        (0, 0, 0, 0, []),
    ],
)
def test_quota_bar(complete: int, reserved: int, target: int, limit: int, lengths: list[int]) -> None:
    drawn = quota_bar(tone="patients", complete=complete, reserved=reserved, target=target, limit=limit)
    filled = bars(drawn, "chart-bar") + bars(drawn, "chart-reserved")
    assert [round(bar.right - bar.left) for bar in filled] == lengths
