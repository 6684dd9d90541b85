"""The published figures come out of simulated respondents, through the real commands; and follow the profile."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.core.management import call_command

from analytics.api import current_results
from respondents.api import Wave, quota_board
from tests.demo import barometer

pytestmark = pytest.mark.django_db


def aggregated(wave: Wave) -> Mapping[tuple[str, str], float]:
    """The value of every figure, by side and name."""
    call_command("aggregate", wave.slug, json=True)
    results = current_results(wave)
    assert results is not None
    assert results.simulated
    return {(side.side, side.figure): side.value for figure in results.figures for side in figure.sides}


def test_every_published_figure_is_reproduced() -> None:
    wave = barometer.a_barometer_wave()
    call_command("simulate", wave.slug, interviews=800, seed=2026)
    found = aggregated(wave)
    published = {(row["population"], row["figure"]): int(row["percent"]) for row in barometer.published()}
    assert {key: round(100 * found[key]) for key in published} == published
    totals = quota_board(wave).totals
    assert totals["complete"] > 600
    assert totals["screened_out"] > 0
    assert totals["refused"] > 0


def test_another_profile_moves_the_figures(tmp_path: Path) -> None:
    changed = tmp_path / "profile.csv"
    shares = {"daily": 0.2, "weekly": 0.2, "monthly": 0.2, "rarely": 0.1, "never": 0.3}
    lines = [line for line in barometer.profile_text().splitlines() if ",frequency," not in line]
    lines += [f",frequency,,{code},{share},,,," for code, share in shares.items()]
    changed.write_text("\n".join(lines), encoding="utf-8")
    wave = barometer.a_barometer_wave()
    call_command("simulate", wave.slug, interviews=180, seed=1, profile=changed)
    found = aggregated(wave)
    assert found["professionals", "uses_ai"] == pytest.approx(0.70, abs=0.02)
    assert found["patients", "uses_ai"] == pytest.approx(0.70, abs=0.02)
    assert found["professionals", "uses_daily"] == pytest.approx(0.20, abs=0.02)
