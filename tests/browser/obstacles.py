"""What would stand in somebody's way on a page: axe's findings, sideways scrolling, targets too small to hit."""

from collections.abc import Iterator, Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Rules of WCAG 2.2 up to AA, and axe's advice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

#: 320 px are what a zoom of 400 % leaves of a screen of 1,280.
WIDTHS = (320, 360, 1280)

#: Measured against what the page is laid out in: on a phone, `innerWidth` grows with what overflows.
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

#: Controls lower than 48 px, or with less than 44 px across; the row of a choice counts for its control, and what
#: nobody sees or hears does not count.
SMALL = """() => [...document.querySelectorAll(
        "button, .button, .option, select, textarea, input:not([type=hidden]), header a, footer a, .way")]
    .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true]"))
    .filter((one) => one.matches(".option") || !one.closest(".option"))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.height < 47.5 || (box.width < 44 && !one.matches("a")))
    .map(([one, box]) => `${Math.round(box.width)} by ${Math.round(box.height)} ${one.outerHTML.slice(0, 90)}`)"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page, with the elements at fault."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate(SIDEWAYS))


def obstacles(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """What is wrong with a respondent's page, on light ground and on dark, at each width. It comes back as it was."""
    return list(_obstacles(page, widths))


def _obstacles(page: Page, widths: Sequence[int]) -> Iterator[str]:
    found = page.viewport_size
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield from (f"{scheme}: {each}" for each in violations(page))
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if overflows(page):
            yield f"scrolls sideways at {width} px"
        yield from (f"too small at {width} px: {each}" for each in page.evaluate(SMALL))
    if found:
        page.set_viewport_size(found)
