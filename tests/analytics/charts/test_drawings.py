"""What every chart keeps to, whatever its numbers."""

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.charts import Category, ChartSpec, Series, Value, dumbbell, mirrored_bars, stacked_bars
from tests.analytics.charts.drawing import Box, shapes, texts, viewbox

Chart = Callable[..., str]
#: What Python writes for a coordinate that could not be computed; labels may say it.
NO_NUMBER = re.compile(r'="[^"]*\b(nan|inf)\b')

WIDTHS = (680.0, 294.0)
shares = st.floats(0, 1)
labels = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)


@st.composite
def values(draw: st.DrawFn) -> Value | None:
    low, value, high = sorted(draw(st.tuples(shares, shares, shares)))
    return draw(st.sampled_from([None, Value(value), Value(value, low, high)]))


@st.composite
def specifications(draw: st.DrawFn) -> ChartSpec:
    names = draw(st.lists(labels, min_size=1, max_size=6))
    column = st.lists(values(), min_size=len(names), max_size=len(names)).map(tuple)
    return ChartSpec(
        title=draw(labels),
        categories=tuple(Category(name, neutral=draw(st.booleans())) for name in names),
        series=(
            Series("Professionals", "professionals", draw(column), draw(labels)),
            Series("Patients", "patients", draw(column)),
        ),
        footnote=draw(labels),
        language=draw(st.sampled_from(["fr", "en"])),
    )


def _within(box: Box, frame: Box) -> bool:
    edge = 0.11  # coordinates are rounded to a tenth
    return (
        frame.left - edge <= box.left <= box.right <= frame.right + edge
        and frame.top - edge <= box.top
        and box.bottom <= frame.bottom + edge
    )


@pytest.mark.parametrize("chart", [mirrored_bars, dumbbell, stacked_bars])
@pytest.mark.parametrize("across", WIDTHS)
@settings(max_examples=50)
@given(spec=specifications())
def test_everything_is_inside_the_drawing(chart: Chart, across: float, spec: ChartSpec) -> None:
    drawn = chart(spec, key="k", across=across)
    frame = viewbox(drawn)
    assert not NO_NUMBER.search(drawn)
    assert [box for box in (*shapes(drawn), *texts(drawn)) if not _within(box, frame)] == []


@pytest.mark.parametrize("chart", [mirrored_bars, dumbbell])
@pytest.mark.parametrize("across", WIDTHS)
@given(pairs=st.lists(st.tuples(shares, shares), min_size=1, max_size=5))
def test_labels_do_not_overlap(chart: Chart, across: float, pairs: list[tuple[float, float]]) -> None:
    spec = ChartSpec(
        title="Use of AI",
        categories=tuple(Category(f"Statement {place}") for place in range(len(pairs))),
        series=(
            Series("Professionals", "professionals", tuple(Value(first) for first, _ in pairs), "n = 1 004"),
            Series("Patients", "patients", tuple(Value(second) for _, second in pairs), "n = 2 013"),
        ),
    )
    written = texts(chart(spec, key="k", across=across))
    assert [(one.words, other.words) for one, other in combinations(written, 2) if one.overlaps(other)] == []


@pytest.mark.parametrize("chart", [mirrored_bars, dumbbell, stacked_bars])
def test_words_are_escaped_and_named_for_those_who_hear_the_page(chart: Chart) -> None:
    spec = ChartSpec(
        title="<script>alert(1)</script>",
        subtitle="Question & base",
        categories=(Category('"quoted" <b>'),),
        series=(Series("Patients", "patients", (Value(0.455, 0.43, 0.48),)),),
        footnote="Source",
    )
    drawn = chart(spec, key="uses-ai")
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "style=" not in drawn
    assert 'role="img" aria-labelledby="uses-ai-title" aria-describedby="uses-ai-desc"' in drawn
    description = "Question &amp; base Patients: &quot;quoted&quot; &lt;b&gt; 46% (43–48%). Source"
    assert f'<desc id="uses-ai-desc">{description}</desc>' in drawn


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_value_is_a_finite_number(number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Value(number)


def test_series_and_categories_agree() -> None:
    with pytest.raises(ValueError, match="one value per category"):
        ChartSpec(title="", categories=(Category("a"),), series=(Series("Patients", "patients", ()),))
