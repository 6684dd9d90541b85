"""A small bar for a quota cell: what is complete, what is reserved, and where the target stands."""

from analytics.charts import svg
from analytics.charts.specification import Tone

ACROSS, HEIGHT = 160.0, 12.0


def quota_bar(*, tone: Tone, complete: int, reserved: int, target: int, limit: int) -> str:
    """The bar as decorative SVG: the numbers stand beside it in the table."""
    most = max(limit, target, complete + reserved, 1)

    def at(count: int) -> float:
        return ACROSS * max(count, 0) / most

    parts = [
        svg.bar(0, 2, ACROSS, HEIGHT - 4, "chart-track"),
        svg.bar(0, 2, at(complete), HEIGHT - 4, f"chart-bar {tone}"),
        svg.bar(at(complete), 2, at(reserved), HEIGHT - 4, f"chart-reserved {tone}"),
    ]
    if 0 < target < most:
        parts.append(svg.bar(at(target) - 1, 0, 2, HEIGHT, "chart-target"))
    return svg.tag(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {ACROSS:g} {HEIGHT:g}",
        width=ACROSS,
        height=HEIGHT,
        class_="chart quota-bar",
        aria_hidden="true",
    )
