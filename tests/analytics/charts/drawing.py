"""Reading a drawn chart back: its shapes as boxes."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from analytics.charts.lettering import Lettering, width

SVG = "{http://www.w3.org/2000/svg}"
LETTERINGS: tuple[Lettering, ...] = ("label", "note", "value", "mark")


@dataclass(frozen=True, slots=True)
class Box:
    """What a shape covers; for a text, its words and an upper estimate of its extent."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def viewbox(drawn: str) -> Box:
    left, top, across, down = map(float, ET.fromstring(drawn).attrib["viewBox"].split())
    return Box(left, top, left + across, top + down)


def bars(drawn: str, class_: str) -> list[Box]:
    """The rectangles of a class, in drawing order."""
    return [_rectangle(rect) for rect in _all(drawn, "rect") if class_ in rect.attrib["class"].split()]


def texts(drawn: str) -> list[Box]:
    return [_text(text) for text in _all(drawn, "text")]


def words(drawn: str) -> list[str]:
    return [text.words for text in texts(drawn)]


def shapes(drawn: str) -> list[Box]:
    """Every shape but texts; of a path, the points that it goes through in x."""
    paths = [_path(path.attrib["d"]) for path in _all(drawn, "path")]
    return [*map(_rectangle, _all(drawn, "rect")), *map(_circle, _all(drawn, "circle")), *paths]


def _all(drawn: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(drawn).iter(SVG + name))


def _rectangle(rect: ET.Element) -> Box:
    x, y, across, down = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    return Box(x, y, x + across, y + down)


def _circle(circle: ET.Element) -> Box:
    x, y, r = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
    return Box(x - r, y - r, x + r, y + r)


def _path(path: str) -> Box:
    places = [float(x) for x in re.findall(r"[MH](-?[\d.]+)", path)]
    tops = [float(y) for y in re.findall(r"(?:M-?[\d.]+ |V)(-?[\d.]+)", path)]
    return Box(min(places), min(tops), max(places), max(tops))


def _text(text: ET.Element) -> Box:
    lettering = next(kind for kind in LETTERINGS if f"chart-{kind}" in text.attrib["class"].split())
    written, x, y = text.text or "", float(text.attrib["x"]), float(text.attrib["y"])
    length = width(written, lettering)
    left = x - {"start": 0, "middle": length / 2, "end": length}[text.attrib["text-anchor"]]
    return Box(left, y - 11, left + length, y + 3, written)
