"""What the browser tests of the committee's pages share."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from surveys.models import Role, Study
from tests.analytics.views.committee import PASSWORD, a_member

#: Rules of WCAG 2.2 up to AA, and axe's advice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def sign_in(page: Page, study: Study, role: Role = Role.CHAIR) -> None:
    """A member signs in as people do."""
    user = a_member(study, role)
    page.goto("/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("heading", level=1, name="Études").wait_for()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page, with the elements at fault."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def overflows(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
