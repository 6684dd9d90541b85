"""SVG as text: escaped, accessible, with classes for its looks so that no inline style is needed."""

from collections.abc import Iterable
from html import escape

from analytics.charts.lettering import SIZES, Lettering, width

Attribute = str | float


def tag(name: str, /, *content: str, **attributes: Attribute) -> str:
    """One element; `class_` is written class, `text_anchor` text-anchor; content is escaped already."""
    written = "".join(f' {_name(key)}="{_number(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, lettering: Lettering, *, tone: str = "", end: bool = False) -> str:
    """A line of text with its baseline at y; `end`: x is where it ends."""
    classes = f"chart-{lettering} {tone}".strip()
    return tag("text", escape(words), x=x, y=y, class_=classes, text_anchor="end" if end else "start")


def text_middle(x: float, middle: float, words: str, lettering: Lettering, tone: str = "") -> str:
    """A line of text centred on a point."""
    classes = f"chart-{lettering} {tone}".strip()
    y = middle + SIZES[lettering] * 0.36
    return tag("text", escape(words), x=x, y=y, class_=classes, text_anchor="middle")


def bar(x: float, y: float, length: float, height: float, classes: str) -> str:
    """A rectangle; nothing when it has no length."""
    if length <= 0:
        return ""
    return tag("rect", x=x, y=y, width=length, height=height, class_=classes)


def whisker(low: float, high: float, y: float, cap: float, tone: str = "") -> str:
    """A thin interval with a cap at each end, on a halo that parts it from what lies under it."""
    path = f"M{low:.1f} {y:.1f}H{high:.1f}"
    if cap:
        path += "".join(f"M{x:.1f} {y - cap:.1f}V{y + cap:.1f}" for x in (low, high))
    return tag("path", d=path, class_="chart-halo") + tag("path", d=path, class_=f"chart-whisker {tone}".strip())


def document(parts: Iterable[str], *, key: str, size: tuple[float, float], title: str, description: str) -> str:
    """The whole drawing; `key` is unique in the page, as its ids are made of it."""
    across, down = size
    return tag(
        "svg",
        tag("title", escape(title), id=f"{key}-title"),
        tag("desc", escape(description), id=f"{key}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {across:g} {down:g}",
        width=across,
        height=down,
        class_="chart",
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
    )


def fits(words: str, lettering: Lettering, room: float) -> bool:
    return width(words, lettering) <= room


def _name(key: str) -> str:
    return key.removesuffix("_").replace("_", "-")


def _number(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"
